"""Contacts: recorded, screened, decided once by somebody registered, and shown to those who may see."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from kinkeeper.chronology.models import Event
from kinkeeper.frontdoor.actions import (
    Answered,
    ContactMade,
    answer,
    decide_contact,
    decide_enquiry,
    disagree,
    rate_contact,
    receive,
    record_contact,
)
from kinkeeper.frontdoor.kinds import (
    AnswerKind,
    Channel,
    ContactReason,
    Evidence,
    Rating,
    Research,
)
from kinkeeper.frontdoor.kinds import (
    ContactOutcome as Outcome,
)
from kinkeeper.frontdoor.models import Contact, ContactStep, EnquiryRequest, HelpEpisode
from kinkeeper.frontdoor.queries import contacts
from kinkeeper.frontdoor.told import ChildNamed, Told
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import now
from tests.frontdoor.conftest import CAME, LATER, MADE, decision

Make = Callable[..., Any]


def test_a_contact_is_an_event_of_its_day_in_london(
    child: Any, contact: Contact, decider: Any
) -> None:
    """The chronology tells when it came and why; the audit, who took it."""
    event = Event.objects.get(kind="contact_received")
    told = (event.person_id, str(event.happened_on), event.happened_at, event.detail)
    assert told == (child.id, "2025-07-01", CAME, "domestic_abuse_police")
    entry = apps.get_model("access.AuditEntry").objects.get(verb="frontdoor.record_contact")
    assert (entry.actor_id, entry.person_id) == (decider.id, child.id)


def test_the_contact_of_two_children_is_one_group(child: Any, make: Make, decider: Any) -> None:
    """Each child has a row; that they came together is kept."""
    other = make(apps.get_model("people.Person"))
    rows = [record_contact(child=one.id, contact=MADE, by=decider) for one in (child, other)]
    assert len({row.contact_group_id for row in rows}) == 1
    assert len({row.id for row in rows}) == 2


def test_only_the_registered_screen_and_decide(contact: Contact, granted: Make) -> None:
    """The role alone is not enough: Ofsted found contacts screened by the unqualified."""
    unregistered = granted("mash_decision_maker")
    with pytest.raises(Refused, match="registered social worker") as refused:
        rate_contact(contact=contact, rag=Rating.RED, at=LATER, by=unregistered)
    assert "Social Work England number" in refused.value.missing
    with pytest.raises(Refused, match="registered social worker"):
        decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=unregistered)
    assert not ContactStep.objects.exists()


def test_a_decision_is_made_once_and_says_by_what_role(contact: Contact, decider: Any) -> None:
    """It cannot precede the contact, and is told with its reason, level and document."""
    early = decision(Outcome.ADVICE, at=CAME - timedelta(1))
    with pytest.raises(Refused, match="before the contact"):
        decide_contact(contact=contact, decision=early, by=decider)
    step = decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=decider)
    assert (step.by_role, step.level) == ("mash_decision_maker", "complex")
    assert step.threshold
    assert Event.objects.get(kind="contact_triaged").happened_at == LATER


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"reason": "no"}, "reason"), ({"evidence": []}, "evidence"), ({"level": None}, "level")],
)
def test_a_decision_says_why_and_on_what(
    contact: Contact, decider: Any, missing: dict[str, Any], field: str
) -> None:
    """Without its reason, its level or what it rests on there is none."""
    with pytest.raises(BadInput) as refused:
        decide_contact(contact=contact, decision=decision(Outcome.ADVICE, **missing), by=decider)
    assert refused.value.field == field
    assert not ContactStep.objects.exists()


def test_a_decision_is_never_overwritten(contact: Contact, decider: Any, registered: Make) -> None:
    """Whoever decided, it is not decided or rated again; and who decided reaches the child no more."""
    decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=decider)
    director = registered("director")
    with pytest.raises(Refused, match="never overwritten"):
        decide_contact(contact=contact, decision=decision(Outcome.REFERRAL), by=director)
    with pytest.raises(NotAllowed):
        decide_contact(contact=contact, decision=decision(Outcome.REFERRAL), by=decider)


def test_what_is_rated_is_looked_into_and_decided_later(
    contact: Contact, decider: Any, registered: Make
) -> None:
    """Sent to the hub a contact is triaged; the hub's clock stops when the hub decides."""
    rate_contact(contact=contact, rag=Rating.RED, at=LATER, by=decider)
    decide_contact(contact=contact, decision=decision(Outcome.MASH_ENQUIRY), by=decider)
    assert not Event.objects.filter(kind="mash_decided").exists()
    after = decision(Outcome.REFERRAL, at=LATER + timedelta(hours=2), research=Research.NOT_NEEDED)
    decide_enquiry(contact=contact, decision=after, by=decider)
    decided = Event.objects.get(kind="mash_decided")
    assert (decided.key, decided.happened_at) == (contact.id, after.at)
    with pytest.raises(Refused, match="waits for a decision"):
        decide_enquiry(contact=contact, decision=after, by=registered("director"))


def test_a_referral_opens_an_episode(contact: Contact, decider: Any) -> None:
    """On the day it is decided, from whoever told it; the referral's own clocks are met."""
    step = decide_contact(contact=contact, decision=decision(Outcome.REFERRAL), by=decider)
    episode = HelpEpisode.objects.get()
    assert (step.episode_id, str(episode.referred_on)) == (episode.id, "2025-07-01")
    told = {one.kind: one.key for one in Event.objects.filter(key=episode.id)}
    assert set(told) == {"referral_received", "referral_decided", "referral_screened"}


