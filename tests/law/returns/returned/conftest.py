"""Records of a few children, a line each."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from kinkeeper.law.returns.recorded import RECORDED, nothing_recorded

Make = Callable[..., dict[str, pl.DataFrame]]
Rows = list[Mapping[str, Any]]
BORN = date(2010, 6, 1)


@pytest.fixture
def records() -> Make:
    """Records by kind, each a mapping of what it says; ids and the person are filled in."""

    def make(**told: Rows) -> dict[str, pl.DataFrame]:
        frames = nothing_recorded()
        people: Rows = [{"id": "p1", "kind": "child", "sex": "F", "born_on": BORN}]
        numbered: Rows = [{"kind": "la_child_id", "issuer": "", "value": "A1"}]
        every: dict[str, Rows] = {
            "people_Person": people,
            "people_PersonIdentifier": numbered,
            **told,
        }
        for name, rows in every.items():
            kind = name.replace("_", ".")
            frames[kind] = pl.DataFrame(
                [_filled(kind, row, n) for n, row in enumerate(rows, 1)],
                schema=dict(RECORDED[kind]),
            )
        return frames

    return make


def _filled(kind: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    given = {
        "id": f"{kind} {number}",
        "person_id": "p1",
        "care_period_id": "c1",
        "start_known": True,
    }
    both = given | dict(row)
    return {name: _day(both.get(name)) for name in RECORDED[kind]}


def _day(value: Any) -> Any:
    """Text that is a date is that date."""
    if isinstance(value, str) and len(value) == 10 and value[4] == "-":
        return date.fromisoformat(value)
    return value
