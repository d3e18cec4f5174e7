"""What the SSDA903 tells once a year: health and wellbeing, and young people who left care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinkeeper.kernel.periods import Period
from kinkeeper.law.returns.recorded import Recorded
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.ssda903.kinds import ADOPTED

CHECKS: Final[Mapping[str, str]] = {
    "development": "HEALTH_CHECK", "immunisation": "IMMUNISATIONS", "dental": "TEETH_CHECK",
    "assessment": "HEALTH_ASSESSMENT",
}  # fmt: skip
_FACTS: Final[Mapping[str, Mapping[str, str]]] = {
    "sdq": {"SDQ_SCORE": "score", "SDQ_REASON": "no_score_reason"},
    "offence": {"CONVICTED": "convicted"},
    "substance": {
        "SUBSTANCE_MISUSE": "substance_misuse", "INTERVENTION_RECEIVED": "intervention_received",
        "INTERVENTION_OFFERED": "intervention_offered",
    },
}  # fmt: skip
IN_TOUCH, NOT_KNOWN = "YES", "0"
BIRTHDAYS: Final = (17, 18, 19, 20, 21)
BEFORE, AFTER = "-3mo", "1mo"  # how near a birthday a contact tells how things were on it
WEEKS_IN_CARE: Final = 13
FROM_AGE, PAST_AGE = 14, 16
NOT_OWED: Final = ("E2", "E3", "E15", *ADOPTED)
"""Endings after which nothing is asked: died, care taken over, found to be an adult, adopted."""


def outcomes(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Of each child one row: what was told of the year, or what was recorded within it.

    What was recorded on a day counts only for children looked after through the whole year.
    """
    ends = year.end.year
    checks = _of_the_year(recorded, "care.HealthCheck", "held_on", year)
    health = checks.group_by("person_id").agg(
        pl.col("done").filter(pl.col("kind") == kind).any(ignore_nulls=True)
        .and_(pl.lit(value=True)).alias(name)
        for kind, name in CHECKS.items()
    )  # fmt: skip
    asked = checks.select("person_id", "kind").unique().with_columns(asked=pl.lit(value=True))
    health = _only_asked(health, asked)
    told = _of_the_year(recorded, "care.WellbeingRecord", "on_date", year).sort(
        pl.col("year_ended") == ends, "on_date", nulls_last=False
    )
    for kind, facts in _FACTS.items():
        last = told.filter(pl.col("kind") == kind).unique(
            "person_id", keep="last", maintain_order=True
        )
        rows = last.select("person_id", **{name: pl.col(fact) for name, fact in facts.items()})
        health = health.join(rows, on="person_id", how="full", coalesce=True)
    return health


def _only_asked(health: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """A check of which nothing is recorded is not one that was not made."""
    for kind, name in CHECKS.items():
        known = asked.filter(pl.col("kind") == kind).select("person_id", "asked")
        joined = health.join(known, on="person_id", how="left")
        health = joined.with_columns(pl.when("asked").then(name).alias(name)).drop("asked")
    return health


def _of_the_year(recorded: Recorded, kind: str, on: str, year: Period) -> pl.DataFrame:
    rows = recorded[kind]
    told = pl.col("year_ended") == year.end.year
    through = pl.col("person_id").is_in(_through(recorded, year)["person_id"].implode())
    dated = year.contains_expr(pl.col(on)) & pl.col("year_ended").is_null() & through
    return rows.filter(told.fill_null(value=False) | dated.fill_null(value=False))


def _through(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Children looked after without a break for the twelve months to the year's end."""
    care = recorded["care.CarePeriod"].filter(
        (pl.col("started_on") <= year.start)
        & (pl.col("ended_on").is_null() | (pl.col("ended_on") > year.end))
    )
    breaks = recorded["care.LegalStatusPeriod"].filter(pl.col("code").is_in(SHORT_BREAKS))
    return care.join(breaks, left_on="id", right_on="care_period_id", how="anti").select(
        "person_id"
    )


def leavers(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Young people as they were around the birthday they had in the year, 17 to 21.

    What one does and where one lives who is not in touch is given as not known.
    """
    rows = recorded["care.LeavingCareContact"]
    told = rows.filter(pl.col("year_ended") == year.end.year)
    dated = _near_a_birthday(recorded, rows, year).join(told, on="person_id", how="anti")
    columns = ("person_id", "in_touch", "activity", "accommodation")
    apart = pl.when(pl.col("in_touch") != IN_TOUCH).then(pl.lit(NOT_KNOWN))
    return pl.concat([told.select(columns), dated.select(columns)]).select(
        "person_id", IN_TOUCH="in_touch", ACTIV=pl.coalesce("activity", apart),
        ACCOM=pl.coalesce("accommodation", apart),
    )  # fmt: skip


def untold(recorded: Recorded, year: Period) -> int:
    """How many of whom it is asked how they were around a birthday of the year, and nothing is known."""
    owed = _owed(recorded, year).select("person_id").unique()
    return len(owed.join(leavers(recorded, year), on="person_id", how="anti"))


def _near_a_birthday(recorded: Recorded, rows: pl.DataFrame, year: Period) -> pl.DataFrame:
    """Of contacts that have a day, the last within the time around the birthday."""
    owed = _owed(recorded, year)
    near = rows.filter(pl.col("on_date").is_not_null()).join(owed, on="person_id").filter(
        pl.col("on_date").is_between(
            pl.col("birthday").dt.offset_by(BEFORE), pl.col("birthday").dt.offset_by(AFTER)
        )
    )  # fmt: skip
    return near.sort("on_date", "id").unique("person_id", keep="last", maintain_order=True)


def _owed(recorded: Recorded, year: Period) -> pl.DataFrame:
    """Young people who had left care before a birthday of the year, after thirteen weeks of it.

    The weeks count from 14, and some of them lie after 16; short breaks do not count. Nobody is
    owed who died, was adopted, or whose care another authority took over.
    """
    born = recorded["people.Person"].select("born_on", person_id="id").drop_nulls()
    birthdays = pl.concat(
        born.with_columns(birthday=pl.col("born_on").dt.offset_by(f"{age}y")) for age in BIRTHDAYS
    ).filter(year.contains_expr(pl.col("birthday")))
    breaks = recorded["care.LegalStatusPeriod"].filter(pl.col("code").is_in(SHORT_BREAKS))
    care = recorded["care.CarePeriod"].join(
        breaks, left_on="id", right_on="care_period_id", how="anti"
    )
    both = care.join(birthdays, on="person_id")
    until = pl.min_horizontal("ended_on", "birthday")
    start = pl.max_horizontal("started_on", pl.col("born_on").dt.offset_by(f"{FROM_AGE}y"))
    totals = both.group_by("person_id", "birthday").agg(
        days=(until - start).dt.total_days().clip(0).sum(),
        past=(until > pl.col("born_on").dt.offset_by(f"{PAST_AGE}y")).any(),
        still=(pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.col("birthday")))
        .filter(pl.col("started_on") <= pl.col("birthday")).any(),
        why=pl.col("cease_reason").sort_by("started_on").last(),
    )  # fmt: skip
    enough = pl.col("days") >= WEEKS_IN_CARE * 7
    gone = pl.col("why").is_in(NOT_OWED).fill_null(value=False)
    owed = totals.filter(enough & pl.col("past") & ~pl.col("still") & ~gone)
    return owed.select("person_id", "birthday")