def test_a_case_that_is_not_open_has_no_worker_to_go_to(
    contact: Contact, make: Make, decider: Any
) -> None:
    """With a case open it is linked to it."""
    with pytest.raises(Refused, match="No case of this child is open"):
        decide_contact(contact=contact, decision=decision(Outcome.OPEN_CASE), by=decider)
    mine = make(HelpEpisode, person=contact.person)
    step = decide_contact(contact=contact, decision=decision(Outcome.OPEN_CASE), by=decider)
    assert step.episode_id == mine.id


def test_an_episode_follows_only_its_own_childs_contact(
    contact: Contact, make: Make, decider: Any
) -> None:
    """Not another child's, and none from advice."""
    other = make(HelpEpisode, person=make(apps.get_model("people.Person")))
    mine = make(HelpEpisode, person=contact.person)
    for outcome, episode in ((Outcome.REFERRAL, other), (Outcome.ADVICE, mine)):
        made = decision(outcome, episode_id=episode.id)
        with pytest.raises(Refused, match="does not follow"):
            decide_contact(contact=contact, decision=made, by=decider)


def test_nothing_comes_from_the_future(child: Any, decider: Any) -> None:
    """A contact is recorded once it came."""
    ahead = ContactMade(
        received_at=now() + timedelta(hours=1), channel=Channel.FORM, reason=ContactReason.OTHER
    )
    with pytest.raises(Refused, match="lies ahead"):
        record_contact(child=child.id, contact=ahead, by=decider)


def test_who_records_does_not_thereby_decide(contact: Contact, registered: Make) -> None:
    """Deciding needs a permission of its own."""
    with pytest.raises(NotAllowed):
        decide_contact(
            contact=contact, decision=decision(Outcome.ADVICE), by=registered("social_worker")
        )


def test_contacts_are_shown_in_words_to_those_who_may_see(
    child: Any, contact: Contact, decider: Any, granted: Make
) -> None:
    """Codes are told by their meaning; nobody else is told anything."""
    rate_contact(contact=contact, rag=Rating.AMBER, at=LATER, by=decider)
    (shown,) = contacts(who=granted("director"), person_id=child.id)
    assert (shown.channel, shown.reason) == ("Telephone", "Police notice of domestic abuse")
    assert (shown.rating, str(shown.referral_source)) == (
        "Amber: complex needs, not immediate",
        "Police",
    )
    assert contacts(who=granted("scrutiny_member"), person_id=child.id) == ()


def test_what_a_decision_rests_on_is_kept(contact: Contact, decider: Any) -> None:
    """Every source is kept, in their order, and never changed."""
    rests = [Evidence.HISTORY, Evidence.CHILD]
    step = decide_contact(
        contact=contact, decision=decision(Outcome.ADVICE, evidence=rests), by=decider
    )
    assert ContactStep.objects.get(pk=step.pk).evidence == "child history"


@pytest.mark.parametrize(
    ("child", "field"),
    [
        ({"forename": "A" * 201}, "forename"),
        ({"forename": "A", "postcode": "B" * 13}, "postcode"),
        ({"forename": "A", "age_said": 40_000}, "age_said"),
    ],
)
def test_what_cannot_be_kept_is_said(decider: Any, child: dict[str, Any], field: str) -> None:
    """A line longer than its column, or an age that is none, is refused in words and named."""
    told = Told(
        received_at=CAME,
        channel=Channel.FORM,
        reason=ContactReason.OTHER,
        children=(ChildNamed(**child),),
    )
    with pytest.raises(BadInput) as refused:
        receive(told=told, by=decider)
    assert refused.value.field == field


def test_a_level_is_of_the_document_in_use_here(
    contact: Contact, decider: Any, tmp_path: Path, settings: Any
) -> None:
    """Of this authority's own, where it has worded one."""
    own = tmp_path / "levels.toml"
    own.write_text('[[document]]\nid = "own"\ntitle = "Continuum"\nsince = 2025-01-01\n')
    settings.LOCAL_LEVELS = str(own)
    step = decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=decider)
    assert step.threshold == "own"


def test_who_is_kept_from_a_child_records_nothing_for_an_agency(
    contact: Contact, decider: Any, registered: Make, make: Make
) -> None:
    """Neither a disagreement nor an answer, though they work at the front door."""
    decide_contact(contact=contact, decision=decision(Outcome.ADVICE), by=decider)
    request = make(EnquiryRequest, contact=contact, person=contact.person, basis="consent")
    tied = registered("mash_decision_maker")
    tie = {"user": tied, "person_id": contact.person_id, "named_by": decider}
    make(apps.get_model("access.Conflict"), **tie)
    told = Answered(kind=AnswerKind.NOTHING_HELD, at=now())
    with pytest.raises(NotAllowed):
        answer(request=request, answered=told, by=tied)
    with pytest.raises(NotAllowed):
        disagree(contact=contact, at=now(), why="It is more than that.", by=tied)
    assert answer(request=request, answered=told, by=decider).kind == "nothing_held"
