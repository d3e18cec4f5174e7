"""The worked dates of protection, reached by the verbs: when it happened, not when it was typed."""

from datetime import date
from typing import Any

import pytest

from kinkeeper.duties.models import Duty
from kinkeeper.law.events import UNRETURNED
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import ConferenceDecision, StrategyDecision
from kinkeeper.protection.models import ConferenceBooking
from kinkeeper.reviews.actions import hold_review
from tests.protection import strand as told
from tests.protection.strand import HEALTH, Strand

strand = told.strand
SINCE = dict.fromkeys(UNRETURNED, date(2014, 1, 1))


@pytest.fixture(autouse=True)
def _recorded_here_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """This authority has recorded all of it for years, so that every clock runs."""
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: SINCE)


HELD = date(2015, 1, 12)
# Strategy discussion on Wednesday 17 December 2014, conference on the last day for it.
DUE = {
    "strategy_discussion": date(2014, 12, 18),
    "s47_start": date(2014, 12, 17),
    "s47_child_seen": date(2014, 12, 18),
    "s47_complete": date(2015, 1, 12),
    "icpc": date(2015, 1, 12),
    "icpc_report_family": date(2015, 1, 8),
    "icpc_agency_reports": date(2015, 1, 8),
    "icpc_decisions_out": date(2015, 1, 13),
    "icpc_minutes": date(2015, 2, 9),
    "cp_visit": date(2015, 1, 26),
    "rcpc_first": date(2015, 4, 12),
}
PLANNED, REPORTED = {"rcpc_first": date(2015, 4, 10)}, {"rcpc_first": date(2015, 4, 13)}


def duties(strand: Strand) -> dict[str, Any]:
    """The first duty of each clock."""
    rows = Duty.objects.filter(person=strand.child).order_by("-due_on", "-step")
    return {row.clock: row for row in rows}


def test_every_worked_date_from_the_discussion_to_the_review(strand: Strand) -> None:
    """One child, taken through every step, with every clock of the strand."""
    strand.on_plan()
    found = duties(strand)
    assert {clock: found[clock].due_on for clock in DUE} == DUE
    assert {clock: found[clock].plan_by for clock in PLANNED} == PLANNED
    assert {clock: found[clock].report_due_on for clock in REPORTED} == REPORTED


def test_a_later_discussion_moves_no_limit(strand: Strand) -> None:
    """The conference is counted from the discussion that began the enquiry."""
    strand.enquire()
    nothing = {"decision": StrategyDecision.NOTHING, "reason": "Nothing new."}
    strand.discuss(date(2014, 12, 30), **nothing)
    assert duties(strand)["icpc"].due_on == DUE["icpc"]


def test_the_next_review_is_counted_from_the_day_the_last_was_held(strand: Strand) -> None:
    """Held early, the six months begin early; the chair's midway check is six weeks on."""
    strand.on_plan()
    on = date(2015, 3, 18)
    held = strand.held(on, date(2015, 9, 18), decision=ConferenceDecision.CONTINUE)
    hold_review(booking=strand.book(on, on), held=held, by=strand.chair)
    found = duties(strand)
    assert (found["rcpc_first"].met_on, found["rcpc_next"].due_on) == (on, date(2015, 9, 18))
    assert found["cp_chair_midpoint"].due_on == date(2015, 4, 29)


def test_a_conference_for_a_child_who_moved_in_is_counted_from_the_notice(strand: Strand) -> None:
    """Fifteen working days, over Easter: Monday 23 March to Wednesday 15 April 2015."""
    since = {"child": strand.child.id, "episode": strand.episode.id, "on": date(2015, 3, 23)}
    actions.hear_of_move_in(**since, authority="Coventry", by=strand.manager)
    assert duties(strand)["cp_transfer_in"].due_on == date(2015, 4, 15)


def reported(strand: Strand) -> ConferenceBooking:
    """A conference booked, its reports in and shared, held, and its decisions sent."""
    strand.enquire()
    strand.find(date(2014, 12, 31))
    booking, by = strand.book(date(2014, 12, 31), HELD), {"by": strand.manager}
    asked = actions.invite(booking=booking, agency=HEALTH, name="GP", on=date(2014, 12, 31), **by)
    actions.receive_report(invitation=asked, on=date(2015, 1, 7), **by)
    actions.share_report(booking=booking, on=date(2015, 1, 8), **by)
    held = strand.held(HELD, date(2015, 4, 10))
    actions.hold_conference(booking=booking, held=held, by=strand.chair)
    booking.refresh_from_db()
    return actions.send_decisions(booking=booking, on=date(2015, 1, 13), by=strand.chair)


def test_what_was_done_meets_its_duty_on_its_own_day(strand: Strand) -> None:
    """The outcome, the report shared, the agencies' reports, the conference and its decisions."""
    reported(strand)
    met = {clock: row.met_on for clock, row in duties(strand).items() if row.met_on}
    assert met["s47_complete"] == date(2014, 12, 31)
    assert met["icpc_report_family"] == date(2015, 1, 8)
    assert met["icpc_agency_reports"] == date(2015, 1, 7)
    assert (met["icpc"], met["icpc_decisions_out"]) == (HELD, date(2015, 1, 13))


@pytest.mark.parametrize("clock", ["icpc", "cp_visit"])
def test_a_conference_called_off_leaves_what_is_owed(strand: Strand, clock: str) -> None:
    """Its own duties go with it; the conference is still owed by its day."""
    strand.enquire()
    strand.find(date(2014, 12, 31))
    booking = strand.book(date(2014, 12, 31), HELD)
    actions.call_off_conference(
        booking=booking, on=date(2015, 1, 5), why="The school is shut.", by=strand.manager
    )
    found = duties(strand)
    assert (clock in found) == (clock == "icpc")
    assert "icpc_report_family" not in found
