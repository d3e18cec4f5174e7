"""What of the prepared tables rests on one column, so that it can be taken away with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinkeeper.law.returns.view import LAST, Prepared

_EPISODES: Final = "Episodes"
_CONTINUITY: Final = frozenset({"DECOM", "DEC", "RNE", "REC", "LS"})
_CARE: Final = frozenset({"care", "care.start:on", "care.end:on"})
_OUTSIDE: Final = ("previous.", "next.")
# What `derive` works out of a column of the episodes, beside its date, its validity, its neighbours.
_OF_EPISODES: Final[Mapping[str, frozenset[str]]] = {
    "DECOM": _CARE | {"has_previous", "has_next", "earliest", "latest"},
    "DEC": _CARE,
    "HOME_POST": frozenset({"PL_DISTANCE", "home.known"}),
    "PL_POST": frozenset({"PL_LA", "PL_LOCATION", "PL_DISTANCE", "place.known"}),
    "URN": frozenset(
        {"setting.known", "setting.postcode", "setting.authority", "setting.ended:on",
         "setting.place", "setting.provider"}
    ),
    "PLACE": frozenset({"setting.place"}),
    "PLACE_PROVIDER": frozenset({"setting.provider"}),
}  # fmt: skip


def without(prepared: Prepared, table: str, column: str) -> Prepared:
    """The tables without a column of one of them, and without all that is worked out of it."""
    left = dict(prepared)
    if table in left:
        gone = {name for name in left[table].columns if _rests_on(name, table, column)}
        left[table] = left[table].drop(gone)
    if table == _EPISODES and column in _CONTINUITY:
        left = {name: rows.drop("continuous", strict=False) for name, rows in left.items()}
    return left


def _rests_on(name: str, table: str, column: str) -> bool:
    neighbour = name.startswith(_OUTSIDE)
    own = name.removeprefix("previous.").removeprefix("next.")
    if own == column or own.startswith(f"{column}:"):
        return True
    if table.removesuffix(LAST) != _EPISODES:
        return False
    return own in _OF_EPISODES.get(column, ()) or (neighbour and column == "DECOM")
