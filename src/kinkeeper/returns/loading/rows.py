"""Rows on their way into one model, and how they find the rows they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from kinkeeper.chronology.tables import PolarsType
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW

CHILD = "child"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows for one model: its columns, the child, and the file and row each came from.

    Where a row belongs to another row, the other's natural key is held in columns named
    `other.column`, until the other has its id.
    """

    model: str
    table: str
    frame: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Built:
    """What one return became: rows for the models, people, and what was stopped."""

    rows: tuple[Rows, ...]
    people: pl.DataFrame
    problems: tuple[Problem, ...]
    read: Mapping[str, int] = field(default_factory=dict)
    told_later: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A column that holds another row's id, found by that row's natural key."""

    column: str
    model: str
    by: tuple[str, ...]
    required: bool = True

    @property
    def prefix(self) -> str:
        """How the columns that hold the other's key begin."""
        return self.column.removesuffix("_id") + "."


ORDER: Mapping[str, tuple[Link, ...]] = {
    "people.PersonIdentifier": (),
    "people.PersonName": (),
    "people.Disability": (),
    "people.ImmigrationPeriod": (),
    "frontdoor.HelpEpisode": (),
    "frontdoor.Assessment": (Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",)),),
    "frontdoor.AssessmentFactor": (Link("assessment_id", "frontdoor.Assessment", ("started_on",)),),
    "protection.StrategyDiscussion": (
        Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",)),
    ),
    "protection.Section47Enquiry": (
        Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",)),
        Link("strategy_id", "protection.StrategyDiscussion", ("held_on",), required=False),
    ),
    "protection.Conference": (
        Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",)),
        Link("enquiry_id", "protection.Section47Enquiry", ("started_on",), required=False),
    ),
    "protection.Plan": (
        Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",)),
        Link("conference_id", "protection.Conference", ("kind", "held_on"), required=False),
    ),
    "protection.AbuseCategoryPeriod": (Link("plan_id", "protection.Plan", ("kind", "started_on")),),
    "care.CarePeriod": (),
    "care.LegalStatusPeriod": (Link("care_period_id", "care.CarePeriod", ("started_on",)),),
    "care.Placement": (Link("care_period_id", "care.CarePeriod", ("started_on",)),),
    "care.MissingEpisode": (),
    "care.DeprivationOfLiberty": (),
    "care.AdoptionCase": (),
    "care.HealthCheck": (),
    "care.WellbeingRecord": (),
    "care.LeavingCareContact": (),
    "workforce.Worker": (),
    "workforce.Allocation": (Link("worker_id", "workforce.Worker", ("swe_number",)),),
    "reviews.Review": (
        Link("episode_id", "frontdoor.HelpEpisode", ("referred_on",), required=False),
        Link("plan_id", "protection.Plan", ("kind", "started_on"), required=False),
        Link("care_period_id", "care.CarePeriod", ("started_on",), required=False),
    ),
}
"""Every model a return fills, in the order they are written, with what each belongs to."""

PEOPLE: Mapping[str, PolarsType] = {
    CHILD: pl.String(),
    "born_on": pl.Date(),
    "expected_on": pl.Date(),
    "died_on": pl.Date(),
    "sex": pl.String(),
    "gender_identity": pl.String(),
    "ethnicity": pl.String(),
    "mother": pl.Boolean(),
    "first_child_born_on": pl.Date(),
    "upn": pl.String(),
    "former_upn": pl.String(),
    "upn_unknown": pl.String(),
    "_year": pl.Int32(),
    "_table": pl.String(),
    FILE: pl.String(),
    ROW: pl.Int64(),
}
"""What a return says of a child, one row a child and source row."""


def people_frame(rows: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    """Rows as PEOPLE, with nothing where a return does not say."""
    return rows.select(
        columns.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in PEOPLE.items()
    )
