"""Rows of a return held against the rows already stored: continued, or stopped where both cannot be true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.apps import apps

from kinkeeper.access.record import Record
from kinkeeper.chronology.tables import column_of, column_types, copy_out
from kinkeeper.returns.loading.sieve import Sieve, overlapping

OPEN = date.max


@dataclass(frozen=True, slots=True)
class Apart:
    """Rows alike in these columns never share a day, where `only` holds."""

    same: tuple[str, ...] = ()
    start: str = "started_on"
    end: str = "ended_on"


APART = {
    "care.CarePeriod": Apart(),
    "care.LegalStatusPeriod": Apart(),
    "care.Placement": Apart(),
    "care.DeprivationOfLiberty": Apart(),
    "protection.Plan": Apart(("kind",)),
    "workforce.Allocation": Apart(("role",)),
}
CLOSED_BY_THE_NEXT = frozenset(
    {"care.CarePeriod", "care.LegalStatusPeriod", "care.Placement", "workforce.Allocation"}
)
"""Of these one follows another, so what was left open ends where the next begins."""


def model_of(label: str) -> type[Record]:
    """The model of a label such as `care.Placement`."""
    model: type[Record] = apps.get_model(label)
    return model


def stored(label: str, people: Sequence[str]) -> pl.DataFrame:
    """Every stored row of these people, with all its columns."""
    model = model_of(label)
    types, names = column_types(model), column_of(model)
    chosen = ",".join(f'"{names[column]}"' for column in types)
    # Names of our own table and columns; the people are a parameter.
    query = f'SELECT {chosen} FROM "{model._meta.db_table}" WHERE person_id = ANY(%s::uuid[])'  # noqa: S608
    return copy_out(query, types, [list(people)])


def keep_apart(label: str, rows: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """The rows that overlap neither a stored row, which they are not, nor an earlier row of their own.

    A stored row left open that these files no longer hold is among them, ended.
    """
    if label == "care.MissingEpisode":
        return _one_away_at_a_time(rows, sieve)
    if label not in APART or rows.is_empty():
        return rows
    how = APART[label]
    others, rows = _others(label, rows), rows.with_row_index("_n")
    met = _meetings(rows, others, how)
    left_open = pl.col("_e").is_null() & (pl.col("_s") < pl.col(how.start))
    closed = met.filter(left_open & pl.lit(label in CLOSED_BY_THE_NEXT))
    clash = met.join(closed, on=["_n", "_id"], how="anti")["_n"].unique().to_list()
    rows = sieve.row(
        rows,
        pl.col("_n").is_in(clash),
        named=how.start,
        reason="it overlaps one already recorded that these files do not hold",
        do="If the recorded one is wrong, correct it first; then load the files again.",
    )
    ended = _ended(closed.filter(~pl.col("_n").is_in(clash)), others, how, sieve)
    again = overlapping(rows, ("person_id", *how.same), how.start, how.end)
    sieve.row(
        rows.filter(again),
        pl.lit(True),
        named=how.start,
        reason="it overlaps an earlier one of the same child",
    )
    kept = rows.filter(~again).drop("_n")
    return pl.concat(
        [kept, ended.select(c for c in kept.columns if c in ended.columns)], how="diagonal_relaxed"
    )


def _meetings(rows: pl.DataFrame, others: pl.DataFrame, how: Apart) -> pl.DataFrame:
    """Each pair of a row (`_n`) and a stored one (`_id`, `_s` to `_e`) that share a day."""
    theirs = others.select(
        "person_id",
        *how.same,
        pl.col("id").alias("_id"),
        pl.col(how.start).alias("_s"),
        pl.col(how.end).alias("_e"),
    )
    return rows.join(theirs, on=["person_id", *how.same], how="inner").filter(shares_a_day(how))


def _ended(closed: pl.DataFrame, others: pl.DataFrame, how: Apart, sieve: Sieve) -> pl.DataFrame:
    """Stored rows left open, ended where the first row that follows begins."""
    first = closed.sort(how.start).unique("_id", keep="first", maintain_order=True)
    sieve.told(
        first,
        named=how.start,
        reason="one recorded without an end is not in these files: it is ended where this one begins",
        do="Compare the two; correct the recorded end if it is another.",
    )
    ends = first.select(
        pl.col("_id").alias("id"), "child", "_file", "_row", pl.col(how.start).alias("_now")
    )
    return others.join(ends, on="id").with_columns(pl.col("_now").alias(how.end)).drop("_now")


def _others(label: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Stored rows of the same people that are none of these rows."""
    key = list(model_of(label).same_when)
    return stored(label, rows["person_id"].unique().to_list()).join(
        rows, on=key, how="anti", nulls_equal=True
    )


def shares_a_day(how: Apart) -> pl.Expr:
    """A row and a stored one, `_s` to `_e`, have a day in common."""
    start, end = pl.col(how.start), pl.col(how.end).fill_null(OPEN)
    other_end = pl.col("_e").fill_null(OPEN)
    return (start < end) & (pl.col("_s") < other_end) & (start < other_end) & (pl.col("_s") < end)


def _one_away_at_a_time(rows: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    if rows.is_empty():
        return rows
    others = _others("care.MissingEpisode", rows).filter(pl.col("returned_on").is_null())[
        "person_id"
    ]
    still = pl.col("returned_on").is_null()
    twice = still & pl.col("person_id").is_in(others.to_list())
    rows = sieve.row(
        rows,
        twice,
        named="MIS_END",
        reason="the child is recorded as missing already, since another day",
        do="Record the return from the earlier one first.",
    )
    again = rows.filter(still).filter(~pl.col("person_id").is_first_distinct())
    return sieve.row(
        rows,
        pl.struct("person_id", "started_on", "kind").is_in(
            again.select(pl.struct("person_id", "started_on", "kind")).to_series().to_list()
        )
        if again.height
        else pl.lit(False),
        named="MIS_END",
        reason="the child is missing already, since another day",
    )
