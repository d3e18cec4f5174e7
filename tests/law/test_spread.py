"""How evenly something is spread: who carries nothing is not among them."""

from dataclasses import replace

import polars as pl
import pytest

from kinkeeper.law.indicators import CASELOAD
from kinkeeper.law.records import Records
from kinkeeper.law.spread import carried, spread_of
from kinkeeper.law.vocabulary import BadDeclarationError

HELD = pl.DataFrame(
    {
        "worker": ["a", "a", "a", "b", "c", None],
        "role": ["lead", "lead", "lead", "lead", "iro", "lead"],
        "ended_on": pl.Series([None] * 6, dtype=pl.Date),
        "team": ["north", "north", "north", "south", "south", "south"],
    }
)


def test_the_numbers_of_a_spread() -> None:
    """Four children with two workers: from one to three."""
    rows = carried(CASELOAD, Records({"allocations": HELD}))
    found = spread_of(rows, "worker").row(0, named=True)
    assert (found["numerator"], found["denominator"]) == (4, 2)
    assert (found["low"], found["middle"], found["high"]) == (1.0, 2.0, 3.0)


def test_a_spread_by_team() -> None:
    """Each team has its own."""
    rows = carried(CASELOAD, Records({"allocations": HELD}))
    found = spread_of(rows, "worker", ("team",)).sort("team").select("team", "numerator").rows()
    assert found == [("north", 3), ("south", 1)]


def test_without_records_it_says_why() -> None:
    """Not a spread of nothing."""
    assert CASELOAD.why_not(Records({})) == "There are no records of allocations."


@pytest.mark.parametrize("wrong", [{"id": ""}, {"each": ""}, {"check": "X"}])
def test_refuses_a_bad_declaration(wrong: dict[str, object]) -> None:
    """A spread without a name, a carrier or a mark cannot be built."""
    with pytest.raises(BadDeclarationError):
        replace(CASELOAD, **wrong)  # type: ignore[arg-type]
