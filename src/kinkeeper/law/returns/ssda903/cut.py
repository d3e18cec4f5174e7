"""Cuts SSDA903 episodes from three timelines: the care, the legal status and the placement.

A care period is cut wherever either of the two others begins anew. The reason an episode begins is
told from which of them did, and from whether the carers came along; an episode lasts until the next
begins, or until what it is made of ends.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.returns.recorded import Recorded, lasting
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS

CONTINUES: Final = "X1"
_CARE, _ON = "care_period_id", "started_on"
_IDS: Final = ("care_period_id", "placement_id", "legal_status_id")
_UNTOLD_OF_SHORT_BREAKS: Final = ("HOME_POST", "PL_POST", "URN")


def episodes(recorded: Recorded, year: Period) -> pl.DataFrame:
    """The episodes of which a day lies in the year, as its last day saw them; `person_id` is kept."""
    every = every_episode(recorded)
    here = lasting(every, year.start, year.end, start="DECOM", end="DEC")
    ended = pl.col("DEC") <= year.end
    return here.with_columns(
        pl.when(ended).then(name).alias(name) for name in ("REC", "REASON_PLACE_CHANGE", "DEC")
    )


def every_episode(recorded: Recorded) -> pl.DataFrame:
    """Every episode of care there ever was, in order for each child, with what it was cut from."""
    cut = _beside(_starts(recorded), _legal(recorded), "_law_ends")
    cut = _beside(cut, _places(recorded), "_place_ends")
    cut = cut.sort("person_id", _ON).with_columns(_next=pl.col(_ON).shift(-1).over(_CARE))
    ends = pl.min_horizontal("_next", "_law_ends", "_place_ends", "_ended")
    return _told(cut.with_columns(DEC=ends))


def _starts(recorded: Recorded) -> pl.DataFrame:
    """Each day on which a care period begins or is cut, with what is told of the whole period."""
    care = recorded["care.CarePeriod"].select(
        "person_id", _begun=_ON, _ended="ended_on", _known="start_known", _why="cease_reason",
        CIN="primary_need", care_period_id="id",
    )  # fmt: skip
    days = [recorded[kind].select(_CARE, _ON) for kind in _TIMELINES]
    days.append(care.select(_CARE, started_on="_begun"))
    cuts = pl.concat(days).unique().join(care, on=_CARE)
    after = (pl.col(_ON) > pl.col("_ended")).fill_null(value=False)
    return cuts.filter((pl.col(_ON) >= pl.col("_begun")) & ~after)


_TIMELINES: Final = ("care.LegalStatusPeriod", "care.Placement")


def _legal(recorded: Recorded) -> pl.DataFrame:
    return recorded["care.LegalStatusPeriod"].select(
        _CARE,
        _ON,
        legal_status_id="id",
        LS="code",
        _law=_ON,
        _law_known="start_known",
        _law_ends="ended_on",
    )


def _places(recorded: Recorded) -> pl.DataFrame:
    return recorded["care.Placement"].select(
        _CARE, _ON, placement_id="id", PLACE="kind", PLACE_PROVIDER="provider_kind",
        HOME_POST="home_postcode", PL_POST="postcode", URN="provider_urn", _leaves="change_reason",
        _came_along="same_carers", _place=_ON, _place_known="start_known", _place_ends="ended_on",
    )  # fmt: skip


def _beside(cuts: pl.DataFrame, timeline: pl.DataFrame, ends: str) -> pl.DataFrame:
    """Each cut with what was in force on its day, of one timeline; nothing where it had ended."""
    lines = timeline.sort(_ON)
    joined = cuts.sort(_ON).join_asof(lines, on=_ON, by=_CARE, check_sortedness=False)
    own = [name for name in timeline.columns if name not in (_CARE, _ON)]
    begun = next(name for name in own if name in ("_law", "_place"))
    over = (pl.col(ends) <= pl.col(_ON)) & (pl.col(begun) < pl.col(_ON))
    held = ~over.fill_null(value=False)
    return joined.with_columns(pl.when(held).then(name).alias(name) for name in own)


def _told(cut: pl.DataFrame) -> pl.DataFrame:
    """The columns of the return: why each episode began, why it ended, why the child moved."""
    ends_care = (pl.col("DEC") == pl.col("_ended")) & pl.col("_next").is_null()
    rec = pl.when(ends_care).then("_why").when(pl.col("DEC").is_not_null()).then(pl.lit(CONTINUES))
    broken = pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False)
    rows = cut.with_columns(
        pl.when(~broken).then(name).alias(name) for name in _UNTOLD_OF_SHORT_BREAKS
    )
    return rows.select(
        "person_id", *_IDS, "LS", "CIN", "PLACE", "PLACE_PROVIDER", "HOME_POST", "PL_POST", "URN",
        "DEC", DECOM=_ON, RNE=_why_it_began(), REC=rec,
        REASON_PLACE_CHANGE=pl.when(pl.col("DEC") == pl.col("_place_ends")).then("_leaves"),
    )  # fmt: skip


def _why_it_began() -> pl.Expr:
    """S, or what changed on the day; null where care was under way and what changed is not known."""
    first = pl.col(_ON) == pl.col("_begun")
    changed = (pl.col("_law") == pl.col(_ON)) & (pl.col("_law_known") | ~first)
    moved = (pl.col("_place") == pl.col(_ON)) & (pl.col("_place_known") | ~first)
    changed, moved = changed.fill_null(value=False), moved.fill_null(value=False)
    together = pl.col("_came_along").fill_null(value=False)
    return (
        pl.when(first & pl.col("_known")).then(pl.lit("S"))
        .when(moved & changed).then(pl.when(together).then(pl.lit("U")).otherwise(pl.lit("B")))
        .when(moved).then(pl.when(together).then(pl.lit("T")).otherwise(pl.lit("P")))
        .when(changed).then(pl.lit("L"))
    )  # fmt: skip
