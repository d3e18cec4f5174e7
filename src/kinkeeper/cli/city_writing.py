"""Writes a world into an empty database, by the path that loads of returns take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.apps import apps
from rich.progress import Progress

from kinkeeper.access.action import action, note
from kinkeeper.access.actions import add_team
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.chronology.filling import filling
from kinkeeper.chronology.save import save_rows
from kinkeeper.city import World
from kinkeeper.cli.city_forms import write_forms
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.kernel.ids import uuid7
from kinkeeper.partners.actions import add_agency
from kinkeeper.people.keys import fill_keys
from kinkeeper.people.queries import anybody

# Rows of a table from which indexing them once, at their end, is quicker than one by one.
MANY = 5_000
TEAMS, AGENCIES = "access.Team", "partners.Agency"
EVENT, DUTY = "chronology.Event", "duties.Duty"
# Columns that name a team or an agency, which here are added by their verbs and so have other ids.
OF_TEAMS, OF_AGENCIES = ("team_id", "to_team_id"), ("agency_id", "agency_known_id")


@dataclass(frozen=True)
class Written:
    """What was written: rows by model, teams by their id in the world, and the duties found."""

    rows: Mapping[str, int]
    teams: Mapping[str, Any]
    duties: int


@action(Permission.LOAD_FILES)
def write_city(*, made: World, by: Who, progress: Progress) -> Written:
    """Every record of the world, then name keys and duties; all of it or nothing."""
    refuse_people_there()
    teams = _teams(made.frames.get(TEAMS), by)
    agencies = _agencies(made.frames.get(AGENCIES), by)
    frames = {label: rows for label, rows in made.frames.items() if label not in {TEAMS, AGENCIES}}
    load_id = uuid7()
    large = [_model(label) for label in frames if len(frames[label]) > MANY]
    with filling([*large, _model(EVENT)] if large else []):
        for label in progress.track(list(frames), description="Records"):
            first = _as_first_entered(made, label, _as_here(frames[label], teams, agencies))
            save_rows(_model(label), first, by=by, load_id=load_id)
        for label in made.first_entries:
            save_rows(_model(label), _corrected(made, label), by=by, load_id=load_id)
    written = write_forms(made)
    fill_keys()
    task = progress.add_task("Duties", total=1)
    with filling([_model(DUTY)] if large else []):
        duties = refresh_everybody().duties
    progress.advance(task)
    counts = {label: len(rows) for label, rows in frames.items()} | written
    note(
        scenario=made.scenario.id, seed=made.seed, size=f"{made.size:g}", rows=sum(counts.values())
    )
    return Written(counts, teams, duties)


def refuse_people_there() -> None:
    """KinkeeperError where the database holds anybody already."""
    if anybody():
        raise KinkeeperError(
            "This database holds people already, and a city is written into an empty one alone.",
            do="Begin with an empty one: kinkeeper reset. Or give KINKEEPER_DATA_FOLDER another folder.",
        )


def _as_first_entered(made: World, label: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what was entered wrongly at first."""
    if label not in made.first_entries:
        return rows
    key = list(_model(label).same_when)
    wrong = made.first_entries[label].join(rows, on=key, how="semi", nulls_equal=True)
    right = rows.join(wrong, on=key, how="anti", nulls_equal=True, maintain_order="left")
    return pl.concat([right, wrong.select(rows.columns)])


def _corrected(made: World, label: str) -> pl.DataFrame:
    """The rows that were entered wrongly, as they should be."""
    key = list(_model(label).same_when)
    rows = made.frames[label]
    right = rows.join(made.first_entries[label], on=key, how="semi", nulls_equal=True)
    return right.drop("id", "recorded_at", "recorded_by", strict=False)


def _model(label: str) -> Any:
    return apps.get_model(label)


def _teams(rows: pl.DataFrame | None, by: Who) -> dict[str, Any]:
    """The teams, those above first; by their id in the world the team they have become."""
    made: dict[str, Any] = {}
    left = [] if rows is None else rows.rows(named=True)
    while left:
        ready = [row for row in left if row["parent_id"] in (None, *made)]
        for row in ready:
            made[row["id"]] = add_team(
                name=row["name"],
                service=row["service"],
                parent=made.get(row["parent_id"]),
                started_on=row["started_on"],
                by=by,
            )
        left = [row for row in left if row not in ready]
    return made


def _agencies(rows: pl.DataFrame | None, by: Who) -> dict[str, Any]:
    """By their id in the world the agencies they have become."""
    told = [] if rows is None else rows.rows(named=True)
    return {
        row["id"]: add_agency(
            name=row["name"],
            kind=row["kind"],
            domains=tuple(row["domains"]),
            telephone=row["telephone"],
            from_on=row["started_on"],
            by=by,
        )
        for row in told
    }


def _as_here(
    rows: pl.DataFrame, teams: Mapping[str, Any], agencies: Mapping[str, Any]
) -> pl.DataFrame:
    """The rows with the teams and agencies of this database, a child's together, as they are read."""
    if "person_id" in rows.columns:
        rows = rows.sort("person_id", maintain_order=True)
    for columns, known in ((OF_TEAMS, teams), (OF_AGENCIES, agencies)):
        ours = {one: str(made.id) for one, made in known.items()}
        named = [column for column in columns if column in rows.columns]
        rows = rows.with_columns(pl.col(named).replace(ours)) if named else rows
    return rows
