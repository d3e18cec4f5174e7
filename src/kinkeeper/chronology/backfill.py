"""Events that records tell of and that were never recorded: the records came before the announcement."""

from __future__ import annotations

import polars as pl
from django.db import models, transaction

from kinkeeper.access import audit
from kinkeeper.access.who import Asker
from kinkeeper.chronology.announce import Announcement, announced
from kinkeeper.chronology.listeners import tell
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.chronology.tables import PolarsType, column_of, column_types, copy_in, copy_out

STAMP: dict[str, PolarsType] = {
    "recorded_at": pl.Datetime("us", "UTC"),
    "recorded_by": pl.String(),
    "load_id": pl.String(),
}
KNOWN = f"SELECT DISTINCT record_id FROM {Event._meta.db_table} WHERE kind = %s"
LAST_CHANGED = f"""
SELECT DISTINCT ON (entity_id) entity_id, at, by, load_id FROM {Revision._meta.db_table}
WHERE entity = %s AND field = ANY(%s) AND entity_id = ANY(%s::uuid[]) ORDER BY entity_id, at DESC, id DESC
"""


def backfill(*, by: Asker) -> dict[str, int]:
    """Record what stored records tell of and no event says yet; how many of each kind that was.

    Each is recorded as of when its record was, or was last changed in what tells of it: that is
    when it became known. Whoever listens hears of the people. Again, it finds nothing.
    """
    with transaction.atomic():
        found = [_untold(m, each) for m, declared in announced().items() for each in declared]
        events = pl.concat([one for one in found if len(one)] or found[:1]).sort("recorded_at")
        if events.is_empty():
            return {}
        copy_in(Event._meta.db_table, events)
        counts = dict(sorted(events.group_by("kind").len().iter_rows()))
        tell(events["person_id"].unique().to_list())
        audit.record(by=by, verb="chronology.backfill", details=counts)
    return counts


def _untold(model: type[models.Model], each: Announcement) -> pl.DataFrame:
    """The events of one announcement that none of these rows has."""
    types, names = column_types(model), column_of(model)
    wanted = {c: types[c] for c in types if c in {"id", *each.columns, *STAMP}}
    columns = ",".join(f'"{names[c]}"' for c in wanted)
    rows = copy_out(f'SELECT {columns} FROM "{model._meta.db_table}"', wanted)
    told = each.events(rows.lazy()).filter(pl.col("person_id").is_not_null()).collect()
    known = copy_out(KNOWN, {"record": pl.String()}, [each.kind])  # after the rows, never before
    untold = told.join(known, on="record", how="anti")
    stamped = untold.join(rows.select(pl.col("id").alias("record"), *STAMP), on="record")
    return _as_last_changed(model, each, stamped).rename({"record": "record_id"})


def _as_last_changed(
    model: type[models.Model], each: Announcement, events: pl.DataFrame
) -> pl.DataFrame:
    """What was changed after its record was made became known, and came, with the change."""
    if events.is_empty():
        return events.with_columns(withdrawn=pl.lit(False))
    given = [model._meta.label, sorted(each.columns), events["record"].to_list()]
    last = copy_out(LAST_CHANGED, {"record": pl.String(), **STAMP}, given)
    both = events.join(last.with_columns(changed=True), on="record", how="left", suffix="_last")
    stamp = (pl.when("changed").then(f"{c}_last").otherwise(c).alias(c) for c in STAMP)
    return both.with_columns(*stamp, withdrawn=pl.lit(False)).select(*events.columns, "withdrawn")
