"""The front door as people there use it: taken down, found, screened, asked about, decided, told."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import Conflict, User
from kinkeeper.access.services import operator
from kinkeeper.access.who import who_is
from kinkeeper.frontdoor.actions import disagree
from kinkeeper.frontdoor.group_queries import ToldShown
from kinkeeper.frontdoor.kinds import ContactOutcome
from kinkeeper.frontdoor.models import Contact, ContactGroup, ContactStep, EnquiryRequest
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import lived
from kinkeeper.partners.models import Agency
from kinkeeper.people.models import Person, PersonAddress
from kinkeeper.web.contact_forms import LETTERS
from kinkeeper.web.presenters import front_door_queue
from kinkeeper.web.presenters.said_of import GUARDED, told_of
from kinkeeper.workforce.models import Worker
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
KNOWN = "C000000001"
TAKEN = {
    "concern": "He says he sleeps on the floor.", "reason": "abuse_or_neglect", "forename1": "Perran",
    "channel": "telephone", "source": "1A", "consent": "given", "step": "do", "name": "Nell Harrowgate",
    "submission": "5b2f0c0e-6a43-4f5e-9a8e-0d1f0a1b2c3d",
}  # fmt: skip
DECIDED = {"outcome": "advice", "level": "universal", "evidence": ["history"],
           "reason": "The school sees to it already.", "step": "do"}  # fmt: skip


@pytest.fixture
def door(signed_in: SignIn) -> Client:
    """Somebody registered who screens and decides."""
    client = signed_in("mash_decision_maker")
    user = User.objects.get(username="mash_decision_maker")
    Worker.objects.create(full_name=user.full_name, user=user, swe_number="SW123456")
    return client


def text(client: Client, address: str) -> str:
    """What a page says, with its spaces made one."""
    return " ".join(client.get(address).content.decode().split())


def taken(door: Client, child: UUID | None = None, **changed: Any) -> Any:
    """A contact taken down; of a child who is known, where one is given."""
    where = door.post(reverse("contact-new"), {**TAKEN, **changed})["Location"]
    group = ContactGroup.objects.get(pk=where.strip("/").rpartition("/")[2])
    if child:
        told = group.children.get()
        door.post(reverse("contact-match", args=[told.id]), {"person": str(child)})
    return group


def step(group: Any, slug: str) -> str:
    """The page of a step of the one child of a contact."""
    return reverse("contact-step", args=[Contact.objects.get(contact_group=group).id, slug])


def test_a_contact_taken_twice_is_one_and_waits_until_the_child_is_found(door: Client) -> None:
    """It stands in the queue at once, with the child as they were told of."""
    assert taken(door).id == taken(door).id
    assert ContactGroup.objects.count() == 1
    said = text(door, reverse("front-door"))
    assert "Perran (not found yet)" in said
    assert "Find out who the child is" in said


def test_a_long_queue_has_pages(door: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The least time left on the first; what is counted is everything that waits."""
    monkeypatch.setattr(front_door_queue, "SIZE", 2)
    for name in ("Ada", "Bryher", "Perran"):
        taken(door, forename1=name, submission=str(uuid7()))
    first, rest = (text(door, reverse("front-door") + more) for more in ("", "?page=2"))
    assert [name in first for name in ("Ada (", "Bryher (", "Perran (")] == [True, True, False]
    assert [name in rest for name in ("Ada (", "Bryher (", "Perran (")] == [False, False, True]
    assert "Showing 1 to 2 of 3" in first
    assert "3 waiting" in rest


