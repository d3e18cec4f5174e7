"""What of a run was given to the asker's teams to see to: the rules and children, and how much is left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.teams import managed, places
from kinkeeper.access.who import Who
from kinkeeper.returns.models import Assignment, ReturnRun, RunFinding
from kinkeeper.returns.run_queries import is_accepted, newest, now_findings, reads

_KINDS: Final = ("member", "manager", "duty", "adviser")


@dataclass(frozen=True, slots=True)
class Left:
    """How much is given to the asker's teams in one season; None where it cannot be counted."""

    collection: str
    year: int
    run: ReturnRun | None
    number: int | None


def teams_of(who: Who) -> frozenset[UUID]:
    """The teams the asker has a place in, and those in their line."""
    return places(who.id, who.on, *_KINDS) | managed(who.id, who.on)


def in_teams(who: Who, run: ReturnRun) -> Q:
    """Findings of a rule, or of a child, that was given to one of the asker's teams; for a query."""
    given = [one for one in _given(who) if (one.collection, one.year) == (run.collection, run.year)]
    rules = {one.rule for one in given if one.rule}
    children = {one.child for one in given if one.child}
    return Q(rule__in=rules) | Q(child__child__in=children)


def left(*, who: Who, run: ReturnRun) -> QuerySet[RunFinding]:
    """What a run finds that is given to the asker's teams and that nobody has accepted."""
    return now_findings(who=who, run=run).filter(in_teams(who, run)).exclude(is_accepted(run))


def still_to_do(who: Who) -> tuple[Left, ...]:
    """Each season in which something is given to the asker's teams, with what its newest check left."""
    if not reads(who) or not (given := _given(who)):
        return ()
    runs = {(one.collection, one.year): one for one in newest()}
    latest = dict(runs.keys())
    seasons = sorted({(one.collection, one.year) for one in given})
    return tuple(
        _left(who, collection, year, runs.get((collection, year)))
        for collection, year in seasons
        if year >= latest.get(collection, year)
    )


def _left(who: Who, collection: str, year: int, run: ReturnRun | None) -> Left:
    number = left(who=who, run=run).count() if run else None
    return Left(collection, year, run, number)


def _given(who: Who) -> Collection[Assignment]:
    return _assignments(teams_of(who))


@remembered
def _assignments(teams: frozenset[UUID]) -> tuple[Assignment, ...]:
    return tuple(Assignment.objects.filter(team_id__in=teams, end=None)) if teams else ()
