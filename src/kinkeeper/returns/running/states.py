"""How a run may go: one line for every state, with those that may follow."""

from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.returns.course import Course
from kinkeeper.returns.models import ReturnRun, RunPart, RunState

_Kind = RunState.Kind
CHECKING: Final = Course(
    name="check",
    model=ReturnRun,
    state=RunState,
    moves={
        "": (_Kind.WAITING,),
        _Kind.WAITING: (_Kind.WORKING, _Kind.FAILED),
        # again after a crash
        _Kind.WORKING: (_Kind.WORKING, _Kind.DONE, _Kind.REFUSED, _Kind.FAILED),
    },
    verb="returns.check",
    needs=Permission.PREPARE_RETURN,
    remove=lambda run: RunPart.objects.filter(file__run=run).delete(),
)
MOVES = CHECKING.moves
state_of, is_over, move = CHECKING.state_of, CHECKING.is_over, CHECKING.move
