"""The family as a whole: told over separate records, changed by the keyboard, and without a leak."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import AuditEntry, Conflict, Restriction, Team, User
from kinkeeper.access.services import operator
from kinkeeper.casefile.models import Note, WarningNote
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.models import Assessment, AssessmentFactor, HelpEpisode
from kinkeeper.kernel.ids import reference
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import (
    EcomapTie,
    FamilyGroup,
    FamilyMember,
    Person,
    PersonAddress,
    PersonName,
    Relationship,
)
from kinkeeper.protection.models import Visit
from kinkeeper.workforce.models import Allocation, Worker
from tests.web.conftest import BEFORE, TODAY, ChildId, SignIn

pytestmark = pytest.mark.django_db
OURS, THEIRS = "C000000003", "C000000004"
SECRET: Final = "Aurelio"  # of the brother alone: his name, his words, his street
SEEN_ON = TODAY - timedelta(days=4)
Said = Callable[..., str]


@pytest.fixture
def child(child: ChildId) -> UUID:
    """The child whose family it is, with an open case."""
    one = child(OURS)
    HelpEpisode.objects.filter(person_id=one).exists() or _case(one)
    return one


@pytest.fixture
def brother(child: UUID) -> UUID:
    """A brother in the same household with a record of his own, everything in which says who he is."""
    one = somebody(f"{SECRET} Byron", kind="child", born_on=date(2014, 4, 4))
    Relationship.objects.create(person_id=one, other_id=child, kind="sibling_of")
    home = FamilyGroup.objects.create(kind="household")
    for each in (child, one):
        FamilyMember.objects.create(group=home, person_id=each, started_on=BEFORE)
    case, kept = _case(one), {"person_id": one, "source": "typed"}
    of = {"episode_id": case.pk, "held_on": SEEN_ON, "seen": True, "kind": "assessment"}
    visitor = Worker.objects.create(full_name=f"{SECRET}s worker")
    save(Visit(**kept, **of, worker=visitor), by=operator())
    EcomapTie.objects.create(
        **kept, name=f"{SECRET}s club", kind="community", strength="strong", way="both", started_on=BEFORE
    )  # fmt: skip
    where = {"lines": f"1 {SECRET} Lane", "postcode": "AB1 2CD", "protected": True}
    PersonAddress.objects.create(person_id=one, kind="home", **where)
    return one


def somebody(name: str, **facts: Any) -> UUID:
    """Somebody with a name."""
    one = Person.objects.create(**facts)
    forename, surname = name.split()
    PersonName.objects.create(person=one, kind="legal", forename=forename, surname=surname)
    return one.id


def _case(person_id: UUID) -> Any:
    return save(HelpEpisode(person_id=person_id, referred_on=BEFORE), by=operator())


def allocate(username: str, subject: UUID) -> None:
    """Somebody signed in works with this child too."""
    user = User.objects.get(username=username)
    worker, _ = Worker.objects.get_or_create(full_name=user.full_name, user=user)
    facts = {"person_id": subject, "role": "lead", "started_on": BEFORE}
    Allocation.objects.create(worker=worker, team=Team.objects.first(), **facts)


def main(client: Client, name: str, *of: Any, query: str = "") -> str:
    """The main part of a page."""
    answer = client.get(reverse(name, args=of) + query)
    assert answer.status_code == 200
    return str(answer.content.decode().split("<main")[1].split("</main>")[0])


def restrict(subject: UUID) -> None:
    """Close the record."""
    setter = User.objects.create_user("setter", full_name="Set Ter")
    facts = {"reason": "danger", "scope": "record", "review_on": today() + timedelta(days=30)}
    Restriction.objects.create(person_id=subject, set_by=setter, **facts)


def in_conflict(subject: UUID, username: str) -> None:
    """A conflict of interest."""
    namer = User.objects.create_user("namer", full_name="Na Mer")
    user = User.objects.get(username=username)
    Conflict.objects.create(user=user, person_id=subject, reason="family", named_by=namer)


def test_the_family_is_told_whole(child: UUID, brother: UUID, signed_in: SignIn) -> None:
    """Who lives here since when, what the adults need, who works with them and what comes."""
    mother = somebody("Ada Byron", kind="adult", sex="F")
    Relationship.objects.create(person_id=mother, other_id=child, kind="mother_of")
    warned = {"kind": "violence", "text": "Not alone.", "started_on": BEFORE, "review_on": TODAY}
    save(WarningNote(person_id=mother, **warned), by=operator())
    case = HelpEpisode.objects.filter(person_id=child).latest("referred_on")
    made = {"episode": case, "started_on": TODAY - timedelta(days=2), "kind": "c_and_f"}
    found = save(Assessment(person_id=child, **made), by=operator())
    AssessmentFactor.objects.create(assessment_id=found.pk, code="1B")
    said = main(signed_in("director"), "child-family", child)
    for told in (f">{SECRET} Byron</a>", "1 April 2026", "Warning:", "Coming up", "Professionals",
                 "Found by the assessment of"):  # fmt: skip
        assert told in said


def test_the_calendar_is_one_and_each_look_is_noted(
    child: UUID, brother: UUID, signed_in: SignIn
) -> None:
    """The child's own first; with the family's, a brother's visit, and the read of his record."""
    client = signed_in("director")
    assert f"{SECRET}s worker" not in main(client, "family-calendar", child)
    whole = main(client, "family-calendar", child, query="?who=all")
    assert f"{SECRET}s worker" in whole
    looks = AuditEntry.objects.filter(details__page="family_calendar", person_id=brother)
    assert looks.get().details["within"] == str(child)


