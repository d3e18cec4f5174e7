"""A demonstration over an invented city: its families and workers, and who signs in among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from rich.progress import Progress

from kinkeeper.access.invented import CARE, PEOPLE, SAFEGUARDING
from kinkeeper.cli import invented_people, samples

if TYPE_CHECKING:
    from kinkeeper.access.who import Who
    from kinkeeper.city import World
    from kinkeeper.cli.city_writing import Written

SCENARIO: Final = "birmingham-2014"
SEED, SIZE = 1, 0.1
FIRST: Final = date(2014, 4, 1)
ADVISERS: Final = "Leaving care team"
WORKERS: Final = "workforce.Worker"


def make(by: Who, progress: Progress, *, password: str, size: float = SIZE) -> None:
    """The city up to today, and the people who sign in as some of its workers."""
    from kinkeeper.city import Kept, scenario, world
    from kinkeeper.kernel.moment import today

    task = progress.add_task("An invented city", total=1)
    story = scenario(SCENARIO)
    made = world(story, seed=SEED, size=size, first=FIRST, last=today(), kept=Kept.UNTIDY)
    progress.advance(task)
    settle(made, by, progress, password=password, alive=True)


def settle(
    made: World, by: Who, progress: Progress, *, password: str, alive: bool = False
) -> Written:
    """A city written, and the people who sign in tied to some of its workers; all of it or nothing.

    With `alive`, some of what they do by hand is done already.
    """
    from django.db import connection, transaction

    from kinkeeper.cli.city_writing import write_city

    with transaction.atomic():
        written = write_city(made=_with_our_names(made), by=by, progress=progress)
        with connection.cursor() as cursor:  # its owner may have it counted: what follows asks much
            cursor.execute("ANALYZE")
        teams = _teams(made, written.teams)
        people = dict(invented_people.users(by, teams, password, progress, since=made.first))
        _tie(by, made, people)
        # Who screens and decides is registered; the city has no worker of its own for that.
        invented_people.worker(by, people, "mash_decision_maker")
        if alive:
            samples.make(by, people, progress, since=made.first)
    return written


def _with_our_names(made: World) -> World:
    """The city with the workers who sign in called by the names that are printed for them."""
    names = {
        made.roles[person.role].worker_id: person.full_name
        for person in PEOPLE
        if person.role in made.roles and made.roles[person.role].worker_id
    }
    workers = made.frames[WORKERS]
    named = pl.col("id").replace_strict(names, default=pl.col("full_name"), return_dtype=pl.String)
    frames = {**made.frames, WORKERS: workers.with_columns(full_name=named)}
    return replace(made, frames=frames)


def _teams(made: World, written: Mapping[str, Any]) -> dict[str, Any]:
    """The city's teams under the names that the people who sign in know theirs by."""
    called = {team.name: team for team in written.values()}
    hers = written[made.roles["social_worker"].team_id]
    return {**called, SAFEGUARDING: hers, CARE: called[ADVISERS]}


def _tie(by: Who, made: World, people: Mapping[str, Any]) -> None:
    """Each sign-in that a worker of the city has is theirs."""
    from kinkeeper.workforce.actions import link_user
    from kinkeeper.workforce.queries import workers

    known = {str(worker.id): worker for worker in workers(who=by)}
    for role, standing in made.roles.items():
        if standing.worker_id and role in people:
            link_user(worker=known[standing.worker_id], user=people[role].id, by=by)
