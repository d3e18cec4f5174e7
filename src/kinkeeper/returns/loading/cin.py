"""A children in need census as rows of our records."""

from collections.abc import Sequence

import polars as pl

from kinkeeper.law.returns.cin.fields import TABLES, UNMAPPED
from kinkeeper.law.returns.cin.read import ID, UNDER, Cin
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading import cin_protection
from kinkeeper.returns.loading.cin_shared import PLACE, YEAR, Frames, decided, inside, later_year
from kinkeeper.returns.loading.rows import CHILD, Built, Rows, people_frame
from kinkeeper.returns.loading.sieve import Sieve

LONGEST_BEFORE_BIRTH = 300  # days: a referral may come before birth, not before conception


IMPOSSIBLE_OF_A_CHILD: tuple[tuple[str, pl.Expr, str], ...] = (
    (
        "ExpectedPersonBirthDate",
        pl.col("PersonBirthDate").is_not_null(),
        "a child who is born has no expected date of birth",
    ),
    (
        "PersonBirthDate",
        pl.col("PersonBirthDate").dt.year() > pl.col(YEAR),
        "the birth is after the census",
    ),
    (
        "PersonBirthDate",
        pl.col("PersonBirthDate") > pl.col("_usual") + pl.duration(days=LONGEST_BEFORE_BIRTH),
        "the birth is long after most of the child's referrals",
    ),
    (
        "PersonDeathDate",
        pl.col("PersonDeathDate") < pl.col("PersonBirthDate"),
        "the death is before the birth",
    ),
    ("UPNunknown", pl.col("UPN").is_not_null(), "a reason for having no UPN beside a UPN"),
)
SAID_OF_A_CHILD = {
    "born_on": "PersonBirthDate",
    "expected_on": "ExpectedPersonBirthDate",
    "died_on": "PersonDeathDate",
    "sex": "Sex",
    "gender_identity": "GenderCurrent",
    "ethnicity": "Ethnicity",
    "upn": "UPN",
    "former_upn": "FormerUPN",
    "upn_unknown": "UPNunknown",
}


def build_cin(censuses: Sequence[Cin]) -> Built:
    """The rows of one or several census years; where two speak of one thing the later year is used."""
    frames = _together(censuses)
    sieves = {table.id: Sieve(table.id, _known(censuses, table.id)) for table in TABLES}
    children = _children(frames, sieves["Children"])
    referrals = _referrals(frames["CINdetails"], children, sieves["CINdetails"])
    episodes = _episodes(referrals, sieves["CINdetails"])
    under = referrals.select(
        pl.col(ID).alias(UNDER), pl.col("CINreferralDate").alias("episode.referred_on")
    )
    rows = (
        Rows(
            "people.Disability",
            "Disabilities",
            _disabilities(frames["Disabilities"], sieves["Disabilities"]),
        ),
        Rows("frontdoor.HelpEpisode", "CINdetails", episodes),
        *_assessments(frames, under, sieves),
        *cin_protection.build(frames, referrals, under, sieves),
    )
    _tell_unmapped(frames, sieves)
    problems = tuple(problem for sieve in sieves.values() for problem in sieve.problems)
    read = {name: frame.height for name, frame in frames.items()}
    told_later = {name: sieve.told_later for name, sieve in sieves.items()}
    return Built(rows, children, problems, read, told_later)


def _together(censuses: Sequence[Cin]) -> Frames:
    """Every census in one set of frames, with the year each row is from and ids that stay apart."""
    parts: dict[str, list[pl.DataFrame]] = {table.id: [] for table in TABLES}
    for n, census in enumerate(censuses):
        apart = pl.col(ID, UNDER) + n * 1_000_000_000
        for name, frame in census.frames.items():
            parts[name].append(
                frame.with_columns(apart, pl.lit(census.year, dtype=pl.Int32).alias(YEAR))
            )
    return {name: pl.concat(frames).rename({"LAchildID": CHILD}) for name, frames in parts.items()}


def _known(censuses: Sequence[Cin], table: str) -> list[Problem]:
    """What the reading found; a child's bad identifier is told once, not in each of its groups."""
    return [
        problem
        for census in censuses
        for problem in census.problems
        if problem.table == table and (table == "Children" or problem.field != "LAchildID")
    ]


def _children(frames: Frames, sieve: Sieve) -> pl.DataFrame:
    """What the census says of each child, without what cannot be."""
    referred = pl.col("CINreferralDate").median().cast(pl.Date).alias("_usual")
    usual = frames["CINdetails"].group_by(CHILD).agg(referred)
    rows = sieve.once(sieve.keyed(frames["Children"], CHILD), CHILD, YEAR, named="LAchildID")
    rows = rows.join(usual, on=CHILD, how="left", maintain_order="left")
    for column, bad, reason in IMPOSSIBLE_OF_A_CHILD:
        rows = sieve.field(rows, bad, column=column, named=column, reason=reason)
    said = {name: pl.col(source) for name, source in SAID_OF_A_CHILD.items()}
    places = {name: pl.col(name) for name in (CHILD, FILE, ROW, YEAR)}
    return people_frame(rows, **places, **said, _table=pl.lit("Children"))


