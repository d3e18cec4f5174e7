"""What real records lack: where a child lived for a time, what kind of place it was, why something ended.

Each gap has a rate, chosen here: nobody publishes what records do not hold. A clean city has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from kinkeeper.city.chance import Chance, Floats, Points, lowest, spread
from kinkeeper.law.returns.ssda903.kinds import FOR_ADOPTION

Frames = dict[str, pl.DataFrame]
CARES, PLACES, STATUSES = "care.CarePeriod", "care.Placement", "care.LegalStatusPeriod"
CASES, PEOPLE = "frontdoor.HelpEpisode", "people.Person"
SERIES = ("V3", "V4")  # of short breaks: nobody looks there for where a child lives
LATE_BY: Points = {0.0: 2, 0.6: 12, 1.0: 45}  # days nobody recorded, before what was recorded late
ADOPTION = {
    CARES: ("cease_reason", ("E11", "E12")),
    PLACES: ("kind", FOR_ADOPTION),
    CASES: ("closure_reason", ("RC1",)),
}
NOT_YET, A_YEAR = 56, 365  # days within which something may still be to be recorded
JUST_ENDED = 42
# A record lacks something that many times as often of a small child, and again of one under an order.
SMALL, ORDERS, AS_OFTEN = 7 * 365, ("C1", "C2", "E1"), 4

OPEN = pl.col("ended_on").is_null()
AFTER_ANOTHER, BEFORE_ANOTHER = pl.col("_before"), pl.col("_after")
LASTED = (pl.col("ended_on").fill_null(pl.col("_last")) - pl.col("started_on")).dt.total_days()
BEGUN = (pl.col("_last") - pl.col("started_on")).dt.total_days()  # days ago
ENDED = (pl.col("_last") - pl.col("ended_on")).dt.total_days()
UNPLACED = ~OPEN & pl.col("_unplaced")  # nobody knows where the child lived when care ended
TOGETHER = pl.col("_together")  # the day a case closed is the day care ended, nobody knows why


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: in which rows of a model it may come, in what share of them, and what it leaves of those."""

    name: str
    model: str
    share: float
    where: pl.Expr
    leaves: Callable[[Chance, pl.DataFrame], pl.DataFrame]


def leave(chance: Chance, frames: Mapping[str, pl.DataFrame], last: int) -> Frames:
    """The frames with gaps, in the share of the rows that each may come in, and in one at the least."""
    kept = dict(frames)
    for gap in GAPS:
        kept[gap.model] = _with(chance, gap, kept, last)
    return kept


def _with(chance: Chance, gap: Gap, frames: Frames, last: int) -> pl.DataFrame:
    rows = frames[gap.model].with_row_index("_n")
    may = _seen(rows, frames, last).filter(gap.where & ~_of_adoption(gap.model))
    scores = chance.uniform(f"gap: {gap.name}", len(may)) / _weights(may, frames)
    whose = may["_n"].gather(lowest(scores, max(1, round(gap.share * len(may)))))
    theirs = pl.col("_n").is_in(whose.implode())
    left = gap.leaves(chance, rows.filter(theirs))
    return pl.concat([rows.filter(~theirs), left]).sort("_n").drop("_n")


def _of_adoption(model: str) -> pl.Expr:
    """What the mask keeps back anyway: a gap there would hide among nothing."""
    column, codes = ADOPTION.get(model, (None, ()))
    return pl.col(column).is_in(codes).fill_null(value=False) if column else pl.lit(value=False)


def _weights(rows: pl.DataFrame, frames: Frames) -> Floats:
    """How much oftener something is lacking in each: of those like children who are adopted."""
    born = frames[PEOPLE].select(person_id="id", _born="born_on")
    ordered = frames[STATUSES].filter(pl.col("code").is_in(ORDERS)).select("person_id").unique()
    begun = pl.col("started_on" if "started_on" in rows.columns else "referred_on")
    small = (begun - pl.col("_born")).dt.total_days() < SMALL
    weighed = (
        rows.join(born, on="person_id", how="left", maintain_order="left")
        .join(ordered.with_columns(_by=pl.lit(value=True)), on="person_id", how="left", maintain_order="left")
        .select(
            pl.when(small).then(AS_OFTEN).otherwise(1)
            * pl.when(pl.col("_by").fill_null(value=False)).then(AS_OFTEN).otherwise(1)
        )
    )  # fmt: skip
    return np.asarray(weighed.to_series().to_numpy(), dtype=np.float64)


