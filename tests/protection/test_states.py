"""Whatever is tried, in whatever order: no plan without its conference, no guard passed over."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.kernel.errors import Refused
from kinkeeper.protection.kinds import State
from kinkeeper.protection.states import GUARDS, MOVES, NOBODY, Harm, OnPlan, Standing, Step, check

MAKES = (Step.PLAN, Step.TAKE_OVER)
FINDS = (Step.NOT_SUBSTANTIATED, Step.SAFE, Step.CONTINUING)
ALL_TOLD = frozenset(GUARDS)
TOLD = st.one_of(st.just(ALL_TOLD), st.sets(st.sampled_from(sorted(GUARDS))).map(frozenset))


class Protected(RuleBasedStateMachine):
    """A child's protection: anybody tries any step, telling whatever; the law is told without the table."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.stands = Standing()
        self.refusal: Refused | None = None

    @rule(step=st.sampled_from(Step), told=TOLD, waived=st.booleans())
    def tried(self, step: Step, told: frozenset[str], *, waived: bool) -> None:
        let_go = frozenset({"quorum"}) if waived else frozenset()
        before = Standing(self.stands.harm, self.stands.plan, told, let_go)
        try:
            self.stands = check(before, step)
        except Refused as refused:
            self.refusal = refused
            return
        self.law(step, before, told | let_go)
        self.steps.append(step)

    def law(self, step: Step, before: Standing, there: frozenset[str]) -> None:
        """What must hold of any step that was let through."""
        if step in (Step.DISCUSS, Step.ENQUIRE, Step.DISCUSS_AGAIN):
            assert {"local_authority", "police", "health"} <= there
        if step in FINDS:
            assert before.harm is Harm.ENQUIRY
            assert "account" in there
        if step is Step.SAFE:
            assert {"views", "agreed"} <= there
        if step in (Step.BOOK, Step.PLAN, Step.NO_PLAN):
            assert Step.ENQUIRE in self.steps
            assert {"anchor", "chaired"} <= there
        if step in MAKES:
            assert before.plan is not OnPlan.NOW
            assert {"category", "lead", "group", "visits", "review", "contingency"} <= there
            assert step is Step.PLAN or "notified" in there
        if step in (Step.END, Step.END_MOVED, Step.END_EIGHTEEN, Step.END_DIED):
            assert before.state is State.ON_PLAN
        if step is Step.END:
            assert before.harm not in (Harm.STRATEGY, Harm.ENQUIRY)

    @invariant()
    def a_plan_stands_where_a_conference_made_one_and_none_has_ended_it(self) -> None:
        turned = [one for one in self.steps if MOVES[one].to_plan is not None]
        assert (self.stands.state is State.ON_PLAN) == bool(turned and turned[-1] in MAKES)

    @invariant()
    def nothing_is_enquired_into_but_by_a_strategy_discussion(self) -> None:
        turned = [one for one in self.steps if one is Step.ENQUIRE or one in FINDS]
        if self.stands.harm is Harm.ENQUIRY:
            assert turned[-1] is Step.ENQUIRE

    @invariant()
    def a_refusal_says_what_is_missing_who_may_waive_it_and_what_to_do(self) -> None:
        told = self.refusal
        assert told is None or (told.missing and told.who_can_waive and told.do)


def test_no_plan_without_a_conference_in_ten_thousand_steps() -> None:
    """Two hundred histories of fifty steps, of every kind."""
    long = settings(max_examples=200, stateful_step_count=50, derandomize=True, deadline=None)
    run_state_machine_as_test(Protected, settings=long)


def test_only_the_quorum_is_let_go_and_by_the_chair() -> None:
    """Nobody waives what the law or the guidance asks for."""
    waivable = {one.id for one in GUARDS.values() if one.who_can_waive != NOBODY}
    assert waivable == {"quorum"}
