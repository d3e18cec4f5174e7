"""A world: every record of an invented authority, as frames in the columns of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import polars as pl

from kinkeeper.city import (
    agencies,
    beginning,
    care_records,
    contacts,
    early_help,
    faults,
    gaps,
    kin,
    meetings,
    people,
    records,
    untidy,
    visits,
    wellbeing,
    workforce,
)
from kinkeeper.city.days import day
from kinkeeper.city.frames import dates, frame, new_ids
from kinkeeper.city.ledger import Ledger
from kinkeeper.city.people import People
from kinkeeper.city.scenarios import Scenario
from kinkeeper.city.standing import Standing, standings
from kinkeeper.city.story import tell
from kinkeeper.kernel.errors import KinkeeperError

Frames = dict[str, pl.DataFrame]


class Kept(StrEnum):
    """How the records of a world are kept."""

    CLEAN = "clean"  # nothing is missing
    UNTIDY = "untidy"  # with the gaps real records have
    DIRTY = "dirty"  # clean, but for faults that are written down


@dataclass(frozen=True)
class World:
    """The records by model, in an order in which each comes after those it points at.

    A step up alone points at early help that comes after it. `first_entries` are rows as first
    recorded, which were corrected later to what `frames` hold.
    `faults` says which faults were put in on purpose and in whose records. `roles` says, of a few
    roles, which worker and team of the city somebody who signs in could be.
    """

    scenario: Scenario
    seed: int
    size: float
    first: date
    last: date
    frames: Mapping[str, pl.DataFrame]
    first_entries: Mapping[str, pl.DataFrame]
    faults: pl.DataFrame
    roles: Mapping[str, Standing]


def world(
    scenario: Scenario, *, seed: int, size: float, first: date, last: date, kept: Kept = Kept.CLEAN
) -> World:
    """The invented authority of a scenario, the same for the same seed."""
    _see_within(scenario, first, last)
    ledger = tell(scenario, seed=seed, size=size, first=first, last=last)
    frames = _frames(ledger, day(last), kept)
    entries = untidy.first_entries(ledger.chance, frames)
    roles = standings(frames)
    found = pl.DataFrame(schema=faults.SCHEMA)
    if kept is Kept.DIRTY:
        frames, found = faults.soil(ledger.chance, frames)
    return World(scenario, seed, size, first, last, frames, entries, found, roles)


def _see_within(scenario: Scenario, first: date, last: date) -> None:
    if not scenario.first <= first <= scenario.last:
        raise KinkeeperError(
            f"The story of {scenario.id} goes from {scenario.first:%Y-%m} to {scenario.last:%Y-%m}.",
            do="What came before the first month is in it as the past of the children open then.",
        )
    if not first < last <= scenario.last:
        raise KinkeeperError(
            f"It can end from {first:%Y-%m} to {scenario.last:%Y-%m}, not in {last:%Y-%m}."
        )


def _frames(ledger: Ledger, last: int, kept: Kept) -> Frames:
    """Every frame, in an order in which each comes after those it points at."""
    met = people.meet(ledger, last)
    bounds = (ledger.begins, last)
    frames = _families(ledger, met, last)
    frames["partners.Agency"] = agencies.agencies(ledger)
    frames |= _front_door(ledger, met, frames["partners.Agency"]["id"], last)
    episodes = frames["frontdoor.HelpEpisode"]["id"]
    protection, planned = _protection(ledger, met, episodes, bounds)
    frames |= protection | _care(ledger, met, bounds)
    cared = frames["care.CarePeriod"]["id"]
    both = [
        meetings.care_reviews(ledger, met, cared, last),
        meetings.plan_reviews(ledger, met, planned, episodes, last),
    ]
    frames["reviews.Review"] = pl.concat(both)
    frames["protection.Conference"] = _with_reviews(
        ledger, frames["protection.Conference"], both[1]
    )
    frames |= _wellbeing(ledger, met, last)
    service = workforce.service(ledger, met.ids, last)
    frames |= service.frames
    frames |= _early_help(ledger, frames, service, last)
    order = (
        "access.Team",
        "workforce.Worker",
        "workforce.Post",
        "workforce.Employment",
        "workforce.Supervision",
    )
    if kept is Kept.UNTIDY:
        frames = gaps.leave(ledger.chance, frames, last)
    frames = beginning.known_since(ledger, met, frames)
    ordered = {label: frames[label].drop("care", strict=False) for label in (*order, *frames)}
    return untidy.stamp(ledger.chance, ordered, _met(ledger, met), service.leads, last)


def _with_reviews(ledger: Ledger, conferred: pl.DataFrame, reviewed: pl.DataFrame) -> pl.DataFrame:
    """The initial conferences, then those that reviewed a plan."""
    again = records.review_conferences(reviewed)
    held = again["held_on"].cast(pl.Int32).cast(pl.Int64).to_numpy()
    ids = new_ids(ledger.chance, "protection.Conference: review", held)
    return pl.concat([conferred, again.with_columns(ids).select(conferred.columns)])


def _met(ledger: Ledger, met: People) -> pl.DataFrame:
    """The day each person was first known here."""
    family = np.full(len(ledger.families), 2**31, dtype=np.int64)
    np.minimum.at(family, ledger.children["family"], met.first_seen)
    days = np.concatenate([met.first_seen, family[met.adults.family]])
    return frame(id=pl.concat([met.ids, met.adults.ids]), on=dates(days))


def _wellbeing(ledger: Ledger, met: People, last: int) -> Frames:
    return {
        "care.MissingEpisode": wellbeing.missing(ledger, met, last),
        "care.HealthCheck": wellbeing.health(ledger, met, last),
        "care.WellbeingRecord": wellbeing.wellbeing(ledger, met, last),
        "care.LeavingCareContact": wellbeing.leavers(ledger, met, last),
    }


def _families(ledger: Ledger, met: People, last: int) -> Frames:
    groups, members = kin.households(ledger, met)
    return {
        "people.Person": people.persons(ledger, met, last),
        "people.PersonName": people.names(ledger, met),
        "people.PersonIdentifier": people.identifiers(ledger, met, last),
        "people.PersonAddress": people.addresses(ledger, met),
        "people.Disability": people.disabilities(ledger, met),
        "people.ImmigrationPeriod": people.immigration(ledger, met, last),
        "people.Relationship": kin.relationships(ledger, met),
        "people.FamilyGroup": groups,
        "people.FamilyMember": members,
    }


def _front_door(ledger: Ledger, met: People, asked: pl.Series, last: int) -> Frames:
    episodes = records.episodes(ledger, met, last)
    assessed = records.assessments(ledger, met, episodes["id"], last)
    return {
        "frontdoor.HelpEpisode": episodes,
        **contacts.contacts(ledger, met, episodes["id"], asked, last),
        "frontdoor.Assessment": assessed,
        "frontdoor.AssessmentFactor": records.factors(ledger, assessed),
    }


def _early_help(ledger: Ledger, frames: Frames, service: workforce.Service, last: int) -> Frames:
    """What was asked for at the front door or stepped down, and the team it is stepped down to."""
    teams = workforce.with_early_help(ledger.chance, service.frames["access.Team"])
    agencies, team = frames["partners.Agency"]["id"], teams["id"][-1]
    made = early_help.early_help(ledger.chance, frames, service.leads, agencies, team, last)
    return {"access.Team": teams, **made}


def _protection(
    ledger: Ledger, met: People, ids: pl.Series, bounds: tuple[int, int]
) -> tuple[Frames, pl.Series]:
    """The frames, and the ids of all the ledger's plans, those still to begin too."""
    last = bounds[1]
    discussed = records.strategies(ledger, met, ids, last)
    enquired = records.enquiries(ledger, met, ids, discussed["id"], last)
    conferred = records.conferences(ledger, met, ids, enquired["id"], last)
    planned = records.protection_plans(ledger, met, ids, conferred["id"], last)
    spans = visits.child_in_need_spans(ledger, last)
    needed = visits.child_in_need_plans(ledger, met, spans, ids, last)
    begun = planned.filter("kept")
    made = [
        visits.to_assess(ledger, met, ids, bounds),
        visits.to_enquire(ledger, met, ids, bounds),
        visits.in_need(ledger, met, spans, needed, bounds),
        visits.protected(ledger, met, planned, bounds),
    ]
    seen = pl.concat(made).unique(
        ["person_id", "kind", "held_on"], keep="first", maintain_order=True
    )
    frames = {
        "protection.StrategyDiscussion": discussed.filter("kept").drop("kept"),
        "protection.Section47Enquiry": enquired.filter(discussed["kept"]),
        "protection.Conference": conferred.filter(pl.col("held_on").is_not_null()),
        "protection.Plan": pl.concat([begun.drop("kept", "category"), needed]),
        "protection.AbuseCategoryPeriod": begun.select(
            "started_on", "ended_on", "category", plan_id="id"
        ),
        "protection.Visit": seen,
    }
    return frames, planned["id"]


def _care(ledger: Ledger, met: People, bounds: tuple[int, int]) -> Frames:
    last = bounds[1]
    begun = care_records.periods(ledger, met, last)
    adopted = care_records.adoptions(ledger, last)
    legal = care_records.legal_statuses(ledger, met, begun["id"], adopted, last)
    placed = care_records.placements(ledger, met, begun["id"], adopted, legal, last)
    return {
        "care.CarePeriod": begun,
        "care.LegalStatusPeriod": legal,
        "care.Placement": placed,
        "care.AdoptionCase": care_records.adoption_cases(ledger, met, adopted, last),
        "care.CareVisit": visits.looked_after(ledger, met, begun["id"], placed, bounds),
    }
