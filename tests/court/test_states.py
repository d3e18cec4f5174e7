"""Whatever is tried, in whatever order: no court without its planning, and no guard passed over."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.access.permissions import Permission
from kinkeeper.court.kinds import State
from kinkeeper.court.states import GUARDS, MOVES, NOBODY, Standing, Step, check
from kinkeeper.kernel.errors import Refused

ISSUES = (Step.ISSUE, Step.ISSUE_AT_ONCE)
HOLDS = (Step.HOLD_NEITHER, Step.HOLD_BEFORE, Step.HOLD_ISSUE)
ALL_TOLD = frozenset(GUARDS)
TOLD = st.one_of(st.just(ALL_TOLD), st.sets(st.sampled_from(sorted(GUARDS))).map(frozenset))


class ToCourt(RuleBasedStateMachine):
    """A child's case: anybody tries any step, telling whatever; the law is told without the table."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.stands = Standing()
        self.refusal: Refused | None = None

    @rule(step=st.sampled_from(Step), there=TOLD)
    def tried(self, step: Step, there: frozenset[str]) -> None:
        before = Standing(self.stands.state, there)
        try:
            self.stands = check(before, step)
        except Refused as refused:
            self.refusal = refused
            return
        self.law(step, before.state, there)
        self.steps.append(step)

    def law(self, step: Step, before: State, there: frozenset[str]) -> None:
        """What must hold of any step that was let through."""
        if step in HOLDS:
            assert before is State.PLANNING
            assert {"solicitor", "advice", "chronology", "family_conference", "kin"} <= there
        if step in ISSUES:
            assert {"application", "threshold", "care_plan", "kin"} <= there
        if step is Step.LENGTHEN:
            assert {"reason", "eight_weeks"} <= there
        if step is Step.STEP_DOWN:
            assert {"sent", "told"} <= there
        if step is Step.END:
            assert before is State.PROCEEDINGS

    @invariant()
    def proceedings_stand_where_they_were_issued_and_have_not_ended(self) -> None:
        turned = [one for one in self.steps if one in (*ISSUES, Step.END)]
        assert (self.stands.state is State.PROCEEDINGS) == bool(turned and turned[-1] in ISSUES)

    @invariant()
    def nothing_is_issued_but_after_a_meeting_that_decided_on_court(self) -> None:
        met = [one for one in self.steps if one in (*HOLDS, *ISSUES)]
        at = [place for place, one in enumerate(met) if one in ISSUES]
        assert all(place and met[place - 1] in HOLDS[1:] for place in at)

    @invariant()
    def a_refusal_says_what_is_missing_who_may_waive_it_and_what_to_do(self) -> None:
        told = self.refusal
        assert told is None or (told.missing and told.who_can_waive and told.do)


def test_no_court_without_its_planning_in_five_thousand_steps() -> None:
    """One hundred histories of fifty steps, of every kind."""
    long = settings(max_examples=100, stateful_step_count=50, derandomize=True, deadline=None)
    run_state_machine_as_test(ToCourt, settings=long)


def test_nobody_waives_and_only_the_director_issues_at_once() -> None:
    """What the law, the court or the guidance asks for is let go by nobody."""
    assert {one.who_can_waive for one in GUARDS.values()} == {NOBODY}
    at_once = [
        step for step, move in MOVES.items() if move.authorised_by is Permission.ISSUE_AT_ONCE
    ]
    assert at_once == [Step.ISSUE_AT_ONCE]
