"""How a contact may go, as the prose of practice has it: a model that knows nothing of the table."""

from dataclasses import dataclass, field

from kinkeeper.frontdoor.kinds import ContactOutcome, Step

WAITS = "a contact that waits"
DECISIONS = (Step.DECIDED, Step.ENQUIRY_DECIDED)
JUDGED = (Step.RATED, Step.DECIDED)
REFERRED = (ContactOutcome.REFERRAL, ContactOutcome.STRATEGY_DISCUSSION)
AFTER = {
    Step.WRITTEN_CAME: Step.WRITTEN_ASKED,
    Step.NIGHT_TAKEN: Step.NIGHT_ENDED,
    Step.ANSWERED: Step.DISAGREED,
    Step.ACKNOWLEDGED: Step.DECIDED,
    Step.ENQUIRY_DECIDED: Step.DECIDED,
}
LATER = (
    Step.REFERRER_TOLD,
    Step.NOT_TOLD,
    Step.DISAGREED,
    Step.RE_REFERRAL_REVIEWED,
)


@dataclass
class Practice:
    """What is known of a contact, in plain facts; `lacks` says what a step would skip."""

    outcome: ContactOutcome | None = None  # standing: the enquiry's, once that is decided
    enquired: bool = False
    done: list[Step] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.outcome is not None and self.outcome is not ContactOutcome.MASH_ENQUIRY

    def lacks(self, kind: Step, outcome: ContactOutcome | None) -> str | None:
        """What is missing for the step, in the words the refusal must hold; None: it may follow."""
        if kind in LATER:  # when everything is decided
            return self._decided() or self._later(kind)
        if kind in AFTER:
            return self._done(AFTER[kind]) or self._sent(kind)
        return self._judged(kind, outcome) if kind in JUDGED else self._once(kind)

    def _judged(self, kind: Step, outcome: ContactOutcome | None) -> str | None:
        if kind is Step.RATED:  # as often as need be, until somebody decided for good
            return WAITS if self.over else None
        looked_into = outcome is ContactOutcome.MASH_ENQUIRY and self.outcome is None
        return self._done(Step.RATED) if looked_into else self._once(kind)

    def _sent(self, kind: Step) -> str | None:
        """An enquiry is decided where there is one; an open case's worker takes what came to them."""
        to = {
            Step.ACKNOWLEDGED: ContactOutcome.OPEN_CASE,
            Step.ENQUIRY_DECIDED: ContactOutcome.MASH_ENQUIRY,
        }
        if kind is Step.ANSWERED:
            waits = self.done.count(Step.DISAGREED) - self.done.count(Step.ANSWERED)
            return None if waits else WAITS
        return self._once(kind) if to.get(kind, self.outcome) is self.outcome else WAITS

    def _later(self, kind: Step) -> str | None:
        fits = {
            Step.RE_REFERRAL_REVIEWED: self.outcome in REFERRED,
            Step.NOT_TOLD: Step.REFERRER_TOLD not in self.done,  # told after all, though kept first
        }
        once = None if kind is Step.DISAGREED else self._once(kind)
        return once or (None if fits.get(kind, True) else WAITS)

    def take(self, kind: Step, outcome: ContactOutcome | None) -> None:
        self.done.append(kind)
        self.outcome = outcome if kind in DECISIONS else self.outcome

    def _done(self, kind: Step) -> str | None:
        return None if kind in self.done else f"the step before it: {kind.label.lower()}"

    def _once(self, kind: Step) -> str | None:
        return WAITS if kind in self.done else None

    def _decided(self) -> str | None:
        return None if self.over else "a decision"
