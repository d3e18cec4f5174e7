"""How a load may go: one line for every state, with those that may follow."""

from typing import Final

from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import Refused
from kinkeeper.returns.models import Load, LoadState

_Kind = LoadState.Kind
MOVES: Final = {
    "": (_Kind.WAITING, _Kind.LOADED),  # the command line loads at once
    _Kind.WAITING: (_Kind.WORKING, _Kind.FAILED),
    _Kind.WORKING: (
        _Kind.WORKING,
        _Kind.LOADED,
        _Kind.REFUSED,
        _Kind.FAILED,
    ),  # again after a crash
}


def state_of(load: Load) -> str:
    """The state a load is in; nothing for one that has none yet."""
    last = load.states.order_by("-id").first()
    return last.state if last else ""


def is_over(load: Load) -> bool:
    """Whether nothing more will become of it."""
    return state_of(load) in LoadState.ENDS


def move(
    load: Load, to: LoadState.Kind, *, by: Asker | None = None, reason: str = "", to_do: str = ""
) -> LoadState:
    """Add the state a load is in from now on, or refuse: it holds the load until the transaction ends."""
    locked = Load.objects.select_for_update().get(pk=load.pk)
    now_in = state_of(locked)
    if to not in MOVES.get(now_in, ()):
        raise Refused(f"A load that is {now_in or 'new'} cannot become {to}.", missing=to)
    return LoadState.objects.create(
        load=locked, state=to, by=by.pk if by else None, reason=reason, to_do=to_do
    )
