"""What is returned for a year: every group of the children in need census, told from records.

A row stands under its parent by `_id` and `_under`, as `read` has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.kernel.periods import Period, census_year
from kinkeeper.law.returns.cin import returned_protection
from kinkeeper.law.returns.cin.fields import PRE_PROCEEDINGS, TABLES
from kinkeeper.law.returns.cin.read import ID, UNDER
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.recorded import Recorded, by, lasting
from kinkeeper.law.returns.typed import PLACE, schema
from kinkeeper.law.returns.whose import former_pupil_numbers, numbers, pupil_numbers

Tables = dict[str, pl.DataFrame]
SEX_SINCE: Final = 2025  # the census to March 2025 asks for sex, the earlier ones for gender
NOT_KNOWN: Final = "U"
GENDER: Final[Mapping[str, str]] = {"M": "1", "F": "2", NOT_KNOWN: "0"}
EARLY_HELP: Final = "early_help"


def census_tables(recorded: Recorded, *, year: int) -> Tables:
    """Every group, typed, for the census to March of `year`; children in order of their number."""
    of = census_year(year)
    details = _numbered(_details(recorded, of), "person_id", "CINreferralDate", "id")
    whose = numbers(recorded, details).rename({"number": "LAchildID"})
    children = _numbered(_children(recorded, of, whose), "LAchildID")
    details = _under(details, children.select("person_id", _own=ID), "person_id")
    episodes = details.select(episode_id="id", _own=ID)
    assessed = _numbered(_under(_assessments(recorded, of), episodes, "episode_id"), UNDER, "id")
    plans = returned_protection.plans(recorded, of)
    planned = _numbered(_under(plans, episodes, "episode_id"), UNDER, "id")
    told = {
        "Children": children.with_columns(pl.lit(None, dtype=pl.Int64).alias(UNDER)),
        "Disabilities": _under(
            _disabilities(recorded, of), children.select("person_id", _own=ID), "person_id"
        ),
        "CINdetails": details,
        "Assessments": assessed,
        "AssessmentFactors": _factors(recorded, assessed),
        "CINPlanDates": _under(_need_plans(recorded, of), episodes, "episode_id"),
        "Section47": _under(returned_protection.enquiries(recorded, of), episodes, "episode_id"),
        "ChildProtectionPlans": planned,
        "ProtectionReviews": _under(
            returned_protection.reviews(recorded, of),
            planned.select(plan_id="id", _own=ID),
            "plan_id",
        ),
        PRE_PROCEEDINGS.id: pl.DataFrame(
            schema={ID: pl.Int64, UNDER: pl.Int64, "person_id": pl.String}
        ),
    }
    return {table.id: _typed(table, told[table.id], whose) for table in TABLES}


def _numbered(rows: pl.DataFrame, *order: str) -> pl.DataFrame:
    """The rows in order, each with its own `_id`."""
    counted = rows.sort(order).with_row_index(ID, offset=1)
    return counted.with_columns(pl.col(ID).cast(pl.Int64))


def _under(rows: pl.DataFrame, parents: pl.DataFrame, by: str) -> pl.DataFrame:
    """The rows of which the parent is returned, tied to it."""
    return rows.join(parents.rename({"_own": UNDER}), on=by, how="inner")


def _typed(table: Table, rows: pl.DataFrame, whose: pl.DataFrame) -> pl.DataFrame:
    types = {name: kind for name, kind in schema(table).items() if name not in PLACE}
    named = rows if "LAchildID" in rows.columns else rows.join(whose, on="person_id")
    identified = named if ID in named.columns else named.with_row_index(ID, offset=1)
    columns = [
        (pl.col(one) if one in identified.columns else pl.lit(None)).cast(kind).alias(one)
        for one, kind in types.items()
    ]
    ties = [pl.col(one).cast(pl.Int64) for one in (ID, UNDER)]
    return identified.select(*ties, *columns).sort(UNDER, *table.key, nulls_last=True)


def _details(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Referrals open on a day of the year; one that went no further only in the year it came.

    That ended it, so that no closure is told of it unless a case was closed for a reason.
    """
    rows = recorded["frontdoor.HelpEpisode"].filter(pl.col("level") != EARLY_HELP)
    nothing = (
        pl.col("no_further_action").fill_null(value=False) & pl.col("closure_reason").is_null()
    )
    stood = lasting(rows, year.start, year.end, start="referred_on", end="closed_on")
    here = stood.filter(~nothing | (pl.col("referred_on") >= year.start))
    gone = (pl.col("closed_on") <= year.end) & ~nothing
    held = returned_protection.transfers(recorded, year)
    joined = here.join(held, left_on="id", right_on="episode_id", how="left", maintain_order="left")
    return joined.select(
        "id", "person_id", "DateOfInitialCPC", CINreferralDate="referred_on",
        ReferralSource="referral_source", PrimaryNeedCode="primary_need",
        CINclosureDate=pl.when(gone).then("closed_on"),
        ReasonForClosure=pl.when(gone).then("closure_reason"), ReferralNFA="no_further_action",
    )  # fmt: skip


