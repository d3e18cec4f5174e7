"""Who is missing, on a plan too long, or open with no worker, on a day: to be filtered by who asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

# A merged person's rows stay where they were written; each is told of who it is about now. Few are
# merged: those alone are looked up.
WHO = "coalesce(q.merged_into_id, x.person_id)"
NOW = "LEFT JOIN people_person q ON q.id = x.person_id AND q.merged_into_id IS NOT NULL"
MISSING = f"""
SELECT {WHO}, min(x.started_on) FROM care_missingepisode x {NOW}
WHERE x.started_on <= %(day)s AND (x.returned_on IS NULL OR x.returned_on > %(day)s) GROUP BY 1
"""
LONG_PLANS = f"""
SELECT {WHO}, min(x.started_on) FROM protection_plan x {NOW}
WHERE x.kind = 'cp' AND x.started_on <= %(day)s - make_interval(months => %(months)s)
  AND (x.ended_on IS NULL OR x.ended_on > %(day)s) GROUP BY 1
"""
OPENED = f"""
  SELECT o.child, min(o.opened_on) AS opened_on FROM (
    SELECT {WHO} AS child, x.referred_on AS opened_on FROM frontdoor_helpepisode x {NOW}
    WHERE x.level <> 'early_help' AND x.no_further_action IS NOT TRUE AND x.referred_on <= %(day)s
      AND (x.closed_on IS NULL OR x.closed_on > %(day)s)
    UNION ALL
    SELECT {WHO}, x.started_on FROM care_careperiod x {NOW}
    WHERE x.started_on <= %(day)s AND (x.ended_on IS NULL OR x.ended_on > %(day)s)
  ) o GROUP BY o.child
"""
# Open, and without a lead worker, since the later of being opened and the last lead worker leaving.
# Each list is made once: the server would look every child up, not knowing how few are left.
NOBODYS = f"""
WITH opened AS MATERIALIZED ({OPENED}), led AS MATERIALIZED (
  SELECT person_id FROM workforce_allocation WHERE role = 'lead' AND started_on <= %(day)s
    AND (ended_on IS NULL OR ended_on > %(day)s)
)
SELECT o.child, greatest(o.opened_on, (
  SELECT max(a.ended_on) FROM workforce_allocation a
  WHERE a.person_id = o.child AND a.role = 'lead' AND a.started_on <= %(day)s))
FROM opened o LEFT JOIN led ON led.person_id = o.child WHERE led.person_id IS NULL
"""
STATUSES = f"""
SELECT {WHO}, x.code, x.started_on, x.ended_on, (
  SELECT n.code FROM care_legalstatusperiod n
  WHERE n.person_id = x.person_id AND n.started_on = x.ended_on)
FROM care_legalstatusperiod x {NOW}
WHERE x.code = ANY(%(codes)s) AND x.started_on <= %(day)s
  AND (x.ended_on IS NULL OR x.ended_on > %(day)s)
"""


@dataclass(frozen=True, slots=True)
class Since:
    """A child, and since when."""

    person_id: UUID
    since: date


@dataclass(frozen=True, slots=True)
class Status:
    """A child's legal status on a day, with the end recorded ahead of it, if any, and what follows."""

    person_id: UUID
    code: str
    since: date
    until: date | None
    then: str | None


def statuses_on(codes: Collection[str], day: date) -> list[Status]:
    """Children with one of these legal statuses on the day."""
    with connection.cursor() as cursor:
        cursor.execute(STATUSES, {"codes": list(codes), "day": day})
        return [Status(*row) for row in cursor.fetchall()]


def missing_on(day: date) -> list[Since]:
    """Children missing or away without permission on the day."""
    return _asked(MISSING, day=day)


def on_plan_for(months: int, day: date) -> list[Since]:
    """Children who have been on one child protection plan for so many months or more."""
    return _asked(LONG_PLANS, day=day, months=months)


def open_since(day: date) -> list[Since]:
    """Children with open work, and since when."""
    return _asked(OPENED, day=day)


def without_worker(day: date) -> list[Since]:
    """Children with open work and no lead worker."""
    return _asked(NOBODYS, day=day)


def any_recorded(table: str) -> bool:
    """Whether there is a row at all; `table` is one of ours."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
        found = cursor.fetchone()
    return bool(found and found[0])


def _asked(query: str, **given: date | int) -> list[Since]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [Since(person, since) for person, since in cursor.fetchall()]
