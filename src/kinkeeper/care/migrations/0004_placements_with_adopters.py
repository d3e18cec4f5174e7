"""Placements with adopters that were told as any other are told in words of their own.

Nothing is taken out: what was told is corrected, each as of when it was recorded, so that at any
moment known it reads as what is recorded now does. Duties are worked out anew after it.
"""

from django.db import migrations

# That it began was told twice where its day was known: then the one in its own words stands.
_BEGAN = """
INSERT INTO chronology_event (person_id, kind, record_id, key, under, happened_on, happened_at,
    recorded_at, recorded_by, load_id, corrects_id, withdrawn)
SELECT e.person_id, CASE WHEN own.stands THEN e.kind ELSE 'placed_with_adopters' END, e.record_id,
    e.key, e.under, e.happened_on, e.happened_at, e.recorded_at, e.recorded_by, e.load_id, e.id,
    own.stands
FROM chronology_event e CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM chronology_event o
    WHERE o.person_id = e.person_id AND o.record_id = e.record_id
    AND o.kind = 'placed_with_adopters' AND NOT o.withdrawn
    AND NOT EXISTS (SELECT FROM chronology_event c WHERE c.corrects_id = o.id)) AS stands) own
WHERE e.kind = 'placement_started' AND e.detail IN ('A3', 'A4', 'A5', 'A6') AND NOT e.withdrawn
AND NOT EXISTS (SELECT FROM chronology_event c WHERE c.corrects_id = e.id)
"""
_ENDED = """
INSERT INTO chronology_event (person_id, kind, record_id, key, under, happened_on, happened_at,
    recorded_at, recorded_by, load_id, corrects_id, withdrawn)
SELECT e.person_id, 'adoptive_placement_ended', e.record_id, e.key, e.under, e.happened_on,
    e.happened_at, e.recorded_at, e.recorded_by, e.load_id, e.id, FALSE
FROM chronology_event e
WHERE e.kind = 'placement_ended' AND e.detail IN ('A3', 'A4', 'A5', 'A6') AND NOT e.withdrawn
AND NOT EXISTS (SELECT FROM chronology_event c WHERE c.corrects_id = e.id)
"""


class Migration(migrations.Migration):
    """What no model can declare."""

    dependencies = (("care", "0003_same_carers"), ("chronology", "0003_events_by_year"))
    operations = (migrations.RunSQL([_BEGAN, _ENDED], migrations.RunSQL.noop),)
