"""The tables of the children in need census, cut from a world's frames for one year."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kinkeeper.kernel.periods import Period

Frames = Mapping[str, pl.DataFrame]
Tables = dict[str, pl.DataFrame]
GENDER = {"M": "1", "F": "2", "U": "0"}
SEX_SINCE = 2025  # the census to March 2025 asks for sex, the earlier ones for gender


def census_tables(frames: Frames, year: Period) -> Tables:
    """Everybody open or referred in the year, as the year's end saw them."""
    details = _details(frames, year)
    people = details["person_id"].unique(maintain_order=True).to_frame()
    people = people.with_row_index("_id", offset=1).with_columns(pl.col("_id").cast(pl.Int64))
    details = details.join(people.rename({"_id": "_under"}), on="person_id").with_columns(
        _id=pl.int_range(pl.len()) + len(people) + 1
    )
    keys = details.select("_id", episode_id="id", LAchildID="LAchildID")
    under = keys.rename({"_id": "_under"})
    assessed = _assessments(frames, year, under).with_columns(_id=pl.int_range(pl.len()))
    planned = _protection(frames, year, under).with_columns(_id=pl.int_range(pl.len()))
    return {
        "Children": _children(frames, people, year),
        "Disabilities": _disabilities(frames, people),
        "CINdetails": details,
        "Assessments": assessed,
        "AssessmentFactors": _factors(frames, assessed),
        "CINPlanDates": _need_plans(frames, year, under),
        "Section47": _enquiries(frames, year, under),
        "ChildProtectionPlans": planned,
        "ProtectionReviews": _reviews(frames, year, planned),
    }


def by(column: str, year: Period) -> pl.Expr:
    """The date, where it lies no later than the year's end."""
    return pl.when(pl.col(column) <= year.end).then(pl.col(column))


def numbers(frames: Frames) -> pl.DataFrame:
    """Each child's number here; of two the first."""
    ours = frames["people.PersonIdentifier"].filter(pl.col("kind") == "la_child_id")
    return ours.select("person_id", LAchildID="value").unique(
        "person_id", keep="first", maintain_order=True
    )


def _details(frames: Frames, year: Period) -> pl.DataFrame:
    rows = frames["frontdoor.HelpEpisode"]
    closed = pl.col("closed_on").is_not_null() & (pl.col("closed_on") < year.start)
    nothing = pl.col("no_further_action")
    begun = pl.col("referred_on") <= year.end
    here = rows.filter(begun & ~closed & (~nothing | (pl.col("referred_on") >= year.start)))
    gone = ~nothing & (pl.col("closed_on") <= year.end)
    return here.join(numbers(frames), on="person_id").select(
        "id",
        "person_id",
        "LAchildID",
        CINreferralDate="referred_on",
        ReferralSource="referral_source",
        PrimaryNeedCode="primary_need",
        CINclosureDate=pl.when(gone).then("closed_on"),
        ReasonForClosure=pl.when(gone).then("closure_reason"),
        ReferralNFA="no_further_action",
    )


def _children(frames: Frames, people: pl.DataFrame, year: Period) -> pl.DataFrame:
    upn = frames["people.PersonIdentifier"].filter(pl.col("kind") == "upn")
    upn = upn.select("person_id", UPN="value", UPNunknown="unknown_reason")
    persons = frames["people.Person"].rename({"id": "person_id"})
    joined = people.join(persons, on="person_id").join(numbers(frames), on="person_id")
    told = joined.join(upn, on="person_id", how="left")
    born = pl.col("born_on") <= year.end
    letters = year.end.year >= SEX_SINCE
    sex = pl.when(born).then("sex").otherwise(pl.lit("U"))
    gender = sex.replace_strict(GENDER, default=None, return_dtype=pl.String)
    return told.select(
        "_id",
        "LAchildID",
        "UPN",
        "UPNunknown",
        _under=pl.lit(None, dtype=pl.Int64),
        PersonBirthDate=pl.when(born).then("born_on"),
        ExpectedPersonBirthDate=pl.when(~born.fill_null(value=False)).then(
            pl.coalesce("expected_on", "born_on")
        ),
        Sex=sex if letters else pl.lit(None, dtype=pl.String),
        GenderCurrent=pl.lit(None, dtype=pl.String) if letters else gender,
        Ethnicity="ethnicity",
        PersonDeathDate=by("died_on", year),
    )


