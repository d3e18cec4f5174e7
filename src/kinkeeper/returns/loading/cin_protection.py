"""The protection part of a census: enquiries, conferences, plans, categories and reviews."""

import polars as pl

from kinkeeper.law.returns.cin.read import ID, UNDER
from kinkeeper.returns.loading.cin_shared import PLACE, YEAR, Frames, decided, inside, later_year
from kinkeeper.returns.loading.redated import same_plan
from kinkeeper.returns.loading.rows import CHILD, Rows
from kinkeeper.returns.loading.sieve import Sieve

SHOWS_AS_OPEN = "the plan ends before it starts; the end is left out and the plan shows as open"


def build(
    frames: Frames, referrals: pl.DataFrame, under: pl.DataFrame, sieves: dict[str, Sieve]
) -> tuple[Rows, ...]:
    """Rows for every model of protection, and the reviews of its plans."""
    every_enquiry = _enquiries(frames["Section47"], under, sieves["Section47"])
    enquiries = _one_each(every_enquiry, "S47ActualStartDate", sieves["Section47"])
    conferences = _conferences(every_enquiry, referrals, sieves)
    told = _protection_plans(frames["ChildProtectionPlans"], under, sieves["ChildProtectionPlans"])
    every_plan = _redated(told, "CPPstartDate", "CPPendDate", sieves["ChildProtectionPlans"])
    protection = _apart(every_plan, "CPPstartDate", "CPPendDate", sieves["ChildProtectionPlans"])
    held_to = every_plan.join(protection, on=[CHILD, "CPPstartDate"], how="semi")
    help_plans = _cin_plans(frames["CINPlanDates"], under, sieves["CINPlanDates"])
    return (
        Rows("protection.StrategyDiscussion", "Section47", _strategies(enquiries)),
        Rows("protection.Section47Enquiry", "Section47", _enquiry_rows(enquiries)),
        Rows("protection.Conference", "Section47", conferences),
        Rows("protection.Plan", "ChildProtectionPlans", _plan_rows(protection, conferences)),
        Rows("protection.Plan", "CINPlanDates", help_plans),
        Rows("protection.AbuseCategoryPeriod", "ChildProtectionPlans", _categories(held_to)),
        _reviews(frames["ProtectionReviews"], held_to, sieves["ProtectionReviews"]),
    )


def _one_each(rows: pl.DataFrame, start: str, sieve: Sieve) -> pl.DataFrame:
    """One row a child and start, as the later year has it."""
    return sieve.once(decided(rows, CHILD, start, sieve=sieve), CHILD, start, named=start)


def _redated(rows: pl.DataFrame, start: str, end: str, sieve: Sieve) -> pl.DataFrame:
    """Plans with the start a later year tells, where it dates a plan of the same referral otherwise."""
    alike = [CHILD, "episode.referred_on"]
    told = rows.select(CHILD, start, pl.col(YEAR).alias("_later"))
    earlier = rows.rename({start: "_s", end: "_e", YEAR: "_before"}).select(
        pl.col(ID).alias("_was"), *alike, "_s", "_e", "_before"
    )
    again = told.rename({start: "_s"})
    pairs = rows.join(earlier, on=alike).filter(
        (pl.col(YEAR) > pl.col("_before")) & (pl.col(start) != pl.col("_s")) & same_plan(start, end)
    )
    pairs = pairs.join(
        again, left_on=[CHILD, "_s", YEAR], right_on=[CHILD, "_s", "_later"], how="anti"
    )
    latest = pairs.sort(YEAR, start).unique("_was", keep="last", maintain_order=True)
    sieve.told(
        latest,
        named=start,
        reason="an earlier year tells this plan with another start: this start is used",
        do="Nothing, if the later year is right.",
    )
    moved = latest.select(pl.col("_was").alias(ID), pl.col(start).alias("_now"))
    joined = rows.join(moved, on=ID, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("_now", start).alias(start)).drop("_now")


