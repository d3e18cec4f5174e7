"""Signs that a child's risk may not be known, on a day: whoever asks, to be filtered by who does.

Each has its own question to the records; nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from kinkeeper.facts.red import NOW, OPENED, WHO

LEAST_PASTED: Final = 200  # characters of a text that two people do not write alike by chance
QUICK_MINUTES: Final = 15
LOOKS_BACK: Final = 12  # months
SEEN: Final = ("child_seen", "cin_visit_made", "cp_visit_made", "care_visit_made")
CASES = "x.level <> 'early_help' AND x.no_further_action IS NOT TRUE"
A_YEAR = f"make_interval(months => {LOOKS_BACK})"
CLOSED = f"{CASES} AND x.closed_on <= %(day)s AND x.closed_on > %(day)s - {A_YEAR}"
NO_ASSESSMENT = "NOT EXISTS (SELECT 1 FROM frontdoor_assessment a WHERE a.episode_id = x.id)"

# As the children in need statistics count who awaits assessment: no plan, and not looked after.
UNASSESSED = f"""
SELECT {WHO}, min(x.referred_on), NULL::uuid FROM frontdoor_helpepisode x {NOW}
WHERE {CASES} AND x.referred_on <= %(day)s AND (x.closed_on IS NULL OR x.closed_on > %(day)s)
  AND {NO_ASSESSMENT}
  AND NOT EXISTS (SELECT 1 FROM protection_plan p WHERE p.person_id = x.person_id
    AND p.started_on <= %(day)s AND (p.ended_on IS NULL OR p.ended_on > %(day)s))
  AND NOT EXISTS (SELECT 1 FROM care_careperiod c WHERE c.person_id = x.person_id
    AND c.started_on <= %(day)s AND (c.ended_on IS NULL OR c.ended_on > %(day)s))
GROUP BY 1
"""
PARKED = f"""
WITH opened AS MATERIALIZED ({OPENED}), told AS MATERIALIZED (
  SELECT {WHO} AS child, max(x.happened_on) AS last FROM chronology_event x {NOW}
  WHERE NOT x.withdrawn AND x.happened_on <= %(day)s GROUP BY 1
)
SELECT o.child, coalesce(t.last, o.opened_on), NULL::uuid
FROM opened o LEFT JOIN told t ON t.child = o.child
WHERE coalesce(t.last, o.opened_on) < %(day)s - %(days)s
"""
QUICK = f"""
SELECT {WHO}, max(s.on), (array_agg(s.recorded_by ORDER BY s.on DESC))[1]
FROM frontdoor_contactstep s JOIN frontdoor_contact x ON x.id = s.contact_id {NOW}
WHERE s.outcome = 'no_further_action' AND s.on <= %(day)s
  AND s.on > %(day)s - make_interval(months => {LOOKS_BACK}) AND x.withdrawn_at IS NULL
  AND s.at - x.received_at <= make_interval(mins => {QUICK_MINUTES})
GROUP BY 1
"""
# The same words, by one author, of several children; a note of a meeting is of all who were in it.
PASTED = f"""
WITH texts AS MATERIALIZED (
  SELECT n.person_id, n.happened_on AS told_on, t.by, t.text AS words
  FROM casefile_notetext t JOIN casefile_note n ON n.id = t.note_id
  WHERE n.joint_id IS NULL AND n.section = '' AND length(t.text) >= {LEAST_PASTED}
  UNION ALL
  SELECT p.person_id, s.signed_at::date, s.signed_by, a.value
  FROM practice_submission s JOIN practice_paper p ON p.id = s.paper_id,
    LATERAL jsonb_each_text(s.answers) a WHERE length(a.value) >= {LEAST_PASTED}
), marked AS (
  SELECT person_id, told_on, by, md5(lower(regexp_replace(words, '\\s+', ' ', 'g'))) AS mark
  FROM texts WHERE told_on <= %(day)s AND told_on > %(day)s - make_interval(months => {LOOKS_BACK})
), alike AS (
  SELECT by, mark FROM marked GROUP BY by, mark HAVING count(DISTINCT person_id) > 1
)
SELECT {WHO}, max(x.told_on), (array_agg(x.by ORDER BY x.told_on DESC))[1]
FROM marked x JOIN alike USING (by, mark) {NOW} GROUP BY 1
"""
CLOSED_UNASSESSED = f"""
SELECT {WHO}, max(x.closed_on), NULL::uuid FROM frontdoor_helpepisode x {NOW}
WHERE {CLOSED} AND {NO_ASSESSMENT} GROUP BY 1
"""
REOPENED = f"""
SELECT {WHO}, max(x.referred_on), NULL::uuid FROM frontdoor_helpepisode x {NOW}
WHERE {CASES} AND x.referred_on <= %(day)s
  AND x.referred_on > %(day)s - make_interval(months => {LOOKS_BACK})
  AND EXISTS (SELECT 1 FROM frontdoor_helpepisode b WHERE b.person_id = x.person_id AND b.id <> x.id
    AND b.level <> 'early_help' AND b.closed_on <= x.referred_on
    AND b.closed_on > x.referred_on - make_interval(months => {LOOKS_BACK}))
GROUP BY 1
"""
# Of cases referred since anybody began to record here that a child was seen.
CLOSED_UNSEEN = f"""
SELECT {WHO}, max(x.closed_on), NULL::uuid FROM frontdoor_helpepisode x {NOW}
WHERE {CLOSED}
  AND x.referred_on >= (SELECT min(happened_on) FROM chronology_event WHERE kind = ANY(%(seen)s))
  AND NOT EXISTS (SELECT 1 FROM chronology_event e WHERE e.person_id = x.person_id
    AND e.kind = ANY(%(seen)s) AND NOT e.withdrawn
    AND e.happened_on BETWEEN x.referred_on AND x.closed_on)
GROUP BY 1
"""
LAST_LEADS = """
SELECT DISTINCT ON (a.person_id) a.person_id, w.full_name FROM workforce_allocation a
JOIN workforce_worker w ON w.id = a.worker_id
WHERE a.person_id = ANY(%(people)s) AND a.role = 'lead' AND w.full_name <> ''
ORDER BY a.person_id, a.started_on DESC, a.id DESC
"""


@dataclass(frozen=True, slots=True)
class Sign:
    """A child, the day it counts from or was of, and who did it, where somebody did."""

    person_id: UUID
    on: date
    by: UUID | None = None


def signs(query: str, day: date, days: int = 0) -> list[Sign]:
    """What one of these questions finds on the day."""
    with connection.cursor() as cursor:
        cursor.execute(query, {"day": day, "days": days, "seen": list(SEEN)})
        return [Sign(*row) for row in cursor.fetchall()]


def seen_is_recorded() -> bool:
    """Whether it was ever recorded here that a child was seen."""
    with connection.cursor() as cursor:
        query = "SELECT EXISTS (SELECT 1 FROM chronology_event WHERE kind = ANY(%s))"
        cursor.execute(query, [list(SEEN)])
        found = cursor.fetchone()
    return bool(found and found[0])


def last_leads(people: Collection[UUID]) -> dict[UUID, str]:
    """The last lead worker each of these children had."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_LEADS, {"people": list(people)})
        return dict(cursor.fetchall())