def _disabilities(frames: Frames, people: pl.DataFrame) -> pl.DataFrame:
    rows = frames["people.Disability"].join(people, on="person_id")
    return rows.join(numbers(frames), on="person_id").select(
        "LAchildID", _under="_id", _id=pl.lit(0), Disability="code"
    )


def _assessments(frames: Frames, year: Period, under: pl.DataFrame) -> pl.DataFrame:
    """Those authorised in the year, and those still open at its end."""
    rows = frames["frontdoor.Assessment"].join(under, on="episode_id")
    done = pl.col("authorised_on") < year.start
    here = rows.filter((pl.col("started_on") <= year.end) & ~done.fill_null(value=False))
    return here.select(
        "_under",
        "LAchildID",
        "id",
        AssessmentActualStartDate="started_on",
        AssessmentAuthorisationDate=by("authorised_on", year),
    )


def _factors(frames: Frames, assessed: pl.DataFrame) -> pl.DataFrame:
    done = assessed.filter(pl.col("AssessmentAuthorisationDate").is_not_null())
    keys = done.select("LAchildID", _under="_id", assessment_id="id")
    rows = frames["frontdoor.AssessmentFactor"].join(keys, on="assessment_id")
    return rows.select("LAchildID", "_under", _id=pl.lit(0), AssessmentFactors="code")


def _need_plans(frames: Frames, year: Period, under: pl.DataFrame) -> pl.DataFrame:
    rows = _running(frames["protection.Plan"].filter(pl.col("kind") == "cin"), year)
    return rows.join(under, on="episode_id").select(
        "LAchildID",
        "_under",
        _id=pl.lit(0),
        CINPlanStartDate="started_on",
        CINPlanEndDate=by("ended_on", year),
    )


def _running(rows: pl.DataFrame, year: Period) -> pl.DataFrame:
    over = (pl.col("ended_on") < year.start).fill_null(value=False)
    return rows.filter((pl.col("started_on") <= year.end) & ~over)


def _enquiries(frames: Frames, year: Period, under: pl.DataFrame) -> pl.DataFrame:
    held = frames["protection.Conference"].select(id="enquiry_id", DateOfInitialCPC="held_on")
    rows = frames["protection.Section47Enquiry"].join(
        held, on="id", how="left", maintain_order="left"
    )
    told = rows.filter(pl.col("started_on").is_between(year.start, year.end)).join(
        under, on="episode_id"
    )
    needed = pl.when(pl.col("ended_on") <= year.end).then("conference_needed")
    return told.select(
        "LAchildID",
        "_under",
        _id=pl.lit(0),
        S47ActualStartDate="started_on",
        InitialCPCtarget="conference_target_on",
        DateOfInitialCPC=by("DateOfInitialCPC", year),
        ICPCnotRequired=needed == pl.lit(value=False),
    )


def _protection(frames: Frames, year: Period, under: pl.DataFrame) -> pl.DataFrame:
    rows = _running(frames["protection.Plan"].filter(pl.col("kind") == "cp"), year)
    kinds = frames["protection.AbuseCategoryPeriod"].select("category", id="plan_id")
    told = rows.join(kinds, on="id", how="left", maintain_order="left").join(under, on="episode_id")
    return told.select(
        "LAchildID",
        "_under",
        plan_id="id",
        CPPstartDate="started_on",
        CPPendDate=by("ended_on", year),
        InitialCategoryOfAbuse="category",
        LatestCategoryOfAbuse="category",
        NumberOfPreviousCPP="previous_plans",
    )


def _reviews(frames: Frames, year: Period, planned: pl.DataFrame) -> pl.DataFrame:
    keys = planned.select("plan_id", "LAchildID", _under="_id")
    rows = frames["reviews.Review"].filter(pl.col("held_on").is_between(year.start, year.end))
    return rows.join(keys, on="plan_id").select(
        "LAchildID", "_under", _id=pl.lit(0), CPPreviewDate="held_on"
    )
