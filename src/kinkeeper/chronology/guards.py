"""What one part of the service holds up in another: asked before it is done, in its transaction.

Parts on one floor do not know each other. Who does something asks here; who holds it up says why.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from kinkeeper.access.turns import take_turn
from kinkeeper.kernel.errors import Refused

CLOSE_EPISODE = "close_episode"
CLOSE_BY_TEAM_MANAGER = "close_episode_by_team_manager"  # what only a head of service lets pass
END_WORK = "end_work_with_child"  # asked of the child: what goes on when a case of theirs closes
Holds = Callable[[UUID], Refused | None]
_HELD: dict[str, list[Holds]] = {}
_TURNS: dict[str, set[str]] = {}


def hold_up(what: str, why_not: Holds) -> None:
    """Have `why_not`, which says of a thing why this cannot be done to it, asked from now on."""
    held = _HELD.setdefault(what, [])
    if why_not not in held:
        held.append(why_not)


def in_turn_with(what: str, turn: str) -> None:
    """Have this wait, from now on, until whoever is at the person in that turn has committed."""
    _TURNS.setdefault(what, set()).add(turn)


def take_turns(what: str, person_id: UUID) -> None:
    """Wait for every turn of what may hold this up: asked after it, each guard tells the truth."""
    for turn in sorted(_TURNS.get(what, ())):
        take_turn(turn, person_id)


def held_up(what: str, thing_id: UUID) -> Refused | None:
    """The first reason why this cannot be done to the thing; None where nothing holds it up."""
    reasons = (why_not(thing_id) for why_not in _HELD.get(what, ()))
    return next((one for one in reasons if one), None)


def refuse_if_held_up(what: str, thing_id: UUID) -> None:
    """Raises Refused, saying what is missing, where somebody holds it up."""
    if reason := held_up(what, thing_id):
        raise reason
