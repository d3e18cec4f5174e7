"""Whatever is tried, in whatever order: no step is skipped, no guard passed over, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.earlyhelp.kinds import Answer, Direction, Said, State, Step
from kinkeeper.earlyhelp.states import (
    GUARDS,
    MOVES,
    NOBODY,
    Offer,
    Standing,
    after,
    check,
    check_answer,
    check_meeting,
    missing,
    open_moves,
    reached,
)
from kinkeeper.kernel.errors import Refused

ALL = Standing(
    consent=Said.GIVEN, lead=True, lead_contacted=True, level_assessed=True, team=2, items=1
)


class Helped(RuleBasedStateMachine):
    """A family's early help: facts come and go, anybody tries any step; the law is told without the table."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.facts = Standing()
        self.refusals: list[Refused] = []

    @rule(said=st.sampled_from(Said))
    def asked(self, said: Said) -> None:
        self.facts = replace(self.facts, consent=said)

    @rule(item=st.booleans(), team=st.integers(0, 3), level=st.booleans())
    def told(self, *, item: bool, team: int, level: bool) -> None:
        items = self.facts.items + item
        self.facts = replace(
            self.facts, items=items, items_open=items, team=team, level_assessed=level
        )

    @rule()
    def everything_came_of(self) -> None:
        self.facts = replace(self.facts, items_open=0)

    @rule(guard=st.sampled_from(sorted(GUARDS)))
    def let_go(self, guard: str) -> None:
        self.facts = replace(self.facts, waived=self.facts.waived | {guard})

    @rule(answer=st.sampled_from([None, *Answer]))
    def handed_over(self, answer: Answer | None) -> None:
        accepted = answer is Answer.ACCEPTED
        self.facts = replace(self.facts, offered=answer is None, stepped_up=accepted)

    @rule(step=st.sampled_from(Step))
    def tried(self, step: Step) -> None:
        before = self.facts
        try:
            state = check(before, step)
        except Refused as refused:
            self.refusals.append(refused)
            return
        self.law(step, before)
        self.steps.append(step)
        led = before.lead or step is Step.NAME_LEAD
        spoken = before.lead_contacted or step is Step.CONTACT_LEAD
        self.facts = replace(before, state=state, lead=led, lead_contacted=spoken)

    def law(self, step: Step, before: Standing) -> None:
        """What must hold of any step that was let through."""
        assert before.state is not State.ENDED
        if step not in (Step.ASK, Step.END, Step.HAND_UP):
            assert before.consent is Said.GIVEN
        if step is Step.ASSESS:
            assert Step.CONTACT_LEAD in self.steps
            assert before.level_assessed
        if step is Step.AGREE_PLAN:
            assert before.items > 0
            assert before.team >= 2 or "team" in before.waived
        if step is Step.REVIEW:
            assert Step.AGREE_PLAN in self.steps
        if step is Step.END:
            assert not before.offered
            assert before.items_open == 0 or "outcomes" in before.waived
        if step is Step.HAND_UP:
            assert before.stepped_up

    @invariant()
    def a_refusal_says_what_is_missing_who_may_waive_it_and_what_to_do(self) -> None:
        assert all(one.missing and one.who_can_waive and one.do for one in self.refusals[-1:])

    @invariant()
    def the_steps_tell_the_state(self) -> None:
        assert reached(self.steps) is self.facts.state
        ends = [one for one in self.steps if after(State.NEW, one) is State.ENDED]
        assert len(ends) == (self.facts.state is State.ENDED)


def test_no_step_is_skipped() -> None:
    """In a few hundred steps of every kind."""
    run_state_machine_as_test(Helped, settings=settings(max_examples=10, derandomize=True))


@pytest.mark.slow
def test_no_step_is_skipped_in_ten_thousand() -> None:
    """As the one before, for longer."""
    longer = settings(max_examples=200, stateful_step_count=50, derandomize=True, deadline=None)
    run_state_machine_as_test(Helped, settings=longer)


@pytest.mark.parametrize("step", Step)
def test_every_step_can_be_taken_and_its_guards_say_who_may_let_them_go(step: Step) -> None:
    """With all that it asks for it goes; a guard nobody may let go is not let go by a waiver."""
    (start, *_) = MOVES[step].starts
    stands = replace(ALL, state=start, stepped_up=step is Step.HAND_UP)
    assert step in open_moves(stands)
    assert check(stands, step) is after(start, step)
    bare = Standing(state=start, items_open=1, offered=True, waived=frozenset(GUARDS))
    held = missing(bare, step)
    assert {one.who_can_waive for one in held} <= {NOBODY}


def test_nothing_is_a_dead_end_but_the_end() -> None:
    """From every state something follows."""
    dead = {state for state in State if not open_moves(Standing(state=state))}
    assert dead == {State.ENDED}


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("answer", Answer)
def test_a_handover_is_answered_once_and_by_another(direction: Direction, answer: Answer) -> None:
    """Taken back only by who offered; accepted down only with agreement and lead; met about once."""
    mine = answer is Answer.WITHDRAWN
    whole = Offer(direction, by_offerer=mine, family_agrees=True, lead=True)
    check_answer(whole, answer)
    with pytest.raises(Refused):
        check_answer(replace(whole, by_offerer=not mine), answer)
    with pytest.raises(Refused, match="already"):
        check_answer(replace(whole, answer=answer), answer)
    over = replace(whole, answer=answer)
    holds = direction is Direction.DOWN and answer is Answer.ACCEPTED
    assert over.holds_the_case is holds
    if answer is not Answer.ACCEPTED:
        with pytest.raises(Refused, match="No meeting"):
            check_meeting(over)
