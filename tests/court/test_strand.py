"""From legal planning to the final order: what stands before each step, and what it leaves."""

from datetime import date
from typing import Any

import pytest

from kinkeeper.court import actions
from kinkeeper.court.kinds import FinalOrder, HearingKind, State
from kinkeeper.court.models import LegalPlanning
from kinkeeper.court.queries import cases, court
from kinkeeper.court.reading import course
from kinkeeper.court.told import Done, Listed, Ordered
from kinkeeper.duties.models import Duty
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.law.events import UNRETURNED
from tests.court import strand as told
from tests.court.strand import AT_ONCE, ISSUED, Strand

strand = told.strand
LISTED = Listed(kind=HearingKind.CASE_MANAGEMENT, listed_on=ISSUED, listed_for=date(2014, 5, 22))
LAST, LONGER = date(2014, 11, 3), date(2014, 12, 29)


@pytest.fixture(autouse=True)
def _recorded_here_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """This authority has recorded all of it for years, so that every clock runs."""
    since = dict.fromkeys(UNRETURNED, date(2014, 1, 1))
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: since)


def lengthen(strand: Strand, on: date, until: date, why: str = "An expert is late.") -> Any:
    """The court extends the timetable."""
    done = Done(on=on, until=until, words=why)
    return actions.lengthen_timetable(child=strand.child.id, done=done, by=strand.manager)


def test_the_26_weeks_begin_with_the_day_of_issue(strand: Strand) -> None:
    """Issued on Tuesday 6 May 2014, they end on Monday 3 November, on the page as in the duty."""
    strand.before()
    strand.issue()
    assert course(strand.child.id).ends_by == LAST
    duties = {row.clock: row.due_on for row in Duty.objects.filter(person=strand.child)}
    assert duties["care_proceedings_26wk"] == LAST
    assert duties["cmh"] == date(2014, 6, 2)


def test_the_court_extends_by_eight_weeks_at_most_and_says_why(strand: Strand) -> None:
    """Each extension counts from the end before it; the lateness by statute still shows."""
    strand.before()
    strand.issue()
    on = date(2014, 10, 27)
    for until, why in ((date(2014, 12, 30), "An expert is late."), (LONGER, "")):
        with pytest.raises(Refused):
            lengthen(strand, on, until, why)
    lengthen(strand, on, LONGER)
    assert course(strand.child.id).ends_by == LONGER
    assert Duty.objects.get(person=strand.child, clock="care_proceedings_26wk").due_on == LAST


def test_a_meeting_without_advice_or_alternatives_is_refused(strand: Strand) -> None:
    """Nobody waives them, and nothing is kept."""
    strand.ask()
    for gap in ("advice", "kin", "family_conference", "chronology", "solicitor"):
        empty: dict[str, Any] = {gap: " "}
        with pytest.raises(Refused) as refused:
            strand.hold(**empty)
        assert refused.value.who_can_waive == "nobody"
    assert not LegalPlanning.objects.exists()


def test_only_the_director_has_proceedings_issued_at_once(strand: Strand) -> None:
    """After a meeting that so decided, the head of service may not."""
    strand.ask()
    strand.hold(decision=AT_ONCE)
    with pytest.raises(NotAllowed):
        strand.issue()
    actions.issue(child=strand.child.id, applied=told.applied(), by=strand.director)
    assert course(strand.child.id).state is State.PROCEEDINGS


def test_pre_proceedings_end_without_court_once_the_parents_are_told(strand: Strand) -> None:
    """The head of service ends them, after a letter; the case may come back."""
    strand.before()
    done = Done(on=date(2014, 7, 1), words="He is safe with her.")
    facts: dict[str, Any] = {"child": strand.child.id, "done": done}
    with pytest.raises(NotAllowed):
        actions.step_down(**facts, told_parents=True, by=strand.manager)
    with pytest.raises(Refused, match="letter"):
        actions.step_down(**facts, told_parents=False, by=strand.head)
    actions.step_down(**facts, told_parents=True, by=strand.head)
    assert course(strand.child.id).state is State.NONE
    strand.ask(date(2014, 8, 1))
    assert course(strand.child.id).state is State.PLANNING


def test_legal_advice_is_read_by_those_granted_it_alone(strand: Strand) -> None:
    """Closed, it says so; that court is considered is not told either, until the letter is sent."""
    strand.ask()
    strand.hold()
    shown = court(who=strand.worker, person_id=strand.child.id)
    assert (shown.planning, shown.told) == (None, False)
    strand.letter()
    assert court(who=strand.worker, person_id=strand.child.id).told


def test_hearings_to_the_final_order(strand: Strand) -> None:
    """Listed, held, ended: the list has the child with the next hearing, and then no more."""
    strand.before()
    strand.issue()
    hearing = actions.list_hearing(child=strand.child.id, listed=LISTED, by=strand.worker)
    (one,) = cases(who=strand.head)
    assert (one.ends_by, one.hearing and one.hearing.id) == (LAST, hearing.id)
    done = Done(on=LISTED.listed_for, words="Assess grandmother.")
    actions.record_hearing(hearing=hearing, done=done, by=strand.worker)
    ordered = Ordered(on=date(2014, 9, 1), order=FinalOrder.GUARDIANSHIP, words="To grandmother.")
    actions.end_proceedings(child=strand.child.id, ordered=ordered, by=strand.manager)
    assert course(strand.child.id).state is State.ENDED
    assert not cases(who=strand.head)