RESTRICTED, OWN = "restricted", "restricted and his worker"
CLOSED = (
    ("social_worker", "not reached"), ("social_worker", RESTRICTED), ("social_worker", "conflict"),
    ("social_worker", OWN), ("team_manager", "not reached"), ("team_manager", OWN),
    ("director", RESTRICTED), ("director", "conflict"),
)  # fmt: skip
HIDDEN = (f"{SECRET}s worker", f"{SECRET}s club", f"{SECRET} Lane", "AB1 2CD")
HELD = {"held_on-day": "9", "held_on-month": "4", "held_on-year": "2026", "step": "keep"}
PAGES = (("child", "?who=all"), ("child-details", ""), ("child-family", ""),
         ("family-calendar", "?who=all"), ("family-visit", ""), ("family-add", ""))  # fmt: skip


@pytest.mark.parametrize(("role", "how"), CLOSED)
def test_nothing_of_a_brother_reaches_who_may_not_read_him(
    role: str, how: str, child: UUID, brother: UUID, signed_in: SignIn
) -> None:
    """Of one not reached only that he is known; of one closed not even that, on any page."""
    client = signed_in(role, works_with=child)
    close(brother, role, how)
    records = role == "social_worker"  # the others decide
    for name, query in PAGES if records else PAGES[:4]:
        of = (child, "relationship") if name == "family-add" else (child,)
        said = main(client, name, *of, query=query)
        assert not [one for one in HIDDEN if one in said], name
        assert how == "not reached" or (SECRET not in said and str(brother) not in said), name


def close(brother: UUID, username: str, how: str) -> None:
    """He is kept from somebody in one of the ways."""
    if how == OWN:
        allocate(username, brother)
    if how in (RESTRICTED, OWN):
        restrict(brother)
    if how == "conflict":
        in_conflict(brother, username)


