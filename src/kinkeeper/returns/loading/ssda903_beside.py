"""The SSDA903 tables beside the episodes: reviews, health, missing, adoption, leaving care, workers."""

import polars as pl

from kinkeeper.law.returns.ssda903.read import YEAR
from kinkeeper.returns.loading.rows import CHILD, Rows
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.ssda903_adoption import adoptions
from kinkeeper.returns.loading.ssda903_shared import (
    NO_DAY,
    PLACE,
    Frames,
    dated,
    latest,
    once_a_year,
)
from kinkeeper.returns.loading.ssda903_yearly import contacts, health_checks, wellbeing


def build(
    frames: Frames, periods: pl.DataFrame, births: pl.DataFrame, sieves: dict[str, Sieve]
) -> tuple[Rows, ...]:
    """Rows of every model that is not cut from the episodes."""
    questionnaires = once_a_year(frames["OC2"], sieves["OC2"])
    allocations = _allocations(frames["SWEpisodes"], sieves["SWEpisodes"])
    return (
        Rows("people.ImmigrationPeriod", "UASC", _unaccompanied(frames["UASC"], sieves["UASC"])),
        Rows(
            "care.MissingEpisode", "Missing", _missing(frames["Missing"], births, sieves["Missing"])
        ),
        Rows("care.DeprivationOfLiberty", "DoLo", _deprivation(frames["DoLo"], sieves["DoLo"])),
        Rows("care.AdoptionCase", "AD1", adoptions(frames, births, sieves)),
        Rows("care.HealthCheck", "OC2", health_checks(questionnaires)),
        Rows("care.WellbeingRecord", "OC2", wellbeing(questionnaires, sieves["OC2"])),
        Rows("care.LeavingCareContact", "OC3", contacts(frames["OC3"], sieves["OC3"])),
        Rows("workforce.Worker", "SWEpisodes", _workers(allocations)),
        Rows("workforce.Allocation", "SWEpisodes", allocations),
        Rows("reviews.Review", "Reviews", _reviews(frames["Reviews"], periods, sieves["Reviews"])),
    )


def with_permanence(periods: pl.DataFrame, frames: Frames, sieve: Sieve) -> pl.DataFrame:
    """Care periods with what came before them, told in the year they began."""
    told = once_a_year(frames["PrevPerm"], sieve)
    told = told.filter(pl.any_horizontal(pl.col("PREV_PERM", "LA_PERM", "DATE_PERM").is_not_null()))
    began = pl.col("started_on").dt.year() + (pl.col("started_on").dt.month() >= 4).cast(pl.Int32)
    dated = periods.with_columns(began.cast(pl.Int32).alias(YEAR))
    homeless = told.join(dated, on=[CHILD, YEAR], how="anti")
    sieve.row(
        homeless,
        pl.lit(True),
        named="PREV_PERM",
        reason="no care period of this child begins in that year",
        do="Look for the episode that starts care in that year, or remove the row.",
    )
    parts = [
        part.str.zfill(2)
        for part in (pl.col("DATE_PERM").str.split("/").list.get(n) for n in (0, 1))
    ]
    on_text = pl.concat_str(*parts, pl.col("DATE_PERM").str.split("/").list.get(2), separator="/")
    return dated.join(
        told.select(
            CHILD,
            YEAR,
            pl.col("PREV_PERM").alias("previous_permanence"),
            pl.col("LA_PERM").alias("previous_permanence_la"),
            on_text.alias("previous_permanence_on_text"),
        ),
        on=[CHILD, YEAR],
        how="left",
        maintain_order="left",
    ).drop(YEAR)


