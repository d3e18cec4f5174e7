"""How many duties are open, due and overdue, by the team and the worker that lead with the child."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count

from kinkeeper.access.who import Asker
from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import Timing, due_when, open_on, seen_open
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.workforce.queries import leads

K = TypeVar("K", bound=Hashable)
SECTIONED: Final = tuple(clock.id for clock in CLOCKS if clock.sections)
Lead = tuple[UUID | None, UUID | None]  # team and worker; None where there is none
# Counted in the database, where ten thousand children are a moment's work.
BY_LEAD = """
SELECT l.team_id, l.worker_id, sum(d.open_), sum(d.overdue), sum(d.soon)
FROM ({each}) d LEFT JOIN ({led}) l ON l.person_id = d.person_id GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Open duties: all of them, those overdue, those due soon."""

    open: int = 0
    overdue: int = 0
    soon: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.open + other.open, self.overdue + other.overdue, self.soon + other.soon)


def by_lead(*, who: Asker | None, as_at: date) -> dict[Lead, Tally]:
    """By team and worker, the open duties the asker may see; None: of everybody, to be aggregated.

    A duty of a section is not among the aggregated: what is less on another's page would tell of it.
    """
    of_everybody = Duty.objects.filter(open_on(as_at)).exclude(clock__in=SECTIONED)
    rows = of_everybody if who is None else seen_open(who, as_at)
    counted = rows.values("person_id").annotate(
        open_=Count("id"),
        overdue=Count("id", filter=due_when(Timing.OVERDUE, as_at)),
        soon=Count("id", filter=due_when(Timing.SOON, as_at)),
    )
    led, led_with = leads(as_at).query.sql_with_params()
    try:
        each, each_with = counted.query.sql_with_params()
    except EmptyResultSet:  # Django's word for a query of what the asker may see nothing of
        return {}
    with connection.cursor() as cursor:
        cursor.execute(BY_LEAD.format(each=each, led=led), [*each_with, *led_with])
        return {(team, worker): Tally(*map(int, numbers)) for team, worker, *numbers in cursor}


def summed(tallies: dict[Lead, Tally], by: Callable[[Lead], K]) -> dict[K, Tally]:
    """The same tallies by something that follows from the lead."""
    found: dict[K, Tally] = {}
    for lead, tally in tallies.items():
        key = by(lead)
        found[key] = found.get(key, Tally()) + tally
    return found
