"""Waivers from the database, as the engine takes them."""

from __future__ import annotations

# A waiver follows its person, and so does a thread that is the person.
WAIVED = """
SELECT coalesce(p.merged_into_id, p.id), w.clock,
  CASE WHEN w.thread = w.person_id THEN coalesce(p.merged_into_id, p.id) ELSE w.thread END,
  w.step, w.anchor_event, w.waived_on, w.waived_until, w.recorded_by, w.why
FROM duties_waiver w JOIN people_person p ON p.id = w.person_id WHERE w.recorded_at <= %s
"""
WAIVED_OF_THESE = " AND (p.id = ANY(%s::uuid[]) OR p.merged_into_id = ANY(%s::uuid[]))"