def _unaccompanied(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = latest(once_a_year(frame, sieve), CHILD)
    return rows.select(
        *PLACE,
        pl.lit("UASC").alias("status"),
        NO_DAY.alias("started_on"),
        pl.col("DUC").alias("ended_on"),
    )


def _missing(frame: pl.DataFrame, births: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = dated(frame, sieve, "MIS_START", "MIS_END", said="the return is")
    rows = rows.join(births, on=CHILD, how="left", maintain_order="left")
    rows = sieve.row(
        rows,
        pl.col("MIS_START") < pl.col("born_on"),
        named="MIS_START",
        reason="it starts before the birth",
    )
    rows = sieve.row(
        rows,
        pl.col("MISSING").is_null(),
        named="MISSING",
        reason="whether the child was missing or away is not told",
    )
    still = pl.col("MIS_END").is_null()
    superseded = still & (pl.col("MIS_START") < pl.when(still).then("MIS_START").max().over(CHILD))
    rows = sieve.row(
        rows,
        superseded,
        named="MIS_END",
        reason="the child is not back, yet goes missing again later; the later one is used",
    )
    return rows.select(
        *PLACE,
        pl.col("MISSING").alias("kind"),
        pl.col("MIS_START").alias("started_on"),
        pl.col("MIS_END").alias("returned_on"),
    )


def _deprivation(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = dated(frame, sieve, "DOLO_START", "DOLO_END", said="it ends")
    rows = sieve.apart(rows, CHILD, named="DOLO_START", start="DOLO_START", end="DOLO_END")
    return rows.select(
        *PLACE, pl.col("DOLO_START").alias("started_on"), pl.col("DOLO_END").alias("ended_on")
    )


def _allocations(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = sieve.keyed(frame, CHILD, "SW_DECOM", "SW_ID")
    rows = dated(rows, sieve, "SW_DECOM", "SW_DEC", said="it ends").sort(CHILD, "SW_DECOM")
    following = pl.col("SW_DECOM").shift(-1).over(CHILD, order_by="SW_DECOM")
    left_open = pl.col("SW_DEC").is_null() & following.is_not_null()
    sieve.told(
        rows.filter(left_open),
        named="SW_DEC",
        reason="no end is given although another worker follows: taken to end where that one begins",
        do="Give the date it ended in the source system.",
    )
    rows = rows.with_columns(pl.when(left_open).then(following).otherwise("SW_DEC").alias("SW_DEC"))
    rows = sieve.apart(rows, CHILD, named="SW_DECOM", start="SW_DECOM", end="SW_DEC")
    return rows.select(
        *PLACE,
        pl.col("SW_ID").alias("worker.swe_number"),
        pl.lit("lead").alias("role"),
        pl.col("SW_DECOM").alias("started_on"),
        pl.col("SW_DEC").alias("ended_on"),
        pl.col("SW_REASON").alias("change_reason"),
    )


def _workers(allocations: pl.DataFrame) -> pl.DataFrame:
    return allocations.unique("worker.swe_number", keep="first", maintain_order=True).select(
        *PLACE, pl.col("worker.swe_number").alias("swe_number")
    )


def _reviews(frame: pl.DataFrame, periods: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = sieve.once(
        latest(sieve.keyed(frame, CHILD, "REVIEW"), CHILD, "REVIEW"),
        CHILD,
        "REVIEW",
        named="REVIEW",
    )
    care = periods.select(CHILD, pl.col("started_on").alias("care_period.started_on"), "ended_on")
    within = rows.sort("REVIEW").join_asof(
        care.sort("care_period.started_on"),
        left_on="REVIEW",
        right_on="care_period.started_on",
        by=CHILD,
        strategy="backward",
        check_sortedness=False,
    )
    started = pl.when(pl.col("ended_on").is_null() | (pl.col("REVIEW") <= pl.col("ended_on"))).then(
        "care_period.started_on"
    )
    outside = within.filter(started.is_null())
    sieve.told(
        outside,
        named="REVIEW",
        reason="the child was not looked after on that day, as far as the episodes tell",
        do="Compare the date with the episodes.",
    )
    return within.select(
        *PLACE,
        started.alias("care_period.started_on"),
        pl.lit("cla").alias("kind"),
        pl.col("REVIEW").alias("held_on"),
        pl.col("REVIEW_CODE").alias("participation"),
    )
