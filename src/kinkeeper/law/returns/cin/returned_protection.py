"""Protection in the census of a year: enquiries, conferences, plans, categories and reviews."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.kernel.offsets import working_days
from kinkeeper.kernel.periods import Period
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.returns.recorded import Recorded, by, lasting

CONFERENCE_WITHIN: Final = working_days(15)  # of the strategy discussion that began the enquiry


def running(recorded: Recorded, kind: str, year: Period) -> pl.DataFrame:
    """Plans of a kind that ran on a day of the year."""
    rows = recorded["protection.Plan"].filter(pl.col("kind") == kind)
    return lasting(rows, year.start, year.end)


def transfers(recorded: Recorded, year: Period) -> pl.DataFrame:
    """By referral, the conference held in the year because a plan came with the child."""
    came = recorded["protection.Conference"].filter(
        (pl.col("kind") == "transfer_in") & year.contains_expr(pl.col("held_on"))
    )
    return came.group_by("episode_id").agg(DateOfInitialCPC=pl.col("held_on").max())


def enquiries(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Enquiries that began in the year, and those whose conference was held in it.

    One decided after the year's end was still to be decided then.
    """
    held = recorded["protection.Conference"].filter(
        (pl.col("kind") == "initial") & pl.col("enquiry_id").is_not_null()
    )
    first = held.group_by("enquiry_id").agg(DateOfInitialCPC=pl.col("held_on").min())
    rows = recorded["protection.Section47Enquiry"].join(
        first, left_on="id", right_on="enquiry_id", how="left", maintain_order="left"
    )
    within = year.contains_expr(pl.col("started_on")) | year.contains_expr(
        pl.col("DateOfInitialCPC")
    ).fill_null(value=False)
    due = CONFERENCE_WITHIN.due_expr(
        pl.col("started_on"), pl.lit(None, dtype=pl.Datetime), calendar()
    )
    decided = ~(pl.col("ended_on") > year.end).fill_null(value=False)
    not_needed = ~pl.col("conference_needed").fill_null(value=True) & decided
    return rows.filter(within).select(
        "person_id", "episode_id", S47ActualStartDate="started_on",
        InitialCPCtarget=pl.coalesce("conference_target_on", due),
        DateOfInitialCPC=by("DateOfInitialCPC", year.end), ICPCnotRequired=not_needed,
    )  # fmt: skip


def plans(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Protection plans that ran in the year, with their categories and how many came before."""
    told = running(recorded, "cp", year).join(_categories(recorded, year), on="id", how="left")
    every = recorded["protection.Plan"].filter(pl.col("kind") == "cp")
    before = every.select(
        "id", _before=pl.col("started_on").rank("ordinal").over("person_id").cast(pl.Int64) - 1
    )
    return told.join(before, on="id", how="left").select(
        "id", "person_id", "episode_id", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse",
        CPPstartDate="started_on", CPPendDate=by("ended_on", year.end),
        NumberOfPreviousCPP=pl.coalesce("previous_plans", "_before"),
    )  # fmt: skip


def _categories(recorded: Recorded, year: Period) -> pl.DataFrame:
    """By plan the first category and the latest; one that began on a day not known is later."""
    later = (pl.col("started_on") > year.end).fill_null(value=False)
    rows = recorded["protection.AbuseCategoryPeriod"].filter(~later)
    ordered = rows.sort("started_on", nulls_last=True)
    known = pl.col("category").filter(pl.col("started_on").is_not_null())
    return ordered.group_by("plan_id", maintain_order=True).agg(
        InitialCategoryOfAbuse=known.first(), LatestCategoryOfAbuse=pl.col("category").last()
    ).rename({"plan_id": "id"})  # fmt: skip


def reviews(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Reviews of protection plans held by the year's end."""
    held = (pl.col("kind") == "cp") & (pl.col("held_on") <= year.end)
    return (
        recorded["reviews.Review"]
        .filter(held & pl.col("plan_id").is_not_null())
        .select("person_id", "plan_id", CPPreviewDate="held_on")
    )