def test_a_closed_brother_leaves_the_family_as_it_was_without_him(
    child: UUID, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    """No count, no gap, no notice: the page is to the letter that of a family without him."""
    client = signed_in("director")
    restrict(brother := request.getfixturevalue("brother"))
    names = ("child-family", "family-calendar")
    pages = [main(client, name, child, query="?who=all") for name in names]
    Relationship.objects.filter(person_id=brother).delete()
    FamilyMember.objects.filter(person_id=brother).delete()
    assert pages == [main(client, name, child, query="?who=all") for name in names]


def test_a_partner_opens_none_of_it(child: UUID, signed_in: SignIn) -> None:
    """Nor somebody who works with nobody here: the answer of nobody, or the page that says ask."""
    client = signed_in("partner")
    for name in ("child-family", "family-calendar", "family-visit"):
        assert client.get(reverse(name, args=[child])).status_code in (302, 403, 404)


def test_the_family_is_changed_by_forms_alone(child: UUID, signed_in: SignIn) -> None:
    """A mother without a record and her tie changed: what has ended is not changed again."""
    client = signed_in("social_worker", works_with=child)
    day = {"on-day": "3", "on-month": "4", "on-year": "2026"}
    since = {"since-day": "2", "since-month": "4", "since-year": "2026"}
    how = {"sure": "said", "told_by": "Grandmother", "no_contact": "no", "step": "keep"}
    mother = {"adult": "Ada Byron", "stands": "mother_of", **since, **how}
    add = reverse("family-add", args=[child, "relationship"])
    assert client.post(add, mother).status_code == 302
    row = Relationship.objects.get(other_id=child)
    change = reverse("family-change", args=[child, "relationship", row.id, "change"])
    assert client.post(change, {**day, **how, "no_contact": "yes"}).status_code == 302
    assert "Ada Byron is the mother of" in main(client, "child-family", child)
    assert client.post(change, {**day, **how}).status_code == 404


def test_what_is_near_is_drawn_and_listed(child: UUID, signed_in: SignIn) -> None:
    """A club added by its form stands in the picture, in its table and in the list with its ways."""
    client = signed_in("social_worker", works_with=child)
    since = {"since-day": "2", "since-month": "4", "since-year": "2026"}
    club = {"name": "Judo", "kind": "community", "strength": "strained", "way": "both", **since}
    near = reverse("family-add", args=[child, "tie"])
    assert client.post(near, {**club, "step": "keep"}).status_code == 302
    assert main(client, "child-family", child).count("Judo") >= 3


def test_a_form_tells_nothing_of_who_is_not_reached(
    child: UUID, brother: UUID, signed_in: SignIn
) -> None:
    """By reference: another's child, a restricted one and nobody are refused in the same words."""
    client = signed_in("social_worker", works_with=child)
    add = reverse("family-add", args=[child, "relationship"])
    how = {"stands": "sibling_of", "sure": "said", "no_contact": "no", "step": "keep"}
    heard = []
    for text in (reference(brother), "ZZZZZ-ZZZZZ"):
        answer = client.post(add, {**how, "reference": text})
        heard.append((answer.status_code, "Nobody by that reference" in answer.content.decode()))
    restrict(brother)
    answer = client.post(add, {**how, "reference": reference(brother)})
    heard.append((answer.status_code, "Nobody by that reference" in answer.content.decode()))
    assert heard == [(422, True)] * 3


def test_a_joint_visit_is_held_per_child(child: UUID, brother: UUID, signed_in: SignIn) -> None:
    """Each child has a visit and words of their own; sent twice it is kept once."""
    client = signed_in("social_worker", works_with=child)
    allocate("social_worker", brother)
    told = {f"seen-{child}": "alone", f"text-{child}": "Played.", f"words-{child}": "I like judo",
            f"seen-{brother}": "not:not_in", f"text-{brother}": f"{SECRET} was out.",
            "shared": "The home was warm.", "joint": "01a20b8b-1d26-7e79-b52b-b5697adf6da5"}  # fmt: skip
    visit = reverse("family-visit", args=[child])
    assert [client.post(visit, {**HELD, **told}).status_code for _ in "12"] == [302, 302]
    made = Visit.objects.filter(held_on=date(2026, 4, 9)).values_list("person_id", "seen_alone")
    assert dict(made) == {child: True, brother: None}
    assert Note.objects.filter(joint__shared="The home was warm.").count() == 2
    restrict(brother)
    assert "I like judo" in (notes := main(client, "child-notes", child))
    assert SECRET not in notes


def test_a_joint_visit_stops_at_a_child_who_is_closed(
    child: UUID, brother: UUID, signed_in: SignIn
) -> None:
    """He is not offered; typed in all the same, nothing of him is kept, and the page tells nothing."""
    client = signed_in("social_worker", works_with=child)
    told = {f"seen-{one}": "alone" for one in (child, brother)}
    told |= {f"text-{one}": "Played." for one in (child, brother)}
    answer = client.post(reverse("family-visit", args=[child]), {**HELD, **told})
    assert (answer.status_code, str(brother) in answer.content.decode()) == (422, False)
    assert not Visit.objects.filter(held_on=date(2026, 4, 9)).exists()
