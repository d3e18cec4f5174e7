"""How a form goes from a draft to what was approved: one line for every move, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import Refused


class Step(StrEnum):
    """What happened to a form; the last of them is how it stands."""

    BEGUN = "begun"
    SENT = "sent"  # signed by its author, for somebody else to approve
    RECORDED = "recorded"  # signed, where nobody has to approve
    RETURNED = "returned"
    APPROVED = "approved"
    DISCARDED = "discarded"

    @property
    def words(self) -> str:
        """How a form stands of which this was last."""
        return _WORDS[self]


_WORDS: Final = {
    Step.BEGUN: "Being written",
    Step.SENT: "Waiting for approval",
    Step.RECORDED: "Signed",
    Step.RETURNED: "Returned, being written again",
    Step.APPROVED: "Approved",
    Step.DISCARDED: "Discarded",
}
OPEN: Final = (Step.BEGUN, Step.RETURNED)  # answers may be written
DONE: Final = (Step.APPROVED, Step.RECORDED)  # it stands, and later forms may carry from it
OVER: Final = (*DONE, Step.DISCARDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that a guard reads of a form and of who asks. `number` counts the changes of its answers."""

    last: Step | None = None
    author: UUID | None = None
    by: UUID | None = None
    missing: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    number: int = 0
    seen: int = 0
    reason: str = ""
    needs_authorising: bool = True


Guard = Callable[[Standing], Refused | None]


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move: after which steps, by whom, and what has to hold."""

    step: Step
    after: tuple[Step | None, ...]
    needs: Permission
    guards: tuple[Guard, ...] = ()


def _whole(form: Standing) -> Refused | None:
    if not form.missing:
        return None
    return Refused(
        f"{len(form.missing)} questions that are asked for at signing are not answered yet: "
        f"{' '.join(form.missing)}",
        missing="answers",
        do="Answer them, or confirm or change what an earlier form said. Nobody can waive them.",
    )


def _settled(form: Standing) -> Refused | None:
    if not form.unsettled:
        return None
    return Refused(
        f"Two people wrote different answers to: {' '.join(form.unsettled)}",
        missing="one answer to each question",
        do="Open the question and choose; whoever writes in this form can.",
    )


def _as_seen(form: Standing) -> Refused | None:
    if form.seen == form.number:
        return None
    return Refused(
        "Somebody changed an answer since you read this form.",
        missing="a reading of the form as it is now",
        do="Read it again, then sign.",
    )


def _another(form: Standing) -> Refused | None:
    if form.by != form.author:
        return None
    return Refused(
        "You signed this form, so you cannot decide on it.",
        missing="a second person",
        who_can_waive="nobody",
        do="Ask another manager of this child's team, or the manager above.",
    )


def _because(form: Standing) -> Refused | None:
    if form.reason.strip():
        return None
    return Refused("A reason is needed.", missing="a reason", do="Say why.")


def _to_be_approved(form: Standing) -> Refused | None:
    if form.needs_authorising:
        return None
    return Refused("Nobody has to approve this form.", missing="a form that is approved")


def _final(form: Standing) -> Refused | None:
    if not form.needs_authorising:
        return None
    return Refused("This form has to be approved.", missing="approval", do="Send it.")


_WRITES, _DECIDES = Permission.RECORD_ASSESSMENT, Permission.AUTHORISE_ASSESSMENT
_SIGNING: Final = (_whole, _settled, _as_seen)
MOVES: Final[Mapping[Step, Move]] = {
    move.step: move
    for move in (
        Move(Step.BEGUN, (None,), _WRITES),
        Move(Step.SENT, OPEN, _WRITES, (_to_be_approved, *_SIGNING)),
        Move(Step.RECORDED, OPEN, _WRITES, (_final, *_SIGNING)),
        Move(Step.RETURNED, (Step.SENT,), _DECIDES, (_another, _because)),
        Move(Step.APPROVED, (Step.SENT,), _DECIDES, (_another,)),
        Move(Step.DISCARDED, OPEN, _DECIDES, (_because,)),
    )
}
_HOW_IT_STANDS: Final = {
    Step.SENT: ("It waits for approval, so nothing in it changes.", "Ask a manager to return it."),
    Step.APPROVED: ("It is approved, and stays as it is.", "Begin another form."),
    Step.RECORDED: ("It is signed, and stays as it is.", "Begin another form."),
    Step.DISCARDED: ("It was discarded.", "Begin another form."),
    Step.BEGUN: ("It is still being written.", "Ask its author to sign and send it."),
    Step.RETURNED: ("It was returned to its author.", "Ask its author to sign and send it."),
}


def why_not(step: Step, form: Standing) -> Refused | None:
    """What stands in the way of a move, and who can clear it; nothing where nothing does."""
    move = MOVES[step]
    if form.last not in move.after:
        return _elsewhere(form.last)
    found = (guard(form) for guard in move.guards)
    return next((refused for refused in found if refused is not None), None)


def why_not_write(last: Step | None) -> Refused | None:
    """What stands in the way of writing answers."""
    return None if last in OPEN else _elsewhere(last)


def _elsewhere(last: Step | None) -> Refused:
    if last is None:
        return Refused("This form has not been begun.", missing="a form", do="Begin it.")
    said, do = _HOW_IT_STANDS[last]
    return Refused(said, missing=f"a form that is not {last.value}", do=do)
