"""From suspicion to the end of a plan: what stands before each step, and what it leaves on the record."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kinkeeper.chronology.models import Event
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.protection import actions
from kinkeeper.protection.closing import harm_waits
from kinkeeper.protection.kinds import ConferenceDecision, EnquiryResult, StrategyDecision
from kinkeeper.protection.models import (
    ConferenceBooking,
    ConferenceView,
    Plan,
    Section47Enquiry,
    StrategyDiscussion,
)
from kinkeeper.protection.reading import standing
from kinkeeper.protection.told_of_harm import Attended, Said
from tests.protection import strand as told
from tests.protection.strand import DISSENT, HEALTH, LOCAL, POLICE, SPOKE, STRATEGY, Strand

strand = told.strand
JANUARY = date(2015, 1, 12)


def test_a_discussion_without_the_police_is_refused(strand: Strand) -> None:
    """Local authority, police and health take part; nobody waives it, and nothing is kept."""
    strand.suspect()
    came = (Attended(agency=LOCAL, name="Sam"), Attended(agency=HEALTH, name="Eve"))
    with pytest.raises(Refused, match="the police") as refused:
        strand.discuss(attended=(*came, Attended(agency=POLICE, came=False)))
    assert refused.value.who_can_waive == "nobody"
    assert not StrategyDiscussion.objects.exists()


def test_the_discussion_that_begins_the_enquiry_is_its_anchor(strand: Strand) -> None:
    """The enquiry starts on its day, in its transaction; a later discussion moves nothing."""
    first = strand.suspect() and strand.discuss()
    nothing = {"decision": StrategyDecision.NOTHING, "reason": "Nothing new."}
    strand.discuss(STRATEGY + timedelta(5), **nothing)
    (enquiry,) = Section47Enquiry.objects.all()
    assert (enquiry.strategy_id, enquiry.started_on) == (first.id, STRATEGY)
    assert enquiry.led.worker == strand.lead
    assert standing(strand.child.id).state == "s47"
    with pytest.raises(Refused, match="begins no second one"):
        strand.discuss(STRATEGY + timedelta(6))


def test_a_suspicion_before_the_referral_says_why(strand: Strand) -> None:
    """A day before the evidence needs its reason."""
    before = told.REFERRED - timedelta(2)
    with pytest.raises(Refused, match="before the referral"):
        strand.suspect(before)
    assert strand.suspect(before, backdated_why="Told to the night team first.")


def test_no_conference_is_decided_by_the_service_and_any_agency_may_ask(strand: Strand) -> None:
    """Harm was found: a head of service decides, and one agency's request is enough to stop it."""
    enquiry, on = strand.enquire(), STRATEGY + timedelta(9)
    agrees = Said(agency=HEALTH, asks_for_conference=False)
    asks = (Said(agency=POLICE, asks_for_conference=True), agrees)
    safe = told.found(on, EnquiryResult.SAFE, views=(agrees,))
    with pytest.raises(NotAllowed):
        actions.record_outcome(enquiry=enquiry, found=safe, by=strand.manager)
    with pytest.raises(Refused, match="asks for a conference"):
        actions.record_outcome(enquiry=enquiry, found=replace(safe, views=asks), by=strand.head)
    actions.record_outcome(enquiry=enquiry, found=safe, by=strand.head)
    enquiry.refresh_from_db()
    assert (enquiry.conference_needed, enquiry.ended_on) == (False, on)


def test_no_conference_without_a_discussion(strand: Strand) -> None:
    """Nothing is booked where no enquiry found that one is needed."""
    with pytest.raises(Refused, match="does not follow"):
        strand.book(STRATEGY, JANUARY)


def test_the_chair_is_of_another_line(strand: Strand) -> None:
    """A worker of the team that works with the child chairs nothing of theirs."""
    strand.enquire()
    strand.find(STRATEGY)
    strand.lead.user = strand.manager
    strand.lead.save()
    with pytest.raises(Refused, match="outside the team"):
        strand.book(STRATEGY, JANUARY, chair=strand.lead)