def _referrals(frame: pl.DataFrame, children: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """Every referral of every year that can stand, with `_id` so that what lies under it is found."""
    rows = sieve.keyed(frame, CHILD, "CINreferralDate").join(
        children.sort(YEAR).unique(CHILD, keep="last").select(CHILD, "born_on"),
        on=CHILD,
        how="left",
    )
    rows = sieve.row(
        rows,
        pl.col("CINreferralDate") < pl.col("born_on") - pl.duration(days=LONGEST_BEFORE_BIRTH),
        named="CINreferralDate",
        reason="the referral is long before the birth",
    )
    rows = sieve.field(
        rows,
        pl.col("CINclosureDate") < pl.col("CINreferralDate"),
        column="CINclosureDate",
        named="CINclosureDate",
        reason="the closure is before the referral; the case shows as open",
    )
    return sieve.field(
        rows,
        pl.col("CINclosureDate").is_null(),
        column="ReasonForClosure",
        named="ReasonForClosure",
        reason="a reason for closure without a closure",
    )


def _episodes(referrals: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    """One referral a row, as the latest year that tells it has it."""
    rows = decided(referrals, CHILD, "CINreferralDate", sieve=sieve)
    rows = sieve.once(rows, CHILD, "CINreferralDate", named="CINreferralDate")
    return rows.select(
        *PLACE,
        pl.lit("cin").alias("level"),
        pl.col("CINreferralDate").alias("referred_on"),
        pl.col("ReferralSource").alias("referral_source"),
        pl.col("PrimaryNeedCode").alias("primary_need"),
        pl.col("ReferralNFA").alias("no_further_action"),
        pl.col("CINclosureDate").alias("closed_on"),
        pl.col("ReasonForClosure").alias("closure_reason"),
    )


def _disabilities(frame: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = later_year(sieve.keyed(frame, CHILD, "Disability"), CHILD)
    rows = sieve.once(rows, CHILD, "Disability", named="Disability")
    rows = sieve.row(
        rows,
        (pl.col("Disability") == "NONE") & (pl.len().over(CHILD) > 1),
        named="Disability",
        reason="NONE stands beside a disability",
    )
    return rows.select(
        *PLACE, pl.col("Disability").alias("code"), pl.lit(None, dtype=pl.Date).alias("valid_from")
    )


def _assessments(frames: Frames, under: pl.DataFrame, sieves: dict[str, Sieve]) -> tuple[Rows, ...]:
    sieve = sieves["Assessments"]
    start = "AssessmentActualStartDate"
    rows = inside(sieve.keyed(frames["Assessments"], CHILD, start), under, sieve, named=start)
    for end, said in (
        ("AssessmentInternalReviewDate", "internal review"),
        ("AssessmentAuthorisationDate", "authorisation"),
    ):
        rows = sieve.field(
            rows,
            pl.col(end) < pl.col(start),
            column=end,
            named=end,
            reason=f"the {said} is before the start of the assessment",
        )
    every = rows
    rows = sieve.once(decided(rows, CHILD, start, sieve=sieve), CHILD, start, named=start)
    made = rows.select(
        *PLACE,
        "episode.referred_on",
        pl.lit("c_and_f").alias("kind"),
        pl.col(start).alias("started_on"),
        pl.col("AssessmentInternalReviewDate").alias("internal_review_on"),
        pl.col("AssessmentAuthorisationDate").alias("authorised_on"),
    )
    factors = _factors(frames["AssessmentFactors"], every, sieves["AssessmentFactors"])
    return Rows("frontdoor.Assessment", sieve.table, made), factors


def _factors(frame: pl.DataFrame, assessments: pl.DataFrame, sieve: Sieve) -> Rows:
    """What each year found at its assessments; a factor both years tell is one."""
    started = assessments.select(
        pl.col(ID).alias(UNDER), pl.col("AssessmentActualStartDate").alias("assessment.started_on")
    )
    rows = sieve.keyed(frame, CHILD, "AssessmentFactors").join(
        started, on=UNDER, how="inner", maintain_order="left"
    )
    key = (CHILD, "assessment.started_on", "AssessmentFactors")
    rows = sieve.once(decided(rows, *key, sieve=sieve), *key, named="AssessmentFactors")
    return Rows(
        "frontdoor.AssessmentFactor",
        sieve.table,
        rows.select(*PLACE, "assessment.started_on", pl.col("AssessmentFactors").alias("code")),
    )


def _tell_unmapped(frames: Frames, sieves: dict[str, Sieve]) -> None:
    for table in sorted(UNMAPPED):
        sieves[table].told(
            frames[table],
            named=table,
            reason="there is no record for this group yet",
            do="Nothing: it was read and is left out.",
        )
