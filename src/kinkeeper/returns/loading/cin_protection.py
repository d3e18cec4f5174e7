"""The protection part of a census: enquiries, conferences, plans, categories and reviews."""

import polars as pl

from kinkeeper.law.returns.cin.read import ID, UNDER
from kinkeeper.returns.loading.cin_shared import PLACE, Frames, inside, later_year
from kinkeeper.returns.loading.rows import CHILD, Rows
from kinkeeper.returns.loading.sieve import Sieve

SHOWS_AS_OPEN = "the plan ends before it starts; the end is left out and the plan shows as open"


def build(
    frames: Frames, episodes: pl.DataFrame, under: pl.DataFrame, sieves: dict[str, Sieve]
) -> tuple[Rows, ...]:
    """Rows for every model of protection, and the reviews of its plans."""
    enquiries = _enquiries(frames["Section47"], under, sieves["Section47"])
    conferences = _conferences(enquiries, episodes, sieves)
    protection = _protection_plans(
        frames["ChildProtectionPlans"], under, conferences, sieves["ChildProtectionPlans"]
    )
    help_plans = _cin_plans(frames["CINPlanDates"], under, sieves["CINPlanDates"])
    return (
        Rows("protection.StrategyDiscussion", "Section47", _strategies(enquiries)),
        Rows("protection.Section47Enquiry", "Section47", _enquiry_rows(enquiries)),
        Rows("protection.Conference", "Section47", conferences),
        Rows("protection.Plan", "ChildProtectionPlans", _plan_rows(protection)),
        Rows("protection.Plan", "CINPlanDates", help_plans),
        Rows("protection.AbuseCategoryPeriod", "ChildProtectionPlans", _categories(protection)),
        _reviews(frames["ProtectionReviews"], protection, sieves["ProtectionReviews"]),
    )


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
    rows = sieve.field(
        rows,
        pl.col("DateOfInitialCPC").is_not_null() & pl.col("ICPCnotRequired"),
        column="ICPCnotRequired",
        named="ICPCnotRequired",
        reason="no conference was needed, yet one was held",
    )
    return sieve.once(later_year(rows, CHILD, start), CHILD, start, named=start)


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
    enquiries: pl.DataFrame, episodes: pl.DataFrame, sieves: dict[str, Sieve]
) -> pl.DataFrame:
    """Initial conferences of enquiries, and those held because a plan came with the child."""
    initial = enquiries.filter(pl.col("DateOfInitialCPC").is_not_null()).select(
        *PLACE,
        "episode.referred_on",
        pl.col("S47ActualStartDate").alias("enquiry.started_on"),
        pl.lit("initial").alias("kind"),
        pl.col("DateOfInitialCPC").alias("held_on"),
    )
    initial = sieves["Section47"].once(initial, CHILD, "held_on", named="DateOfInitialCPC")
    came = episodes.filter(pl.col("_transfer_in_on").is_not_null()).select(
        *PLACE,
        pl.col("referred_on").alias("episode.referred_on"),
        pl.lit(None, dtype=pl.Date).alias("enquiry.started_on"),
        pl.lit("transfer_in").alias("kind"),
        pl.col("_transfer_in_on").alias("held_on"),
    )
    came = sieves["CINdetails"].once(came, CHILD, "held_on", named="DateOfInitialCPC")
    return pl.concat([initial, came])


def _protection_plans(
    frame: pl.DataFrame, under: pl.DataFrame, conferences: pl.DataFrame, sieve: Sieve
) -> pl.DataFrame:
    start, end = "CPPstartDate", "CPPendDate"
    rows = inside(sieve.keyed(frame, CHILD, start), under, sieve, named=start)
    rows = sieve.field(
        rows, pl.col(end) < pl.col(start), column=end, named=end, reason=SHOWS_AS_OPEN
    )
    rows = sieve.once(later_year(rows, CHILD, start), CHILD, start, named=start)
    rows = sieve.apart(rows, CHILD, named=start, start=start, end=end)
    held = conferences.unique([CHILD, "held_on"], keep="first", maintain_order=True).select(
        CHILD,
        pl.col("held_on").alias(start),
        pl.col("kind").alias("conference.kind"),
        pl.col("held_on").alias("conference.held_on"),
    )
    return rows.join(held, on=[CHILD, start], how="left", maintain_order="left")


def _plan_rows(plans: pl.DataFrame) -> pl.DataFrame:
    return plans.select(
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
    rows = sieve.once(later_year(rows, CHILD, start), CHILD, start, named=start)
    rows = sieve.apart(rows, CHILD, named=start, start=start, end=end)
    return rows.select(
        *PLACE,
        "episode.referred_on",
        pl.lit("cin").alias("kind"),
        pl.col(start).alias("started_on"),
        pl.col(end).alias("ended_on"),
    )


def _categories(plans: pl.DataFrame) -> pl.DataFrame:
    """The first category from the plan's start; a later one from a day the census does not give."""
    first, last = pl.col("InitialCategoryOfAbuse"), pl.col("LatestCategoryOfAbuse")
    key = [
        *map(pl.col, PLACE),
        pl.lit("cp").alias("plan.kind"),
        pl.col("CPPstartDate").alias("plan.started_on"),
    ]
    changed = last.is_not_null() & first.ne_missing(last)
    initial = plans.filter(first.is_not_null()).select(
        *key,
        first.alias("category"),
        pl.col("CPPstartDate").alias("started_on"),
        pl.when(~changed).then(pl.col("CPPendDate")).alias("ended_on"),
    )
    latest = plans.filter(changed).select(
        *key,
        last.alias("category"),
        pl.lit(None, dtype=pl.Date).alias("started_on"),
        pl.col("CPPendDate").alias("ended_on"),
    )
    return pl.concat([initial, latest])


def _reviews(frame: pl.DataFrame, plans: pl.DataFrame, sieve: Sieve) -> Rows:
    held = "CPPreviewDate"
    plan = plans.select(pl.col(ID).alias(UNDER), "episode.referred_on", "CPPstartDate")
    rows = sieve.keyed(frame, CHILD, held).join(plan, on=UNDER, how="left", maintain_order="left")
    rows = sieve.row(
        rows,
        pl.col("CPPstartDate").is_null(),
        named=held,
        reason="the plan it belongs to was stopped or is told elsewhere",
        do="Correct the plan and load the file again.",
    )
    rows = sieve.once(later_year(rows, CHILD, held), CHILD, held, named=held)
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
