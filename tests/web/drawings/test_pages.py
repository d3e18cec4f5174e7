"""The drawings on their pages: what is in them, for whom, and that they lead somewhere."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import AuditEntry, Conflict, Restriction, User
from kinkeeper.care.models import AdoptionCase, LegalStatusPeriod, MissingEpisode, Placement
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import FamilyGroup, FamilyMember, Person, PersonName, Relationship
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
NUMBER = "C000000003"
Add = Callable[..., UUID]


@pytest.fixture
def add(child: ChildId) -> Add:
    """`add("Ada Byron", "mother_of")`: somebody who is that to the child, in the child's household."""

    def person(name: str, tie: str = "", **facts: Any) -> UUID:
        facts = {"kind": "adult", "sex": "F", "born_on": date(1986, 3, 4), **facts}
        one = Person.objects.create(**facts)
        forename, surname = name.split()
        PersonName.objects.create(person=one, kind="legal", forename=forename, surname=surname)
        if tie:
            Relationship.objects.create(person=one, other_id=child(NUMBER), kind=tie)
        home, _ = FamilyGroup.objects.get_or_create(kind="household")
        for member in (one.id, child(NUMBER)):
            FamilyMember.objects.get_or_create(group=home, person_id=member)
        return one.id

    return person


def page(client: Client, name: str, subject: UUID, query: str = "") -> str:
    """The main part of a page, without what is different each time."""
    answer = client.get(f"{reverse(name, args=[subject])}{query}")
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def restrict(subject: UUID) -> None:
    """Close somebody's record to all who were not let in."""
    setter = User.objects.create_user("setter", full_name="Set Ter")
    facts = {"reason": "danger", "scope": "record", "review_on": today() + timedelta(days=30)}
    Restriction.objects.create(person_id=subject, set_by=setter, **facts)


def test_the_family_is_drawn_and_told(child: ChildId, signed_in: SignIn, add: Add) -> None:
    """Everybody stands in the picture, in the table and in the sentences."""
    add("Ada Byron", "mother_of")
    said = page(signed_in("director"), "child-family", child(NUMBER))
    assert 'aria-label="Ada Byron, mother, 40 years old, born 4 March 1986"' in said
    assert ">Ada Byron</a>" in said
    assert "Ada Byron is the mother of" in said
    assert "Father not known" in said


def test_the_look_is_noted(child: ChildId, signed_in: SignIn) -> None:
    """The drawing is a read of the record as every other page is."""
    page(signed_in("director"), "child-family", child(NUMBER))
    assert AuditEntry.objects.filter(verb="read", details__page="family").count() == 1


def test_who_may_not_be_seen_leaves_no_gap(child: ChildId, signed_in: SignIn, add: Add) -> None:
    """A restricted father, and one in conflict, leave the page as it was before they were recorded."""
    add("Ada Byron", "mother_of")
    client = signed_in("director")
    before = page(client, "child-family", child(NUMBER))
    restrict(add("Lord Byron", "father_of", sex="M"))
    other, user = add("Tom Moore", "carer_of"), User.objects.get(username="director")
    namer = User.objects.get(username="setter")
    Conflict.objects.create(user=user, person_id=other, reason="family", named_by=namer)
    assert page(client, "child-family", child(NUMBER)) == before


def test_nobody_is_reached_through_who_may_not_be_seen(
    child: ChildId, signed_in: SignIn, add: Add
) -> None:
    """The parents of a restricted mother are not drawn: they would tell of her."""
    hidden = add("Ada Byron", "mother_of")
    restrict(hidden)
    gran = Person.objects.create(kind="adult")
    PersonName.objects.create(person=gran, kind="legal", surname="Milbanke")
    Relationship.objects.create(person=gran, other_id=hidden, kind="mother_of")
    said = page(signed_in("director"), "child-family", child(NUMBER))
    assert "Milbanke" not in said


def test_below_the_banner_only_the_name_is_told(
    child: ChildId, signed_in: SignIn, add: Add
) -> None:
    """A relative who is not the worker's own: known here, no age, no birth, no death."""
    add("Ada Byron", "mother_of", died_on=date(2024, 2, 3))
    client = signed_in("social_worker", works_with=child(NUMBER))
    said = page(client, "child-family", child(NUMBER))
    assert "Ada Byron, mother, details are not open to you" in said
    assert "Not open to you" in said
    assert "1986" not in said
    assert "Has died" not in said