def _seen(rows: pl.DataFrame, frames: Frames, last: int) -> pl.DataFrame:
    """The rows with the last day and, of one care, whether there are others before and after each."""
    told = rows.with_columns(_last=pl.lit(last, dtype=pl.Int32).cast(pl.Date))
    if "closed_on" in rows.columns:
        untold = frames[CARES].filter(~OPEN & pl.col("cease_reason").is_null())
        days = untold.select(
            "person_id", closed_on="ended_on", _together=pl.lit(value=True)
        ).unique()
        return told.join(days, on=["person_id", "closed_on"], how="left", maintain_order="left")
    if "cease_reason" in rows.columns:
        placed = frames[PLACES].select(
            id="care_period_id", ended_on="ended_on", _placed=pl.lit(value=True)
        )
        last_known = told.join(
            placed.unique(), on=["id", "ended_on"], how="left", maintain_order="left"
        )
        return last_known.with_columns(_unplaced=pl.col("_placed").is_null()).drop("_placed")
    if "care_period_id" not in rows.columns:
        return told
    series = frames[STATUSES].filter(pl.col("code").is_in(SERIES))["care_period_id"]
    number = pl.col("started_on").rank("ordinal").over("care_period_id")
    return told.with_columns(
        _before=number > 1, _after=number < pl.len().over("care_period_id")
    ).filter(~pl.col("care_period_id").is_in(series.implode()))


def _nothing(_: Chance, rows: pl.DataFrame) -> pl.DataFrame:
    """The row is not there."""
    return rows.clear()


def _without(*columns: str) -> Callable[[Chance, pl.DataFrame], pl.DataFrame]:
    """The row is there, and these of it are not known."""
    return lambda _, rows: rows.with_columns(pl.lit(None).alias(one) for one in columns)


def _late(chance: Chance, rows: pl.DataFrame) -> pl.DataFrame:
    """Recorded from a later day than it began."""
    days = pl.Series("_days", spread(chance.uniform("gap: late by", len(rows)), LATE_BY))
    later = pl.col("started_on") + pl.duration(days="_days")
    return rows.with_columns(days).with_columns(later).drop("_days")


SOON = OPEN & (BEGUN < NOT_YET)
LONG = LASTED.gt(max(LATE_BY.values()))
GAPS = (
    Gap("placement not recorded", PLACES, 0.012, AFTER_ANOTHER & BEFORE_ANOTHER, _nothing),
    Gap("placement recorded from a later day", PLACES, 0.02, AFTER_ANOTHER & LONG, _late),
    Gap("last placement not recorded", PLACES, 0.12, ~BEFORE_ANOTHER & ~OPEN, _nothing),
    Gap("placement to be recorded", PLACES, 0.1, SOON, _nothing),
    Gap("placement of the year not recorded", PLACES, 0.03, OPEN & (BEGUN < A_YEAR) & ~SOON, _nothing),
    Gap("kind of placement not known", PLACES, 0.01, pl.col("kind").is_not_null(),
        _without("kind", "provider_kind", "provider_urn")),
    Gap("reason for a move not known", PLACES, 0.03, pl.col("change_reason").is_not_null(),
        _without("change_reason")),
    Gap("status recorded from a later day", STATUSES, 0.01, AFTER_ANOTHER & LONG, _late),
    Gap("status to be recorded", STATUSES, 0.1, SOON, _nothing),
    Gap("reason care ended not known", CARES, 0.05, ~OPEN, _without("cease_reason")),
    Gap("reason care ended to be recorded", CARES, 0.2, ~OPEN & (ENDED < JUST_ENDED),
        _without("cease_reason")),
    Gap("reason care ended and last placement not known", CARES, 0.7,
        UNPLACED & pl.col("cease_reason").is_not_null(), _without("cease_reason")),
    Gap("reason a case closed not known", CASES, 0.01, pl.col("closure_reason").is_not_null(),
        _without("closure_reason")),
    Gap("reasons care and case ended not known", CASES, 0.6,
        TOGETHER & pl.col("closure_reason").is_not_null(), _without("closure_reason")),
)  # fmt: skip
