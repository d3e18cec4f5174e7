"""How a run may go: one line for every state, with those that may follow."""

from typing import Final

from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import Refused
from kinkeeper.returns.models import ReturnRun, RunState

_Kind = RunState.Kind
MOVES: Final = {
    "": (_Kind.WAITING,),
    _Kind.WAITING: (_Kind.WORKING, _Kind.FAILED),
    _Kind.WORKING: (_Kind.WORKING, _Kind.DONE, _Kind.REFUSED, _Kind.FAILED),  # again after a crash
}


def state_of(run: ReturnRun) -> str:
    """The state a run is in; nothing for one that has none yet."""
    last = run.states.order_by("-id").first()
    return last.state if last else ""


def is_over(run: ReturnRun) -> bool:
    """Whether nothing more will become of it."""
    return state_of(run) in RunState.ENDS


def move(
    run: ReturnRun, to: RunState.Kind, *, by: Asker | None = None, reason: str = "", to_do: str = ""
) -> RunState:
    """Add the state a run is in from now on, or refuse: it holds the run until the transaction ends."""
    locked = ReturnRun.objects.select_for_update().get(pk=run.pk)
    now_in = state_of(locked)
    if to not in MOVES.get(now_in, ()):
        raise Refused(f"A check that is {now_in or 'new'} cannot become {to}.", missing=to)
    return RunState.objects.create(
        run=locked, state=to, by=by.pk if by else None, reason=reason, to_do=to_do
    )
