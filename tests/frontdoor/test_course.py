"""Whatever is tried with a contact, in whatever order: only what practice lets follow is let through."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kinkeeper.frontdoor.kinds import ContactOutcome, Step
from kinkeeper.frontdoor.states import MOVES, Course, Taken, check, follows
from kinkeeper.kernel.errors import Refused
from tests.frontdoor.practice import DECISIONS, Practice

EXAMPLES, STEPS = 110, 100
TRIED: Counter[Step] = Counter()
TAKEN: Counter[Step] = Counter()


class Contacts(RuleBasedStateMachine):
    """Anybody tries any step with one contact; what is let through is what practice lets through."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Practice()
        self.taken: list[Taken] = []

    @rule(kind=st.sampled_from(Step), outcome=st.sampled_from(ContactOutcome))
    def attempt(self, kind: Step, outcome: ContactOutcome) -> None:
        made = outcome if kind in DECISIONS else None
        if kind is Step.ENQUIRY_DECIDED and outcome is ContactOutcome.MASH_ENQUIRY:
            made = ContactOutcome.REFERRAL  # the action refuses an enquiry decided by another
        lacks, refused = self.told.lacks(kind, made), self.refused(kind, made)
        TRIED[kind] += 1
        assert (refused is None) == (lacks is None), f"{kind} after {self.told.done}: {lacks}"
        if refused is not None:
            assert refused.message
            assert refused.do
            assert str(lacks) in refused.missing
            return
        TAKEN[kind] += 1
        self.told.take(kind, made)
        self.taken.append(Taken(kind, made))

    def refused(self, kind: Step, outcome: ContactOutcome | None) -> Refused | None:
        try:
            check(kind, self.taken, outcome=outcome)
        except Refused as refused:
            return refused
        return None

    @invariant()
    def is_over_when_practice_says(self) -> None:
        course = Course(tuple(self.taken))
        assert (course.is_over, course.outcome) == (self.told.over, self.told.outcome)


def test_no_step_is_skipped_in_ten_thousand() -> None:
    """Nothing follows that may not, nothing is refused that may, and each refusal says what is missing."""
    TRIED.clear()
    TAKEN.clear()
    longer = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, derandomize=True, deadline=None
    )
    run_state_machine_as_test(Contacts, settings=longer)
    assert TRIED.total() >= 10_000
    assert set(TAKEN) == set(Step)


def test_no_step_is_dated_before_what_it_needs() -> None:
    """Every step knows those it comes after, and none comes after itself but what is done again."""
    assert all(set(move.needs) <= follows(kind) for kind, move in MOVES.items())
    assert {kind for kind in Step if kind in follows(kind)} <= {Step.RATED, *DECISIONS}