def _apart(rows: pl.DataFrame, start: str, end: str, sieve: Sieve) -> pl.DataFrame:
    """Plans as the later year has each, of which no two of a child share a day."""
    return sieve.apart(_one_each(rows, start, sieve), CHILD, named=start, start=start, end=end)


def _enquiries(frame: pl.DataFrame, under: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    start = "S47ActualStartDate"
    rows = inside(sieve.keyed(frame, CHILD, start), under, sieve, named=start)
    for date, said in (
        ("InitialCPCtarget", "target for the conference"),
        ("DateOfInitialCPC", "conference"),
    ):
        rows = sieve.field(
            rows,
            pl.col(date) < pl.col(start),
            column=date,
            named=date,
            reason=f"the {said} is before the enquiry started",
        )
    return sieve.field(
        rows,
        pl.col("DateOfInitialCPC").is_not_null() & pl.col("ICPCnotRequired"),
        column="ICPCnotRequired",
        named="ICPCnotRequired",
        reason="no conference was needed, yet one was held",
    )


def _strategies(enquiries: pl.DataFrame) -> pl.DataFrame:
    """The census gives the date of the strategy discussion as the start of the enquiry."""
    return enquiries.select(
        *PLACE, "episode.referred_on", pl.col("S47ActualStartDate").alias("held_on")
    )


def _enquiry_rows(enquiries: pl.DataFrame) -> pl.DataFrame:
    needed = (
        pl.when(pl.col("DateOfInitialCPC").is_not_null())
        .then(True)
        .when(pl.col("ICPCnotRequired"))
        .then(False)
    )
    return enquiries.select(
        *PLACE,
        "episode.referred_on",
        pl.col("S47ActualStartDate").alias("strategy.held_on"),
        pl.col("S47ActualStartDate").alias("started_on"),
        needed.alias("conference_needed"),
        pl.col("InitialCPCtarget").alias("conference_target_on"),
    )


def _conferences(
    enquiries: pl.DataFrame, referrals: pl.DataFrame, sieves: dict[str, Sieve]
) -> pl.DataFrame:
    """Initial conferences of enquiries, and those held because a plan came with the child."""
    initial = _held(enquiries, "S47ActualStartDate").select(
        *PLACE,
        "episode.referred_on",
        pl.col("S47ActualStartDate").alias("enquiry.started_on"),
        pl.lit("initial").alias("kind"),
        pl.col("DateOfInitialCPC").alias("held_on"),
    )
    initial = sieves["Section47"].once(initial, CHILD, "held_on", named="DateOfInitialCPC")
    came = _held(referrals, "CINreferralDate").select(
        *PLACE,
        pl.col("CINreferralDate").alias("episode.referred_on"),
        pl.lit(None, dtype=pl.Date).alias("enquiry.started_on"),
        pl.lit("transfer_in").alias("kind"),
        pl.col("DateOfInitialCPC").alias("held_on"),
    )
    came = sieves["CINdetails"].once(came, CHILD, "held_on", named="DateOfInitialCPC")
    return pl.concat([initial, came])


def _held(rows: pl.DataFrame, of: str) -> pl.DataFrame:
    """The rows that tell a conference: of the same enquiry or referral, the latest year that tells one."""
    told = later_year(rows.filter(pl.col("DateOfInitialCPC").is_not_null()), CHILD, of)
    once = told.unique([CHILD, of], keep="first", maintain_order=True)
    return later_year(once, CHILD, "DateOfInitialCPC")


def _protection_plans(frame: pl.DataFrame, under: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    start, end = "CPPstartDate", "CPPendDate"
    rows = inside(sieve.keyed(frame, CHILD, start), under, sieve, named=start)
    return sieve.field(
        rows, pl.col(end) < pl.col(start), column=end, named=end, reason=SHOWS_AS_OPEN
    )


def _plan_rows(plans: pl.DataFrame, conferences: pl.DataFrame) -> pl.DataFrame:
    """Each plan with the conference of the day it started on."""
    held = conferences.unique([CHILD, "held_on"], keep="first", maintain_order=True).select(
        CHILD,
        pl.col("held_on").alias("CPPstartDate"),
        pl.col("kind").alias("conference.kind"),
        pl.col("held_on").alias("conference.held_on"),
    )
    joined = plans.join(held, on=[CHILD, "CPPstartDate"], how="left", maintain_order="left")
    return joined.select(
        *PLACE,
        "episode.referred_on",
        "conference.kind",
        "conference.held_on",
        pl.lit("cp").alias("kind"),
        pl.col("CPPstartDate").alias("started_on"),
        pl.col("CPPendDate").alias("ended_on"),
        pl.col("NumberOfPreviousCPP").alias("previous_plans"),
    )


def _cin_plans(frame: pl.DataFrame, under: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    start, end = "CINPlanStartDate", "CINPlanEndDate"
    rows = inside(sieve.keyed(frame, CHILD, start), under, sieve, named=start)
    rows = sieve.field(
        rows, pl.col(end) < pl.col(start), column=end, named=end, reason=SHOWS_AS_OPEN
    )
    return _apart(_redated(rows, start, end, sieve), start, end, sieve).select(
        *PLACE,
        "episode.referred_on",
        pl.lit("cin").alias("kind"),
        pl.col(start).alias("started_on"),
        pl.col(end).alias("ended_on"),
    )


def _categories(plans: pl.DataFrame) -> pl.DataFrame:
    """The first category from the plan's start; a later one from a day the census does not give.

    A later category that only an earlier year tells was true, and is kept.
    """
    first, last = pl.col("InitialCategoryOfAbuse"), pl.col("LatestCategoryOfAbuse")
    key = [
        *map(pl.col, PLACE),
        pl.lit("cp").alias("plan.kind"),
        pl.col("CPPstartDate").alias("plan.started_on"),
    ]
    changed = last.is_not_null() & first.ne_missing(last)
    initial = _latest_that(plans, first.is_not_null()).select(
        *key,
        first.alias("category"),
        pl.col("CPPstartDate").alias("started_on"),
        pl.when(~changed).then(pl.col("CPPendDate")).alias("ended_on"),
    )
    latest = _latest_that(plans, changed).select(
        *key,
        last.alias("category"),
        pl.lit(None, dtype=pl.Date).alias("started_on"),
        pl.col("CPPendDate").alias("ended_on"),
    )
    return pl.concat([initial, latest])


def _latest_that(plans: pl.DataFrame, tells: pl.Expr) -> pl.DataFrame:
    """Of each plan the row of the latest year that tells this."""
    told = later_year(plans.filter(tells), CHILD, "CPPstartDate")
    return told.unique([CHILD, "CPPstartDate"], keep="first", maintain_order=True)


def _reviews(frame: pl.DataFrame, plans: pl.DataFrame, sieve: Sieve) -> Rows:
    held = "CPPreviewDate"
    plan = plans.select(pl.col(ID).alias(UNDER), "episode.referred_on", "CPPstartDate")
    rows = sieve.keyed(frame, CHILD, held).join(plan, on=UNDER, how="left", maintain_order="left")
    rows = sieve.row(
        rows,
        pl.col("CPPstartDate").is_null(),
        named=held,
        reason="the plan it belongs to was stopped",
        do="Correct the plan and load the file again.",
    )
    rows = _one_each(rows, held, sieve)
    return Rows(
        "reviews.Review",
        sieve.table,
        rows.select(
            *PLACE,
            "episode.referred_on",
            pl.lit("cp").alias("kind"),
            pl.lit("cp").alias("plan.kind"),
            pl.col("CPPstartDate").alias("plan.started_on"),
            pl.col(held).alias("held_on"),
        ),
    )
