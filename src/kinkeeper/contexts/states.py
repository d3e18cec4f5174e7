"""How a context goes: opened, closed once nothing of its plan is left, opened again."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from kinkeeper.contexts.kinds import Step
from kinkeeper.kernel.errors import Refused

FOLLOWS: Final[Mapping[Step, tuple[Step | None, ...]]] = MappingProxyType(
    {
        Step.OPENED: (None,),
        Step.CLOSED: (Step.OPENED, Step.REOPENED),
        Step.REOPENED: (Step.CLOSED,),
    }
)


def is_open(taken: Sequence[Step]) -> bool:
    """Whether it is worked with."""
    return bool(taken) and taken[-1] is not Step.CLOSED


def check(kind: Step, taken: Sequence[Step], *, left: int) -> None:
    """Raises Refused, saying what is missing; `left` counts actions of the plan without an end."""
    last = taken[-1] if taken else None
    if last not in FOLLOWS[kind]:
        stands = "closed" if last is Step.CLOSED else "open"
        raise Refused(
            f"This context is {stands} already.",
            missing="a context that is closed" if stands == "open" else "a context that is open",
            do="Look at it again: somebody may have been quicker.",
        )
    if kind is Step.CLOSED and left:
        raise Refused(
            "Actions of its plan have no end yet.",
            missing="what came of every action of the plan",
            do="Say of each whether it was done or stopped, then close the context.",
        )


def check_open(taken: Sequence[Step]) -> None:
    """Raises Refused where nothing may be added, because the context is closed."""
    if not is_open(taken):
        raise Refused(
            "This context is closed.",
            missing="a context that is open",
            do="Open it again, with a reason, and add to it then.",
        )
