"""How a load may go: one line for every state, with those that may follow."""

from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.returns.course import Course
from kinkeeper.returns.models import Load, LoadState, SentFile

_Kind = LoadState.Kind
LOADING: Final = Course(
    name="load",
    model=Load,
    state=LoadState,
    moves={
        "": (_Kind.WAITING, _Kind.LOADED),  # the command line loads at once
        _Kind.WAITING: (_Kind.WORKING, _Kind.FAILED),
        # again after a crash
        _Kind.WORKING: (_Kind.WORKING, _Kind.LOADED, _Kind.REFUSED, _Kind.FAILED),
    },
    verb="returns.load",
    needs=Permission.LOAD_FILES,
    remove=lambda load: SentFile.objects.filter(load=load).delete(),
)
MOVES = LOADING.moves
state_of, is_over, move = LOADING.state_of, LOADING.is_over, LOADING.move
