"""Faults put into records on purpose, each named after the check that should find it, and written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from kinkeeper.city.chance import Chance, lowest

Frames = dict[str, pl.DataFrame]
SCHEMA = pl.Schema({"fault": pl.String, "model": pl.String, "person_id": pl.String})
EPISODES, ASSESSMENTS = "frontdoor.HelpEpisode", "frontdoor.Assessment"
PERSONS, NUMBERS, NAMES = "people.Person", "people.PersonIdentifier", "people.PersonName"
PLANS, CARES, PLACES = "protection.Plan", "care.CarePeriod", "care.Placement"
OPEN = pl.col("ended_on").is_null()
AT_SCHOOL = (6 * 366, 15 * 365)  # days of age, by which no school year begins or ends in between


@dataclass(frozen=True)
class Fault:
    """A fault: in which rows of a model it may be put, how often, and how."""

    name: str
    model: str
    share: float
    where: pl.Expr
    put: Callable[[Frames, pl.Series], Frames]
    among: Callable[[Frames], pl.Series] | None = (
        None  # the people it is looked for in, where not in all
    )


def soil(chance: Chance, frames: Mapping[str, pl.DataFrame]) -> tuple[Frames, pl.DataFrame]:
    """The frames with every fault in some of their rows, and which fault is whose."""
    dirty, written = dict(frames), [pl.DataFrame(schema=SCHEMA)]
    for fault in FAULTS:
        people = _whose(chance, dirty, fault)
        taken = pl.concat(written)["person_id"]
        people = people.filter(~people.is_in(taken.implode()))
        dirty = fault.put(dirty, people)
        told = pl.DataFrame({"person_id": people}).with_columns(
            fault=pl.lit(fault.name), model=pl.lit(fault.model)
        )
        written.append(told.select(SCHEMA.names()))
    return dirty, pl.concat(written)


def _whose(chance: Chance, frames: Frames, fault: Fault) -> pl.Series:
    """The people in whose rows the fault goes: the share of those it can, and one at the least."""
    may = frames[fault.model].filter(fault.where)
    column = "id" if fault.model == PERSONS else "person_id"
    people = may[column].unique(maintain_order=True)
    if fault.among is not None:
        people = people.filter(people.is_in(fault.among(frames).implode()))
    scores = chance.uniform(f"fault: {fault.name}", len(people))
    return people.gather(lowest(scores, max(1, round(fault.share * len(people)))))


def _without(model: str, where: pl.Expr | None = None) -> Callable[[Frames, pl.Series], Frames]:
    """Leaves the rows out."""

    def put(frames: Frames, people: pl.Series) -> Frames:
        theirs = pl.col("person_id").is_in(people.implode())
        gone = theirs if where is None else theirs & where
        return frames | {model: frames[model].filter(~gone)}

    return put


def _with(
    model: str, where: pl.Expr | None = None, **values: pl.Expr
) -> Callable[[Frames, pl.Series], Frames]:
    """Changes columns of the rows."""
    column = "id" if model == PERSONS else "person_id"

    def put(frames: Frames, people: pl.Series) -> Frames:
        theirs = pl.col(column).is_in(people.implode())
        changed = theirs if where is None else theirs & where
        new = {n: pl.when(changed).then(value).otherwise(pl.col(n)) for n, value in values.items()}
        return frames | {model: frames[model].with_columns(**new)}

    return put


def _second_number(frames: Frames, people: pl.Series) -> Frames:
    """A second number of this authority for the same child."""
    rows = frames[NUMBERS]
    again = rows.filter(
        (pl.col("kind") == "la_child_id") & pl.col("person_id").is_in(people.implode())
    )
    return frames | {NUMBERS: pl.concat([rows, again.with_columns(value=pl.col("value") + "B")])}


def _without_category(frames: Frames, people: pl.Series) -> Frames:
    plans = frames[PLANS].filter(pl.col("person_id").is_in(people.implode()))["id"]
    rows = frames["protection.AbuseCategoryPeriod"]
    return frames | {
        "protection.AbuseCategoryPeriod": rows.filter(~pl.col("plan_id").is_in(plans.implode()))
    }


def _without_conference(frames: Frames, people: pl.Series) -> Frames:
    theirs = pl.col("person_id").is_in(people.implode())
    plans = frames[PLANS].with_columns(conference_id=pl.when(~theirs).then("conference_id"))
    return frames | {
        PLANS: plans,
        "protection.Conference": frames["protection.Conference"].filter(~theirs),
    }


def _twice(frames: Frames, people: pl.Series) -> Frames:
    """The child a second time: another number, the forename cut short, the same birth date and home."""
    ids = pl.DataFrame({"person_id": people, "_twin": _twins(people)})
    persons = frames[PERSONS].join(ids.rename({"person_id": "id"}), on="id", how="inner")
    names = frames[NAMES].filter(pl.col("kind") == "legal").join(ids, on="person_id", how="inner")
    numbers = (
        frames[NUMBERS]
        .filter(pl.col("kind") == "la_child_id")
        .join(ids, on="person_id", how="inner")
    )
    names = names.with_columns(forename=pl.col("forename").str.head(4))
    numbers = numbers.with_columns(value=pl.col("value") + "A")
    return frames | {
        PERSONS: pl.concat([frames[PERSONS], _as_twin(persons, "id")]),
        NAMES: pl.concat([frames[NAMES], _as_twin(names, "person_id")]),
        NUMBERS: pl.concat([frames[NUMBERS], _as_twin(numbers, "person_id")]),
    }


def _as_twin(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    return rows.with_columns(pl.col("_twin").alias(column)).drop("_twin")


def _twins(people: pl.Series) -> pl.Series:
    """An id for each like its own, its last part turned round."""
    return people.str.head(24) + people.str.tail(12).str.reverse()


def _closed_or_old(days: int) -> pl.Expr:
    return pl.col("started_on") < pl.col("started_on").max() - pl.duration(days=days)


def _of_an_open_case_at_school(frames: Frames) -> pl.Series:
    """Who has a case open and is well within the years at school."""
    episodes = frames[EPISODES]
    worked_on = pl.col("closed_on").is_null() & ~pl.col("no_further_action").fill_null(value=False)
    cases = episodes.filter(worked_on).select(id="person_id")
    days = (pl.lit(episodes["referred_on"].max()) - pl.col("born_on")).dt.total_days()
    at_school = frames[PERSONS].filter(days.is_between(*AT_SCHOOL))
    return at_school.join(cases, on="id", how="semi")["id"]


FAULTS = (
    Fault("person_entered_twice", NAMES, 0.004, pl.col("kind") == "legal", _twice),
    Fault("no_birth_or_due_date", PERSONS, 0.003, pl.col("kind") == "child",
          _with(PERSONS, born_on=pl.lit(None), expected_on=pl.lit(None))),
    Fault("two_child_ids", NUMBERS, 0.003, pl.col("kind") == "la_child_id", _second_number),
    Fault("no_pupil_number", NUMBERS, 0.01, pl.col("value").is_not_null() & (pl.col("kind") == "upn"),
          _without(NUMBERS, pl.col("kind") == "upn"), _of_an_open_case_at_school),
    Fault("open_without_worker", "workforce.Allocation", 0.01, OPEN & (pl.col("role") == "lead"),
          _without("workforce.Allocation", pl.col("role") == "lead")),
    Fault("assessment_before_referral", ASSESSMENTS, 0.004, pl.col("authorised_on").is_not_null(),
          _with(ASSESSMENTS, started_on=pl.col("started_on") - pl.duration(days=40))),
    Fault("assessment_open_after_closure", EPISODES, 0.004, pl.col("closure_reason") == "RC8",
          _with(ASSESSMENTS, authorised_on=pl.lit(None))),
    Fault("enquiry_undecided", "protection.Section47Enquiry", 0.02,
          _closed_or_old(60) & pl.col("conference_needed").eq_missing(other=False),
          _with("protection.Section47Enquiry", conference_needed=pl.lit(None), ended_on=pl.lit(None))),
    Fault("plan_without_category", PLANS, 0.02, OPEN & (pl.col("kind") == "cp"), _without_category),
    Fault("plan_without_conference", PLANS, 0.02, OPEN & (pl.col("kind") == "cp"), _without_conference),
    Fault("no_legal_status", CARES, 0.02, OPEN, _without("care.LegalStatusPeriod", OPEN)),
    Fault("no_placement", CARES, 0.02, OPEN, _without(PLACES, OPEN)),
)  # fmt: skip


def named() -> tuple[str, ...]:
    """Every fault there is."""
    return tuple(fault.name for fault in FAULTS)