def test_a_conference_makes_a_plan_with_its_dissent(strand: Strand) -> None:
    """The plan begins on its day, for its category, with terms, a core group, and who dissented."""
    strand.enquire()
    strand.find(date(2014, 12, 31))
    booking = strand.book(date(2014, 12, 31), JANUARY)
    held = strand.held(JANUARY, date(2015, 4, 10), spoke=(*SPOKE, DISSENT))
    actions.hold_conference(booking=booking, held=held, by=strand.chair)
    plan = Plan.objects.get(kind="cp")
    assert (plan.started_on, plan.previous_plans) == (JANUARY, 0)
    assert Plan.objects.filter(conference__enquiry__person=strand.child).exists()
    assert plan.categories.get().category == "PHY"
    assert plan.terms.get().core_group.count() == 2
    assert ConferenceView.objects.get(view="dissents").words == DISSENT.words
    assert standing(strand.child.id).state == "on_plan"


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"spoke": SPOKE[:2]}, "three agencies"),
        ({"childs_view": " "}, "the child's view"),
        ({"review": date(2015, 4, 13)}, "review conference"),
        ({"contingency": ""}, "if the plan does not work"),
    ],
)
def test_a_conference_without_what_it_needs_is_refused(
    strand: Strand, changed: dict[str, Any], missing: str
) -> None:
    """A quorum, the child's view, a review in three months, a contingency."""
    strand.enquire()
    strand.find(STRATEGY)
    booking = strand.book(STRATEGY, JANUARY)
    terms = {name: changed.pop(name) for name in ("contingency",) if name in changed}
    review = changed.pop("review", date(2015, 4, 10))
    held = strand.held(JANUARY, review, **changed)
    held = replace(held, terms=replace(held.terms, **terms))
    with pytest.raises(Refused, match=missing):
        actions.hold_conference(booking=booking, held=held, by=strand.chair)
    assert not Plan.objects.exists()


def test_the_chair_goes_ahead_without_a_quorum_for_a_reason(strand: Strand) -> None:
    """The one guard that somebody lets go: the chair, whose reason is kept."""
    strand.enquire()
    strand.find(STRATEGY)
    why = {"spoke": SPOKE[:2], "not_quorate_why": "The child cannot wait for another day."}
    held = strand.held(JANUARY, date(2015, 4, 10), **why)
    booking = strand.book(STRATEGY, JANUARY)
    made = actions.hold_conference(booking=booking, held=held, by=strand.chair)
    assert made.not_quorate_why == why["not_quorate_why"]


def test_reports_are_in_when_the_last_has_come(strand: Strand) -> None:
    """Each agency's report on its own day; the wait ends with the last."""
    strand.enquire()
    strand.find(STRATEGY)
    booking = strand.book(STRATEGY, JANUARY)
    of: dict[str, Any] = {"name": "Team", "by": strand.manager}
    asked = [actions.invite(booking=booking, agency=a, on=STRATEGY, **of) for a in (POLICE, HEALTH)]
    for days, one in enumerate(asked, 1):
        booking.refresh_from_db()
        assert booking.reports_in_on is None
        on = STRATEGY + timedelta(days)
        actions.receive_report(invitation=one, on=on, by=strand.manager)
    booking.refresh_from_db()
    assert booking.reports_in_on == STRATEGY + timedelta(2)


def test_what_is_sent_is_sent_of_a_conference_that_was_held(strand: Strand) -> None:
    """And each is announced on its day, under the booking that is its thread."""
    strand.on_plan()
    booking = ConferenceBooking.objects.get()
    actions.send_decisions(booking=booking, on=JANUARY, by=strand.chair)
    with pytest.raises(Refused, match="sent already"):
        actions.send_decisions(booking=booking, on=JANUARY, by=strand.chair)
    told_of = set(Event.objects.filter(record_id=booking.id).values_list("kind", flat=True))
    assert told_of == {"conference_booked", "conference_decisions_sent"}


def test_no_decision_that_the_conference_cannot_make(strand: Strand) -> None:
    """An initial conference ends no plan."""
    strand.enquire()
    strand.find(STRATEGY)
    booking = strand.book(STRATEGY, JANUARY)
    held = strand.held(JANUARY, date(2015, 4, 10), decision=ConferenceDecision.END)
    with pytest.raises(BadInput, match="can decide"):
        actions.hold_conference(booking=booking, held=held, by=strand.chair)


def test_no_case_closes_over_suspected_harm(strand: Strand) -> None:
    """Not before the discussion, nor the conference that an enquiry found needed, was held."""
    strand.suspect()
    assert (refused := harm_waits(strand.episode.id))
    assert refused.missing == "the strategy discussion"
    strand.discuss()
    assert harm_waits(strand.episode.id) is None
    strand.find(STRATEGY)
    assert (refused := harm_waits(strand.episode.id))
    assert refused.missing == "the child protection conference"
