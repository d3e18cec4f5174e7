"""Child in need plans and core groups: what stands before each, and that done is not better."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.access.who import who_is
from kinkeeper.chronology.guards import CLOSE_EPISODE, held_up
from kinkeeper.chronology.models import Event
from kinkeeper.cli import sample_plans
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.actions.assessing import Assessed, record_assessment
from kinkeeper.frontdoor.kinds import AssessmentKind
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.law.events import UNRETURNED
from kinkeeper.people.calendar import Standing, entries
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import Change, InNeedEnd, MeetingDecision
from kinkeeper.protection.models import Plan, PlanAction, PlanNeed
from kinkeeper.protection.told_of_plans import InNeedEnded, InNeedPlan, Measured, Met, NeedTold
from tests.protection import strand as told
from tests.protection.strand import LOCAL, REFERRED, Strand
from tests.protection.test_worked_dates import duties

strand = told.strand
BEGUN = date(2015, 1, 20)
NEED = NeedTold(
    on=BEGUN, need="Fed each morning", outcome="He eats before school", action="Breakfast club",
    who="Sam Roe", by_when=BEGUN + timedelta(14),
)  # fmt: skip
PLAN = InNeedPlan(
    consent="Mother, by signature", review_by=BEGUN + timedelta(28), contingency="Meet in a week",
    first=NEED,
)  # fmt: skip
MET = Met(
    on=BEGUN + timedelta(27), came=(("Sam Roe", LOCAL), ("Mother", None)), progress="Eats twice.",
    childs_view="I like the toast.", decision=MeetingDecision.GO_ON,
    next_on=BEGUN + timedelta(55),
)  # fmt: skip


def assess(strand: Strand) -> None:
    """A manager authorises the assessment."""
    told = Assessed(kind=AssessmentKind.CHILD_AND_FAMILY, begun_on=REFERRED, authorised_on=BEGUN)
    record_assessment(child=strand.child.id, assessed=told, by=strand.manager)


def begin(strand: Strand, by: Any = None) -> Plan:
    """A plan begun by the manager."""
    case = {"child": strand.child.id, "episode": strand.episode.id}
    return actions.start_in_need_plan(**case, told=PLAN, by=by or strand.manager)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """This authority has recorded all of it for years, so that every clock runs."""
    since = dict.fromkeys(UNRETURNED, date(2014, 1, 1))
    monkeypatch.setattr("kinkeeper.facts.bundles.kept_since", lambda _: since)


@pytest.fixture
def assessed(strand: Strand) -> Strand:
    """A child whose assessment a manager authorised."""
    assess(strand)
    return strand


def test_a_plan_rests_on_an_assessment_and_a_managers_authority(strand: Strand) -> None:
    """Without the one it is refused by name; without the other it is not theirs to begin."""
    with pytest.raises(Refused, match="No assessment"):
        begin(strand)
    assess(strand)
    with pytest.raises(NotAllowed):
        begin(strand, by=strand.lead.user)
    assert begin(strand).agreement.recorded_by == strand.manager.pk
    with pytest.raises(Refused, match="a plan already"):
        begin(strand)


def test_done_is_not_better(assessed: Strand) -> None:
    """All that was agreed is done, and still the plan does not end as reached: nobody measured."""
    plan = begin(assessed)
    ended = InNeedEnded(on=MET.on, reason=InNeedEnd.OUTCOMES, words="He eats.")
    actions.record_done(step=PlanAction.objects.get(), on=MET.on, by=assessed.manager)
    with pytest.raises(Refused, match="is different"):
        actions.end_in_need_plan(plan=plan, told=ended, by=assessed.manager)
    for change in (Change.SAME, Change.REACHED):
        measured = Measured(on=MET.on, change=change, different="He eats each day.")
        if change is Change.REACHED:
            with pytest.raises(Refused, match="not reached"):
                actions.end_in_need_plan(plan=plan, told=ended, by=assessed.manager)
        actions.measure_outcome(need=PlanNeed.objects.get(), told=measured, by=assessed.manager)
    assert actions.end_in_need_plan(plan=plan, told=ended, by=assessed.manager).on == MET.on


def test_a_meeting_is_announced_under_the_plan_and_says_when_the_next_is(assessed: Strand) -> None:
    """A plan that goes on has its next meeting; one of a day is recorded once."""
    plan = begin(assessed)
    held = actions.hold_plan_meeting(plan=plan, met=MET, by=assessed.manager)
    (event,) = Event.objects.filter(record_id=held.id)
    assert (event.kind, event.happened_on, event.key) == ("cin_meeting_held", MET.on, plan.id)
    with pytest.raises(BadInput, match="recorded already"):
        actions.hold_plan_meeting(plan=plan, met=MET, by=assessed.manager)


def test_a_core_group_steps_nothing_down(strand: Strand) -> None:
    """A conference decides on that; a core group that goes on is announced as one."""
    plan = strand.on_plan()
    down = Met(on=BEGUN, came=MET.came, progress="Some.", childs_view="Fine.",
               decision=MeetingDecision.STEP_DOWN)  # fmt: skip
    with pytest.raises(BadInput, match="a conference decides"):
        actions.hold_plan_meeting(plan=plan, met=down, by=strand.manager)
    held = actions.hold_plan_meeting(plan=plan, met=MET, by=strand.manager)
    assert Event.objects.filter(record_id=held.id, kind="core_group_held").exists()


def test_what_was_measured_stays_as_written(assessed: Strand) -> None:
    """The database refuses to change a need, whoever asks."""
    begin(assessed)
    with pytest.raises(DatabaseError, match="protection_planneed"), transaction.atomic():
        PlanNeed.objects.update(outcome="Something easier")


@pytest.mark.usefixtures("kept")
def test_the_worked_dates_of_plans_are_reached(assessed: Strand) -> None:
    """Four weeks to the review, twenty working days to the visit; the next review follows the meeting."""
    plan = begin(assessed)
    found = duties(assessed)
    assert {found[clock].due_on for clock in ("cin_review", "cin_visit")} == {date(2015, 2, 17)}
    actions.hold_plan_meeting(plan=plan, met=MET, by=assessed.manager)
    assert list(steps(assessed, "cin_review")) == [
        (date(2015, 2, 17), MET.on),
        (date(2015, 3, 16), None),
    ]


@pytest.mark.usefixtures("kept")
def test_a_core_group_meets_its_duty_and_the_next_is_counted_from_it(strand: Strand) -> None:
    """Ten working days from the conference, then six weeks: 26 January and 9 March 2015."""
    plan, on = strand.on_plan(), date(2015, 1, 26)
    actions.hold_plan_meeting(plan=plan, met=replace(MET, on=on), by=strand.manager)
    found = duties(strand)
    assert (found["core_group_first"].due_on, found["core_group_first"].met_on) == (on, on)
    assert found["core_group_repeat"].due_on == date(2015, 3, 9)


def steps(strand: Strand, clock: str) -> Any:
    """When each step of a clock is due, and when it was met."""
    rows = Duty.objects.filter(person=strand.child, clock=clock).order_by("due_on")
    return rows.values_list("due_on", "met_on")


def test_the_sample_is_done_and_not_better(strand: Strand) -> None:
    """What a visitor finds: an action done, and a child for whom nothing is different."""
    plan = strand.on_plan()
    sample_plans.make(child=strand.child.id, began=plan.started_on, by=who_is(strand.manager.id))
    need = plan.needs.get()
    assert (need.actions.exclude(done=None).count(), need.outcomes.get().change) == (1, "same")
    assert plan.meetings.get().attendances.count() == 2


def test_a_plan_holds_up_the_closing_of_its_case(assessed: Strand) -> None:
    """Of a child in need too, by name, until it is ended with its reason; nobody waives it."""
    plan = begin(assessed)
    refused = held_up(CLOSE_EPISODE, assessed.episode.id)
    assert refused is not None
    assert "child in need plan" in str(refused)
    ended = InNeedEnded(on=MET.on, reason=InNeedEnd.WITHDRAWN, words="The mother withdrew.")
    actions.end_in_need_plan(plan=plan, told=ended, by=assessed.manager)
    assert held_up(CLOSE_EPISODE, assessed.episode.id) is None


def test_meetings_are_in_the_calendar_of_the_family(assessed: Strand) -> None:
    """Held on its day and the next booked; once that is held too, the one after is booked instead."""
    plan = begin(assessed)
    later = replace(MET, on=BEGUN + timedelta(54), next_on=BEGUN + timedelta(80))
    first, last = BEGUN, BEGUN + timedelta(99)
    for met, held in ((MET, 1), (later, 2)):
        actions.hold_plan_meeting(plan=plan, met=met, by=assessed.manager)
        every = entries(who=assessed.manager, people=[assessed.child.id], first=first, last=last)
        found = [one for one in every if one.what == "Child in need meeting"]
        booked = [one.on for one in found if one.standing is Standing.BOOKED]
        assert (len(found) - len(booked), booked) == (held, [met.next_on])


def test_a_protection_plan_takes_the_place_of_a_plan_in_need(strand: Strand) -> None:
    """A child has one plan: the first ends on the day of the conference, as stepped up."""
    day = REFERRED + timedelta(1)
    told = Assessed(kind=AssessmentKind.CHILD_AND_FAMILY, begun_on=REFERRED, authorised_on=day)
    record_assessment(child=strand.child.id, assessed=told, by=strand.manager)
    first = replace(PLAN, first=replace(NEED, on=day))
    case = {"child": strand.child.id, "episode": strand.episode.id, "by": strand.manager}
    plan = actions.start_in_need_plan(**case, told=first)
    now = strand.on_plan()
    plan.refresh_from_db()
    assert (plan.ended_on, plan.agreed_ending.reason) == (now.started_on, InNeedEnd.STEP_UP)