def test_an_analyst_sees_references_for_names(child: ChildId, signed_in: SignIn, add: Add) -> None:
    """In the picture, in the table, in the sentences and around the child."""
    add("Ada Byron", "mother_of")
    said = page(signed_in("performance_analyst"), "child-family", child(NUMBER))
    assert "Byron" not in said


def test_another_foster_child_is_not_family(child: ChildId, signed_in: SignIn, add: Add) -> None:
    """Whoever a carer also cares for, and a housemate's own family, are strangers to this child."""
    carer = add("Olive Hart", "carer_of")
    stranger = Person.objects.create(kind="child")
    PersonName.objects.create(person=stranger, kind="legal", forename="Una", surname="Known")
    Relationship.objects.create(person_id=carer, other=stranger, kind="carer_of")
    housemate = add("Ivo Lodger", kind="child")
    Relationship.objects.create(person=stranger, other_id=housemate, kind="sibling_of")
    said = page(signed_in("director"), "child-family", child(NUMBER))
    assert all(name in said for name in ("Olive Hart", "Ivo Lodger"))
    assert "Una Known" not in said


@pytest.mark.parametrize("name", ["child", "child-care", "child-family"])
def test_every_mark_leads_to_words_on_the_page(
    name: str, child: ChildId, signed_in: SignIn, make: Callable[..., Any]
) -> None:
    """No link of a drawing is dead, and nothing in it needs a style or a script of its own."""
    for model in (LegalStatusPeriod, Placement, MissingEpisode):
        make(model, person_id=child(NUMBER), started_on=date(2025, 2, 3))
    said = page(signed_in("director"), name, child(NUMBER))
    ids = set(re.findall(r' id="([^"]+)"', said))
    assert set(re.findall(r'href="#([^"]+)"', said)) <= ids
    assert " style=" not in said
    assert "<svg" in said


def test_the_marks_are_those_of_the_list(child: ChildId, signed_in: SignIn) -> None:
    """The story's filters narrow the drawing with the list."""
    client = signed_in("director")
    marks = re.compile(r'href="#event-\d+"')
    every = page(client, "child", child(NUMBER))
    some = page(client, "child", child(NUMBER), "?about=protection")
    assert 0 < len(marks.findall(some)) < len(marks.findall(every))


def test_a_closed_section_is_the_same_empty_or_full(
    child: ChildId, signed_in: SignIn, make: Callable[..., Any]
) -> None:
    """The strand of permanence does not say whether adoption was decided."""
    client = signed_in("director")
    before = page(client, "child", child(NUMBER))
    make(AdoptionCase, person_id=child(NUMBER), decision_on=date(2025, 2, 3))
    assert "A section of the record that is not open to you" in before
    assert page(client, "child", child(NUMBER)) == before


def test_a_record_closed_is_not_drawn(child: ChildId, signed_in: SignIn) -> None:
    """Who may only know that the child is known is sent to the page that says so."""
    answer = signed_in("social_worker").get(reverse("child-family", args=[child(NUMBER)]))
    assert answer["Location"] == reverse("known", args=[child(NUMBER)])


@pytest.fixture
def brother(child: ChildId) -> UUID:
    """Another child of the census, recorded as a brother."""
    other = child("C000000007")
    Relationship.objects.create(person_id=other, other_id=child(NUMBER), kind="sibling_of")
    return other


def test_the_familys_story_is_told_when_asked_for(
    child: ChildId, signed_in: SignIn, brother: UUID
) -> None:
    """Off until it is asked for; on, each entry of another names them, and the look is noted."""
    client = signed_in("director")
    alone = page(client, "child", child(NUMBER))
    together = page(client, "child", child(NUMBER), "?who=all")
    his = page(client, "child", child(NUMBER), f"?who={brother}")
    marks = [len(re.findall(r'id="event-\d+"', said)) for said in (alone, his, together)]
    assert marks[0] + marks[1] == marks[2]
    assert min(marks) > 0
    assert AuditEntry.objects.filter(verb="read", person_id=brother).count() == 2


def test_a_brother_whose_record_is_closed_is_not_offered(
    child: ChildId, signed_in: SignIn, brother: UUID
) -> None:
    """Neither by name nor by asking for him by his id."""
    restrict(brother)
    client = signed_in("director")
    before = page(client, "child", child(NUMBER))
    assert str(brother) not in before
    assert page(client, "child", child(NUMBER), f"?who={brother}").count("event-") == before.count(
        "event-"
    )
