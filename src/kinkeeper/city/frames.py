"""From columns of numbers to the frames of records: ids, dates, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from kinkeeper.city.chance import Chance, Ints
from kinkeeper.city.days import NONE
from kinkeeper.kernel.ids import uuid7s_from

A_DAY = 86_400_000  # milliseconds
EIGHT, TEN_HOURS = 28_800_000, 36_000_000


def new_ids(chance: Chance, label: str, on: Ints) -> pl.Series:
    """An id for each row, of its day and of its table's own chance; never two alike."""
    rng = chance.of(f"id: {label}")
    moments = (on * A_DAY + EIGHT + rng.integers(0, TEN_HOURS, len(on))).astype(np.uint64)
    numbers = rng.integers(0, 2**63, len(on), dtype=np.uint64)
    return pl.Series("id", uuid7s_from(moments, numbers), dtype=pl.String)


def dates(numbers: Ints) -> pl.Series:
    """Days as dates; NONE is null."""
    days = pl.Series(numbers.astype(np.int64))
    return days.set(days == NONE, None).cast(pl.Int32).cast(pl.Date)


def chosen(places: Ints, things: Sequence[str] | pl.Series) -> pl.Series:
    """The thing at each place; NONE is null."""
    table = things if isinstance(things, pl.Series) else pl.Series(list(things), dtype=pl.String)
    index = pl.Series(places.astype(np.int64))
    return table.gather(index.set(index == NONE, None).cast(pl.UInt32))


def until(numbers: Ints, last: int) -> Ints:
    """Days that are still to come have not happened."""
    return np.where(numbers > last, NONE, numbers)


def frame(**columns: pl.Series | Ints | str | int | bool | None) -> pl.DataFrame:
    """A frame of series and of values that hold for every row."""
    whole: Mapping[str, pl.Series] = {
        name: one.alias(name) if isinstance(one, pl.Series) else pl.Series(name, one)
        for name, one in columns.items()
        if isinstance(one, pl.Series | np.ndarray)
    }
    constant = {n: one for n, one in columns.items() if n not in whole}
    made = pl.DataFrame(dict(whole))
    return made.with_columns(**{n: _constant(one) for n, one in constant.items()}).select(*columns)


def _constant(value: object) -> pl.Expr:
    return pl.lit(value, dtype=pl.String if value is None else None)
