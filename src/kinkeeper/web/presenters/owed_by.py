"""The duties of a team or of a worker: what the address asks for, and how the page names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.duties.queries import Scope, Timing, Wanted
from kinkeeper.duties.queries import Worklist as Owing
from kinkeeper.measures.boards import boards_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice, chosen, panel
from kinkeeper.web.paging import asked_page, paging
from kinkeeper.web.presenters import work
from kinkeeper.web.presenters.overview import UNPLACED
from kinkeeper.web.presenters.places import INDENT, NO_TEAM
from kinkeeper.web.sorting import asked_sort
from kinkeeper.workforce.queries import caseloads


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, what may be chosen, and whose it is in words."""

    wanted: Wanted
    choices: Sequence[Choice]
    whose: str


def asked(who: Who, address: Address) -> Asked:
    """What the address asks for; a team or worker that is not on offer is none."""
    found = boards_of(who)
    teams = Choice(
        "team",
        "Team",
        [*((str(p.id), f"{INDENT * p.depth}{p.name}") for p in found), (UNPLACED, NO_TEAM)],
        "All teams",
    )
    held = caseloads(who=who, teams=[place.id for place in found], on=who.on)
    named = sorted({(str(one.worker_id), one.name) for one in held}, key=lambda one: one[1])
    workers = Choice("worker", "Worker", named, "All workers")
    choices = [teams, workers, *work.choices()]
    narrowed = chosen(choices, address.choices)
    unplaced = narrowed.get("team") == UNPLACED
    wanted = Wanted(
        scope=Scope.ALL,
        timing=Timing(narrowed.get("when", Timing.ALL)),
        area=narrowed.get("area"),
        team=None if unplaced else _id(narrowed.get("team")),
        unled=unplaced,
        worker=_id(narrowed.get("worker")),
        sort=asked_sort(address, work.SORTS, default="due"),
        page=asked_page(address),
    )
    said = {**dict(teams.options), UNPLACED: "children with no team"}
    names = [
        dict(workers.options).get(narrowed.get("worker", ""), ""),
        said.get(narrowed.get("team", ""), ""),
    ]
    return Asked(wanted, choices, ", ".join(name.strip() for name in names if name))


def page(asked_for: Asked, owing: Owing, address: Address) -> dict[str, Any]:
    """Everything of the page but its rows."""
    return {
        "heading": f"Duties of {asked_for.whose}" if asked_for.whose else "Duties of every team",
        "totals": work.totals(owing, address),
        "filters": panel("Narrow the list", asked_for.choices, address),
        "pages": paging(owing.total, address),
        "sections_closed": words.sections(owing.closed),
    }


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
