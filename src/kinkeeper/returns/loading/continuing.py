"""Timelines that began before the years at hand, or that a newer return dates otherwise."""

from typing import Any

import polars as pl

from kinkeeper.chronology.save import save
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.stored import Apart, model_of, shares_a_day, stored

SAME = {
    "care.CarePeriod": (),
    "care.LegalStatusPeriod": ("code",),
    "care.Placement": ("kind", "postcode"),
}
"""Timelines whose rows may have begun before the years at hand, and what makes two rows the same one."""


def continue_stored(label: str, rows: pl.DataFrame, sieve: Sieve, *, by: Any) -> pl.DataFrame:
    """Rows that are the same as a stored one of another start; `_was` is the start the files tell.

    Where these files do not know the start, the recorded one is used. Where they do, what is
    recorded is moved, by a revision, to the start they tell.
    """
    rows = rows.with_columns(pl.col("started_on").alias("_was"))
    if label not in SAME or rows.is_empty():
        return rows
    known = stored(label, rows["person_id"].unique().to_list())
    numbered = rows.with_row_index("_n")
    pairs = _pairs(label, numbered, known)
    began_before = ~pl.col("start_known") & (pl.col("_s") < pl.col("started_on"))
    _move(label, pairs.filter(~began_before), known, sieve, by=by)
    earlier = pairs.filter(began_before).select("_n", "_s", "_k")
    joined = numbered.join(earlier, on="_n", how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("_s", "started_on").alias("started_on"),
        pl.coalesce("_k", "start_known").alias("start_known"),
    ).drop("_n", "_s", "_k")


def _pairs(label: str, rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Each row with the one stored row it may be: alike, sharing a day, and neither known by its key."""
    key = ["person_id", "started_on"]
    theirs = known.join(rows, on=key, how="anti").select(
        "person_id",
        *SAME[label],
        pl.col("id").alias("_id"),
        pl.col("started_on").alias("_s"),
        pl.col("ended_on").alias("_e"),
        pl.col("start_known").alias("_k"),
    )
    alike = rows.join(known, on=key, how="anti").join(
        theirs, on=["person_id", *SAME[label]], how="inner", nulls_equal=True
    )
    met = alike.filter(shares_a_day(Apart())).sort("_s")
    once = met.unique("_n", keep="last", maintain_order=True)
    return once.unique("_id", keep="first", maintain_order=True)


def _move(label: str, pairs: pl.DataFrame, known: pl.DataFrame, sieve: Sieve, *, by: Any) -> None:
    """Stored rows dated otherwise take the start these files tell, where nothing else is in the way."""
    same_end = pl.col("_e").is_null() | (pl.col("_e") == pl.col("ended_on"))
    meant = pairs.filter(~pl.col("_k") | same_end)
    others = known.select(
        "person_id",
        pl.col("id").alias("_other"),
        pl.col("started_on").alias("_os"),
        pl.col("ended_on").alias("_oe"),
    )
    in_the_way = meant.join(others, on="person_id").filter(
        (pl.col("_other") != pl.col("_id"))
        & (pl.col("_os") < pl.col("_s"))
        & (pl.col("_oe").is_null() | (pl.col("_oe") > pl.col("started_on")))
    )
    free = meant.join(in_the_way.select("_id"), on="_id", how="anti")
    sieve.told(
        free.filter("_k"),
        named="started_on",
        reason="it was recorded with another start: the recorded start is changed to this one",
        do="Nothing, if the newer return is right.",
    )
    model: Any = model_of(label)
    for identifier, start, start_known in free.select(
        "_id", "started_on", "start_known"
    ).iter_rows():
        instance = model.objects.get(pk=identifier)
        instance.started_on, instance.start_known = start, start_known
        save(instance, by=by)
