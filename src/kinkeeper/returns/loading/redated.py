"""Plans and conferences that a newer census dates otherwise than an earlier load did."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from kinkeeper.chronology.save import save
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.stored import Apart, model_of, shares_a_day, stored

ALIKE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "protection.Conference": ("held_on", ("person_id", "kind", "episode_id", "enquiry_id")),
    "protection.Plan": ("started_on", ("person_id", "kind", "episode_id")),
}
"""The date such a record is known by, and what makes two of another date the same one."""


def redate_stored(label: str, rows: pl.DataFrame, sieve: Sieve, *, by: Any) -> None:
    """What an earlier load recorded of the same referral under another date takes the newer date."""
    if label not in ALIKE or rows.is_empty():
        return
    on, _ = ALIKE[label]
    known = stored(label, rows["person_id"].unique().to_list())
    pairs = _pairs(label, rows, known)
    sieve.told(
        pairs,
        named=on,
        reason="it was recorded with another date: the recorded date is changed to this one",
        do="Nothing, if the newer return is right.",
    )
    model: Any = model_of(label)
    for identifier, day in pairs.select("_id", on).iter_rows():
        instance = model.objects.get(pk=identifier)
        was = getattr(instance, on)
        setattr(instance, on, day)
        save(instance, by=by)
        if label == "protection.Plan":
            _redate_first_category(identifier, was, day, by=by)


def _pairs(label: str, rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Each row not recorded yet with the one imported record, not among the rows, that it must be."""
    on, alike = ALIKE[label]
    key = list(model_of(label).same_when)
    end = pl.col("ended_on") if "ended_on" in known.columns else pl.lit(None, dtype=pl.Date)
    others = known.join(rows, on=key, how="anti").filter(pl.col("source") == "imported")
    theirs = others.select(*alike, pl.col("id", on).name.prefix("_"), end.alias("_e"))
    ours = rows.join(known, on=key, how="anti").with_row_index("_n")
    pairs = ours.join(theirs.rename({f"_{on}": "_s"}), on=list(alike), nulls_equal=True)
    if label == "protection.Plan":
        pairs = _free(pairs.filter(same_plan()), known)
    once = pairs.sort("_s").unique("_n", keep="last", maintain_order=True)
    return once.unique("_id", keep="first", maintain_order=True)


def same_plan(start: str = "started_on", end: str = "ended_on") -> pl.Expr:
    """Two plans of one referral are one when they share a day and the earlier told no other end."""
    same_end = pl.col("_e").is_null() | (pl.col("_e") == pl.col(end))
    return shares_a_day(Apart(start=start, end=end)) & same_end


def _free(pairs: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The pairs of which no third plan of the child is in the way."""
    third = known.select(
        "person_id",
        "kind",
        pl.col("id").alias("_third"),
        pl.col("started_on").alias("_s"),
        pl.col("ended_on").alias("_e"),
    )
    met = pairs.drop("_s", "_e").join(third, on=["person_id", "kind"])
    in_the_way = met.filter((pl.col("_third") != pl.col("_id")) & shares_a_day(Apart()))
    return pairs.join(in_the_way.select("_id"), on="_id", how="anti")


def _redate_first_category(plan: str, was: object, day: object, *, by: Any) -> None:
    """A category that began with its plan begins with it still."""
    model: Any = model_of("protection.AbuseCategoryPeriod")
    for category in model.objects.filter(plan_id=plan, started_on=was):
        category.started_on = day
        save(category, by=by)
