"""A demonstration over the example returns: those loaded, and an invented service that looks after the
children of the newest."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from rich.progress import Progress

from kinkeeper.access.invented import CARE, PEOPLE, SAFEGUARDING
from kinkeeper.cli import invented_people

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

REORGANISED_ON: Final = date(2026, 1, 5)  # the day the invented service took its children on
REORGANISED, FIRST_CONTACT, LEAD = "ORGRST", "FCONTA", "lead"  # why a lead worker came to a child
EXAMPLES: Final = Path(__file__).resolve().parents[3] / "examples"
YEARS: Final = ("2022-23", "2023-24", "2024-25", "2025-26")
COLLEAGUES: Final = (
    ("Dominic Vane", SAFEGUARDING),
    ("Aaliyah Thornbury", SAFEGUARDING),
    ("Wilfred Osei-Hart", CARE),
    ("Rosalind Pike", CARE),
)


def returns() -> list[Path]:
    """The example files; the year after is left for a reader to load."""
    years = [EXAMPLES / "ssda903" / year for year in YEARS]
    return [EXAMPLES / "cin", *years, EXAMPLES / "names.csv"]


def make(by: Who, progress: Progress, *, password: str) -> None:
    """The example returns, and the people who look after their children."""
    from kinkeeper.returns.loading.load import load

    task = progress.add_task("Example returns", total=1)
    load(paths=returns(), by=by)
    progress.advance(task)
    look_after(by, progress, password=password)


def look_after(by: Who, progress: Progress, *, password: str) -> None:
    """The invented service, over whatever children there are."""
    from kinkeeper.chronology.listeners import together
    from kinkeeper.duties.refresh import refresh_everybody

    teams = _teams(by)
    people = dict(invented_people.users(by, teams, password, progress, since=REORGANISED_ON))
    invented_people.worker(by, people, "mash_decision_maker")  # who decides is registered
    with together():
        _give_children_workers(by, teams, people, progress)
    refresh_everybody()


def _teams(by: Who) -> dict[str, Any]:
    from kinkeeper.access.actions import add_team

    top = add_team(
        name="Children's social care", service="Children", by=by, started_on=REORGANISED_ON
    )
    below = [
        add_team(name=name, service="Children", parent=top, by=by, started_on=REORGANISED_ON)
        for name in (SAFEGUARDING, CARE)
    ]
    return {team.name: team for team in (top, *below)}


def _give_children_workers(
    by: Who, teams: dict[str, Any], users: dict[str, Any], progress: Progress
) -> None:
    """Every open child has a worker of the invented service, in turn; each in care, a reviewing officer."""
    from kinkeeper.care.queries import looked_after
    from kinkeeper.frontdoor.queries import open_children
    from kinkeeper.kernel.moment import today

    in_care = [child.person_id for child in looked_after(who=by, on=today())]
    others = [c.person_id for c in open_children(who=by) if c.person_id not in set(in_care)]
    workers = _workers(by, users)
    care = cycle([w for w, team in workers if team == CARE])
    safeguarding = cycle([w for w, team in workers if team == SAFEGUARDING])
    reviewing = invented_people.worker(by, users, "reviewing_officer")
    for child in progress.track(list(dict.fromkeys(in_care)), description="Children in care"):
        _hand_over(by, child, next(care), teams[CARE], LEAD)
        _hand_over(by, child, reviewing, None, "iro")
    for child in progress.track(list(dict.fromkeys(others)), description="Children in need"):
        _hand_over(by, child, next(safeguarding), teams[SAFEGUARDING], LEAD)


def _workers(by: Who, users: dict[str, Any]) -> list[tuple[UUID, str]]:
    """The workers who hold cases, and the team of each."""
    from kinkeeper.workforce.actions import add_worker

    own = [
        (invented_people.worker(by, users, p.role), p.team or "") for p in PEOPLE if p.works == LEAD
    ]
    others = [
        (add_worker(full_name=name, swe_number=invented_people.number(place), by=by).id, team)
        for place, (name, team) in enumerate(COLLEAGUES, start=len(PEOPLE))
    ]
    return own + others


def _hand_over(by: Who, child: UUID, worker: UUID, team: Any, role: str) -> None:
    """End the allocation the files gave, if it is of the same kind, and begin the new one.

    Whoever came after the reorganisation had the child for a day at least; one who comes to a
    child without a worker comes after the last who left.
    """
    from kinkeeper.workforce import actions, queries
    from kinkeeper.workforce.kinds import AllocationRole

    asked: dict[str, Any] = {"who": by, "person_id": child}
    held = [one for one in queries.current_workers(**asked) if one.role == role]
    past = [one for one in queries.past_workers(**asked) if one.role == role]
    since = [one.started_on for one in held] + [one.ended_on for one in past if one.ended_on]
    begins = max([REORGANISED_ON, *(on + timedelta(days=1) for on in since)])
    for one in held:
        found: Any = queries.allocation(who=by, allocation_id=one.allocation_id)
        actions.end_allocation(allocation=found, ended_on=begins, by=by)
    actions.allocate(
        child=child,
        worker=worker,
        team=team.id if team else None,
        role=AllocationRole(role),
        started_on=begins,
        change_reason=(REORGANISED if held else FIRST_CONTACT) if role == LEAD else None,
        by=by,
    )