def _children(recorded: Recorded, year: Period, whose: pl.DataFrame) -> pl.DataFrame:
    """Who each child is, as the year's end saw it: of one born later the sex was not known yet."""
    people = recorded["people.Person"].rename({"id": "person_id"})
    here = people.join(whose, on="person_id")
    for more in (pupil_numbers(recorded, year.end), former_pupil_numbers(recorded)):
        here = here.join(more, on="person_id", how="left")
    born = (pl.col("born_on") <= year.end).fill_null(value=False)
    later = (pl.col("born_on") > year.end).fill_null(value=False)
    asks_sex = year.end.year >= SEX_SINCE
    sex = pl.when(later).then(pl.lit(NOT_KNOWN)).otherwise("sex")
    gender = pl.coalesce(
        pl.when(~later).then("gender_identity"),
        sex.replace_strict(GENDER, default=None, return_dtype=pl.String),
    )
    return here.select(
        "person_id", "LAchildID", UPN="upn", FormerUPN="former_upn", UPNunknown="upn_unknown",
        PersonBirthDate=pl.when(born).then("born_on"),
        ExpectedPersonBirthDate=pl.when(~born).then(pl.coalesce("expected_on", "born_on")),
        Sex=sex if asks_sex else pl.lit(None),
        GenderCurrent=pl.lit(None) if asks_sex else gender,
        PersonDeathDate=by("died_on", year.end), Ethnicity="ethnicity",
    )  # fmt: skip


def _disabilities(recorded: Recorded, year: Period) -> pl.DataFrame:
    """What disabled each child at the year's end."""
    later = (pl.col("valid_from") > year.end).fill_null(value=False)
    over = (pl.col("valid_to") <= year.end).fill_null(value=False)
    rows = recorded["people.Disability"].filter(~later & ~over)
    return rows.select("person_id", Disability="code").unique(maintain_order=True)


def _assessments(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Those authorised in the year, and those still open at its end; not early help's."""
    rows = recorded["frontdoor.Assessment"].filter(pl.col("kind") != EARLY_HELP)
    here = lasting(rows, year.start, year.end, end="authorised_on")
    return here.select(
        "id", "person_id", "episode_id", AssessmentActualStartDate="started_on",
        AssessmentInternalReviewDate=by("internal_review_on", year.end),
        AssessmentAuthorisationDate=by("authorised_on", year.end),
    )  # fmt: skip


def _factors(recorded: Recorded, assessed: pl.DataFrame) -> pl.DataFrame:
    """What the assessments found that were authorised by the year's end."""
    done = assessed.filter(pl.col("AssessmentAuthorisationDate").is_not_null())
    keys = done.select("person_id", assessment_id="id", _own=ID)
    return _under(recorded["frontdoor.AssessmentFactor"], keys, "assessment_id").select(
        UNDER, "person_id", AssessmentFactors="code"
    )


def _need_plans(recorded: Recorded, year: Period) -> pl.DataFrame:
    rows = returned_protection.running(recorded, "cin", year)
    return rows.select(
        "person_id",
        "episode_id",
        CINPlanStartDate="started_on",
        CINPlanEndDate=by("ended_on", year.end),
    )