def test_a_contact_typed_in_later_runs_from_when_it_came(door: Client) -> None:
    """A call of Friday is entered on Monday; before that it says why; nothing comes from ahead."""
    friday, page = (
        {"came-day": "17", "came-month": "4", "came-year": "2026"},
        reverse("contact-new"),
    )
    group = taken(door, None, **friday, came_at="16:50")
    assert group.received_at == datetime(2026, 4, 17, 15, 50, tzinfo=UTC)
    new = {**TAKEN, "submission": str(uuid7())}
    for wrong in ({"came-day": "15"}, {"came-day": "21"}, {"came_at": "4 o'clock"}):
        assert door.post(page, {**new, **friday, **wrong}).status_code == 422, wrong
    door.post(page, {**new, **friday, "came-day": "15", "entered_why": "In the wrong tray."})
    kept = ContactGroup.objects.get(entered_why__isnull=False)
    assert (kept.received_on, kept.received_at) == (date(2026, 4, 15), None)
    assert "Overdue" in text(door, reverse("front-door"))


def test_what_is_missing_is_said_and_nothing_is_lost(door: Client) -> None:
    """No contact is made, what was typed stands, and each problem leads to its question."""
    answer = door.post(reverse("contact-new"), {**TAKEN, "reason": "", "consent": "refused"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what it is about" in told
    assert "He says he sleeps on the floor." in told
    assert not ContactGroup.objects.exists()


@pytest.mark.usefixtures("census")
def test_who_is_known_stands_beside_who_was_told_of(door: Client, child: ChildId) -> None:
    """Nobody is added before somebody has looked; the one chosen has the contact."""
    group = taken(door, forename1="George", surname1="Smith-Jones")
    page = reverse("contact-match", args=[group.children.get().id])
    assert 'It is this child<span class="unseen">: ' in text(door, page)
    before = Person.objects.count()
    door.post(page, {"person": str(child(KNOWN))})
    assert Contact.objects.get().person_id == child(KNOWN)
    assert Person.objects.count() == before
    assert door.post(page, {"person": "new"}).status_code == 422


def test_a_new_child_is_added_by_choosing_so(door: Client) -> None:
    """The name is the one that was told; the contact's time is when it came."""
    group = taken(door)
    door.post(reverse("contact-match", args=[group.children.get().id]), {"person": "new"})
    found = Contact.objects.get()
    assert found.received_at == group.received_at
    assert "Screen and rate" in text(door, reverse("contact", args=[group.id]))


@pytest.mark.usefixtures("census")
def test_a_wrong_match_is_undone_and_another_child_named(door: Client, child: ChildId) -> None:
    """On pages of their own, from the contact's; it waits again, and says what became of it."""
    group = taken(door, child(KNOWN))
    here, told = reverse("contact", args=[group.id]), group.children.get()
    undo = reverse("contact-unmatch", args=[told.id])
    assert f'href="{undo}"' in text(door, here)
    assert door.post(undo, {"reason": "Short", "step": "do"}).status_code == 422
    door.post(undo, {"reason": "It is his cousin of that name.", "step": "do"})
    door.post(reverse("contact-name", args=[group.id]), {"forename": "Bryher", "step": "do"})
    shut = {"kind": "mistake", "reason": "She was named twice.", "step": "do"}
    door.post(reverse("contact-close", args=[group.children.get(place=1).id]), shut)
    for said in ("his cousin of that name.", "Bryher</strong>: not looked for. Named by mistake"):
        assert said in text(door, here)
    assert "Perran (not found yet)" in text(door, reverse("front-door"))
    assert "undone already" in text(door, undo)


@pytest.mark.usefixtures("census")
def test_nothing_is_chosen_beforehand_and_a_decision_is_checked(
    door: Client, child: ChildId
) -> None:
    """Question, check, done: and once it is done the queue is empty."""
    group = taken(door, child(KNOWN))
    page = step(group, "decide")
    assert "checked" not in re.sub("unchecked", "", text(door, page).partition("<form")[2])
    check = door.post(page, {**DECIDED, "step": "check"}).content.decode()
    assert "Check your answers" in check
    assert not ContactStep.objects.exists()
    assert door.post(page, DECIDED).status_code == 302
    assert "Nothing waits here" in text(door, reverse("front-door"))


@pytest.mark.usefixtures("census")
def test_of_two_who_decide_the_second_is_told(door: Client, child: ChildId) -> None:
    """The form they had open says that it has been decided; their words are not lost."""
    group = taken(door, child(KNOWN))
    page = step(group, "rate")
    door.post(page, {"rating": "red", "step": "do"})
    door.post(step(group, "decide"), DECIDED)
    late = door.post(page, {"rating": "green", "reason": "Calm now", "step": "do"})
    assert late.status_code in {404, 422}
    assert ContactStep.objects.filter(kind="rated").count() == 1


@pytest.mark.usefixtures("census")
def test_who_decides_second_is_told_who_decided(door: Client, child: ChildId) -> None:
    """By whom, when and what; what they typed is still there, and the decision stands."""
    page = step(taken(door, child(KNOWN)), "decide")
    door.post(page, DECIDED)
    second = door.post(page, {**DECIDED, "outcome": "referral", "reason": "I see it otherwise."})
    told = " ".join(second.content.decode().split())
    assert second.status_code == 422
    assert re.search(
        r"Mash Decision Maker decided it at \d\d:\d\d on \d+ April 2026: Advice given", told
    )
    assert "I see it otherwise." in told
    assert "Mash Decision Maker decided it" in text(door, page)
    assert ContactStep.objects.get(kind="decided").outcome == "advice"


@pytest.mark.usefixtures("census")
def test_agencies_are_asked_and_the_gap_is_seen(door: Client, child: ChildId) -> None:
    """Asked all at once; who has not answered stands beside who has."""
    group = enquired(door, child(KNOWN))
    first = EnquiryRequest.objects.get(agency__kind="police")
    answer = {"kind": "nothing_held", "step": "do"}
    assert door.post(reverse("enquiry-answer", args=[first.id]), answer).status_code == 302
    said = text(door, reverse("contact", args=[group.id]))
    assert "Nothing held (nil return)" in said
    assert "Asked, not answered. 6 hours left" in said or "5 hours left" in said


def enquired(door: Client, child: UUID) -> Any:
    """A contact sent to the hub, about which two agencies are asked."""
    group = taken(door, child)
    door.post(step(group, "rate"), {"rating": "amber", "step": "do"})
    door.post(step(group, "decide"), {**DECIDED, "outcome": "mash_enquiry"})
    asked = [str(Agency.objects.create(name=name, kind=kind).id) for name, kind in AGENCIES]
    told = {"agencies": asked, "needed": "Attendance", "basis": "consent", "step": "do"}
    door.post(reverse("enquiry-ask", args=[Contact.objects.get().id]), told)
    return group


@pytest.mark.usefixtures("census")
def test_who_takes_contacts_reads_what_waits_and_not_why(
    door: Client, child: ChildId, signed_in: SignIn
) -> None:
    """Neither an agency's words nor a reason; nor what was told, once it is decided. It says so."""
    group, officer = enquired(door, child(KNOWN)), signed_in("contact_officer")
    first, here = EnquiryRequest.objects.all()[0], reverse("contact", args=[group.id])
    police = {"kind": "known", "told": "His uncle is watched.", "disclose": "no", "step": "do"}
    door.post(reverse("enquiry-answer", args=[first.id]), police)
    words = ("His uncle is watched.", str(DECIDED["reason"]), str(TAKEN["concern"]))
    assert [one in text(door, here) for one in words] == [True] * 3
    assert [one in text(officer, here) for one in words] == [False, False, True]
    ends = {"research": "not_needed", "step": "do"}
    door.post(step(group, "decide-enquiry"), {**DECIDED, **ends})
    assert [one in text(officer, here) for one in words] == [False] * 3
    assert "Not open to your role" in text(officer, here)


AGENCIES = (("Harrowgate Police", "police"), ("Quillan School", "education"))


@pytest.mark.usefixtures("census")
def test_early_help_that_nobody_began_lies_in_limbo(door: Client, child: ChildId) -> None:
    """Decided is not begun."""
    group = taken(door, child(KNOWN))
    door.post(step(group, "decide"), {**DECIDED, "outcome": "early_help"})
    assert in_limbo(door, "not begun here", group)


@pytest.mark.usefixtures("census")
def test_what_an_agency_says_against_it_lies_in_limbo(door: Client, child: ChildId) -> None:
    """Until somebody answers it."""
    group = taken(door, child(KNOWN))
    door.post(step(group, "decide"), DECIDED)
    assert not in_limbo(door, "An agency disagrees", group)
    user = User.objects.get(username="mash_decision_maker")
    disagree(contact=group.contacts.get(), at=lived(), why="They are not safe there.", by=user)
    assert in_limbo(door, "An agency disagrees", group)


def in_limbo(door: Client, caption: str, group: Any) -> bool:
    """Whether the list of this caption names the contact."""
    lists = text(door, reverse("limbo")).split("<caption")
    return any(caption in one and str(group.id) in one for one in lists)


def test_a_list_in_limbo_goes_on_to_its_end(door: Client) -> None:
    """The first 25 with the way to all of them; page by page, everything that was counted."""
    told = {"received_on": date(2026, 4, 1), "channel": "email", "reason": "other"}
    ContactGroup.objects.bulk_create(
        ContactGroup(place=f"Park {n:02}", concern="A gang", **told) for n in range(27)
    )
    limbo = reverse("limbo")
    assert "27, the first 25 shown" in text(door, limbo)
    assert f'href="{limbo}?list=places"' in text(door, limbo)
    pages = [text(door, f"{limbo}?list=places&page={n}") for n in (1, 2)]
    assert [len(set(re.findall(r"Park \d\d", page))) for page in pages] == [25, 2]
    assert "Showing 26 to 27 of 27" in pages[1]


@pytest.mark.usefixtures("census")
def test_nobody_presses_twice_into_an_error(door: Client, child: ChildId) -> None:
    """A step that asks nothing, and is taken already, is refused in words."""
    page = step(taken(door, child(KNOWN)), "ask-writing")
    assert [door.post(page, {"step": "do"}).status_code for _ in range(2)] == [302, 409]


@pytest.mark.usefixtures("census")
def test_what_is_decided_and_not_told_lies_in_limbo(door: Client, child: ChildId) -> None:
    """Until the referrer is told, or it is said why not."""
    group = taken(door, child(KNOWN))
    door.post(step(group, "decide"), DECIDED)
    limbo = reverse("limbo")
    assert reverse("contact", args=[group.id]) in text(door, limbo)
    door.post(step(group, "tell"), {"how": "told", "reason": "We gave advice.", "step": "do"})
    assert reverse("contact", args=[group.id]) not in text(door, limbo)


@pytest.mark.usefixtures("census")
def test_the_referrer_is_told_in_the_step_that_decides(door: Client, child: ChildId) -> None:
    """By a letter drafted from the decision, once somebody says so; too few words decide nothing."""
    group = taken(door, child(KNOWN))
    page, tell = step(group, "decide"), {**DECIDED, "step": "tell"}
    assert "We have given advice" in door.post(page, {**DECIDED, "step": "check"}).content.decode()
    short = door.post(page, {**tell, "feedback": "Thanks."})
    assert (short.status_code, ContactStep.objects.exists()) == (422, False)
    assert 'href="#feedback"' in short.content.decode()
    door.post(page, {**tell, "feedback": "We gave the school advice."})
    assert set(ContactStep.objects.values_list("kind", flat=True)) == {"decided", "referrer_told"}


@pytest.mark.usefixtures("census")
def test_another_decision_drafts_another_letter(door: Client, child: ChildId) -> None:
    """A draft that nobody changed goes with the decision it was of; words of one's own stay."""
    page = step(taken(door, child(KNOWN)), "decide")
    changed = {**DECIDED, "outcome": "early_help", "step": "check"}
    again = door.post(
        page, {**changed, "feedback": LETTERS[ContactOutcome.ADVICE]}
    ).content.decode()
    assert ("offered early help" in again, "given advice" in again) == (True, False)
    own = door.post(page, {**changed, "feedback": "The school has a plan."}).content.decode()
    assert ("offered early help" in own, "The school has a plan." in own) == (False, True)


@pytest.mark.usefixtures("census")
def test_one_child_is_decided_beside_what_is_known(door: Client, child: ChildId) -> None:
    """The form stands on the contact's own page, with nothing chosen and no second way to it."""
    group = taken(door, child(KNOWN))
    said = text(door, reverse("contact", args=[group.id]))
    assert f'action="{step(group, "decide")}"' in said
    assert f'href="{step(group, "decide")}"' not in said
    assert "checked" not in said


@pytest.mark.usefixtures("census")
def test_a_tie_outside_work_closes_the_whole_contact(door: Client, child: ChildId) -> None:
    """Of siblings told of together, one of whom is tied to the reader, nothing is seen."""
    group = taken(door, child(KNOWN))
    user = User.objects.get(username="mash_decision_maker")
    of = {"user": user, "person_id": child(KNOWN), "named_by": User.objects.get(id=operator().id)}
    Conflict.objects.create(**of, reason="friend")
    assert door.get(reverse("contact", args=[group.id])).status_code == 404
    assert door.get(step(group, "decide")).status_code == 404
    for page in ("front-door", "limbo"):
        said = text(door, reverse(page))
        assert reverse("contact", args=[group.id]) not in said
        assert "1 more contact waits. It is about a child whose record is closed to you." in said


def test_the_queue_is_for_those_who_work_there(signed_in: SignIn) -> None:
    """A social worker, an analyst and a scrutiny member are refused."""
    for role in ("social_worker", "performance_analyst", "scrutiny_member", "partner"):
        assert signed_in(role).get(reverse("front-door")).status_code == 403


def test_a_shift_leaves_its_counts_and_words(door: Client) -> None:
    """They are kept as they were at that moment."""
    taken(door)
    door.post(reverse("front-door-handover"), {"words": "Ring the school at nine.", "step": "do"})
    said = text(door, reverse("front-door-handover"))
    assert "1 waiting, 0 late, 0 questions open" in said
    assert "Ring the school at nine." in said


NOTICE = {"reason": "domestic_abuse_police"}
TOLD = {"rating": "green", "outcome": "advice", "level": "universal", "evidence": "history",
        "reason": "The school sees to it."}  # fmt: skip


@pytest.fixture
def notices(door: Client, child: ChildId) -> list[Contact]:
    """Two notices of one day about one child."""
    for number in "ab":
        sent = TAKEN["submission"][:-1] + number
        taken(door, child(KNOWN), submission=sent, **NOTICE)
    return list(Contact.objects.order_by("received_at", "id"))


@pytest.mark.usefixtures("census")
def test_of_several_notices_each_is_decided_for_itself(
    door: Client, notices: list[Contact]
) -> None:
    """Its own rating, outcome and reason, and who took part; what is left empty waits."""
    police = Agency.objects.create(name="Harrowgate Police", kind="police")
    groups = [one.contact_group_id for one in notices]
    told = {f"{name}-{notices[0].id}": given for name, given in TOLD.items()}
    door.post(reverse("front-door-joint"), {"group": groups, "took_part": [police.id], **told})
    assert [step.kind for step in ContactStep.objects.order_by("id")] == ["rated", "decided"]
    said = text(door, reverse("contact", args=groups[:1]))
    assert "Triaged together with Harrowgate Police" in said
    assert str(notices[1].id) in text(door, reverse("front-door-joint"))


@pytest.mark.usefixtures("census", "notices")
def test_a_notice_repeated_the_same_day_is_counted(door: Client) -> None:
    """Of the second of the day, that there was one before it; and nothing is chosen beforehand."""
    said = text(door, reverse("front-door-joint"))
    assert said.count("1 notice before this one") == 1
    assert not re.search(r"\b(selected|checked)\b", said.partition("<form")[2])


@pytest.mark.usefixtures("census")
def test_what_a_sitting_leaves_out_is_asked_for(door: Client, child: ChildId) -> None:
    """Said of a child by halves nothing is kept, and what was typed stands."""
    group = taken(door, child(KNOWN), **NOTICE)
    asked = {"group": [group.id], f"reason-{group.contacts.get().id}": "It happened again."}
    answer = door.post(reverse("front-door-joint"), asked)
    told = answer.content.decode()
    assert (answer.status_code, ContactStep.objects.exists()) == (422, False)
    for said in ("Choose who takes part", "Choose what is to happen", "It happened again."):
        assert said in told


@pytest.mark.usefixtures("census")
def test_who_is_not_registered_hears_it_as_the_page_opens(door: Client, child: ChildId) -> None:
    """Before anything is typed: what is missing, and who can mend it."""
    page = step(taken(door, child(KNOWN)), "decide")
    Worker.objects.update(swe_number=None)
    said = text(door, page)
    assert "Only a registered social worker screens contacts" in said
    assert 'name="outcome"' not in said
    assert "Only a registered social worker" in text(door, reverse("front-door-joint"))
    here = text(door, reverse("contact", args=[ContactGroup.objects.get().id]))
    assert "You cannot screen or decide here yet" in here
    for slug in ("decide", "rate"):
        assert step(ContactGroup.objects.get(), slug) not in here


@pytest.mark.usefixtures("census")
def test_whoever_has_a_form_open_of_a_match_undone_is_told(door: Client, child: ChildId) -> None:
    """What they typed still stands, on a page of its own or of a joint triage; nothing is decided."""
    group = taken(door, child(KNOWN), **NOTICE)
    page, contact = step(group, "decide"), group.contacts.get().id
    why = {"reason": "It is his cousin of that name.", "step": "do"}
    door.post(reverse("contact-unmatch", args=[group.children.get().id]), why)
    late = door.post(page, DECIDED)
    said = " ".join(late.content.decode().split())
    assert (late.status_code, str(DECIDED["reason"]) in said) == (422, True)
    assert "found to be of another child" in said
    assert "found to be of another child" in text(door, page)
    asked = {"group": [group.id], "child": [contact], f"reason-{contact}": "It happened again."}
    assert "no longer here" in door.post(reverse("front-door-joint"), asked).content.decode()
    assert not ContactStep.objects.filter(kind="decided").exists()


@pytest.mark.usefixtures("census")
def test_who_rang_and_what_they_said_of_the_child_is_kept_apart(
    door: Client, child: ChildId
) -> None:
    """In fields of their own, on the page of the contact; but an address closed to the reader."""
    said = {"age1": "7", "address1": "4 Quill Lane", "postcode1": "m16 0ab", "email": "n@hall.test"}
    page = reverse("contact", args=[taken(door, child(KNOWN), **said).id])
    assert "said to be 7; 4 Quill Lane, M16 0AB" in text(door, page)
    assert "n@hall.test" in text(door, page)


@pytest.mark.usefixtures("census")
def test_an_address_that_was_said_stays_closed(signed_in: SignIn, child: ChildId) -> None:
    """Where it is the child's protected one, and the reader may not see that."""
    signed_in("director")
    where = {"lines": "4 Quill Lane", "postcode": "M16 0AB", "protected": True}
    PersonAddress.objects.create(person_id=child(KNOWN), **where)
    told = ToldShown(child(KNOWN), 1, "", "", None, 7, "4 Quill Lane", "", "", child(KNOWN))
    reader = who_is(User.objects.get(username="director").id)
    assert told_of(reader, told) == ["said to be 7", GUARDED]


def test_an_age_that_is_none_is_asked_for_again(door: Client) -> None:
    """Nothing is kept of it, and its question says what is wanted."""
    for wrong in ({"age1": "seven"}, {"postcode1": "Birmingham"}, {"email": "by telephone"}):
        assert door.post(reverse("contact-new"), {**TAKEN, **wrong}).status_code == 422
    assert not ContactGroup.objects.exists()
