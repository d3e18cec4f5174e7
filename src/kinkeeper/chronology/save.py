"""Saving records: the row, what it was before, and the events it tells of, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from django.db import connection, transaction
from psycopg import sql

from kinkeeper.access.record import Record, Source
from kinkeeper.chronology.announce import announced, events_of
from kinkeeper.chronology.listeners import tell
from kinkeeper.chronology.models import Event, Revision
from kinkeeper.chronology.tables import column_of, column_types, copy_in, copy_out
from kinkeeper.kernel.ids import uuid7s
from kinkeeper.kernel.moment import now

OWN = ("id", "recorded_at", "recorded_by", "source", "load_id")
STAMPED = ("recorded_at", "recorded_by")
EVENING = pl.col("happened_on").cast(pl.Datetime("us", "UTC")) + pl.duration(hours=17)


@dataclass(frozen=True)
class Saved:
    """What saving rows came to; `rows` are those given, with the `id` each now has."""

    rows: pl.DataFrame
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Stamp:
    """Who saved it, and in which load."""

    by: str | None
    load_id: str | None
    source: str


def save(instance: Record, *, by: Any) -> Record:
    """Insert or update one record, inside the caller's transaction."""
    model = type(instance)
    stamp = Stamp(str(by.id), None, instance.source)
    before = _before(instance)
    if before.is_empty():
        instance.recorded_by = by.id
    instance.save()
    after = _existing(model, [str(instance.id)], "id")
    _leave_trail(model, before, after, stamp)
    people = _tell_events(model, before, after, stamp) | _people_of(model, after)
    tell(people)
    return instance


def _before(instance: Record) -> pl.DataFrame:
    """The row as it stands; what is made here is only ever inserted, so that nothing is asked."""
    model = type(instance)
    if instance._state.adding:
        return pl.DataFrame(schema=column_types(model))
    return _existing(model, [str(instance.id)], "id")


def withdraw(rows: Collection[Record], *, by: Any) -> None:
    """What these rows tell of is told no more: the rows stay, and what was told is in the trail."""
    for model in {type(one) for one in rows}:
        told = _existing(model, [str(one.id) for one in rows if type(one) is model], "id")
        stamp = Stamp(str(by.id), None, Source.TYPED)
        tell(_tell_events(model, told, told.clear(), stamp))


def _people_of(model: type[Record], rows: pl.DataFrame) -> set[str]:
    """Whom the rows are about: duties follow from events, but findings from any column."""
    column = _person_column(model)
    return set(rows[column].drop_nulls().to_list()) if column else set()


def save_rows(
    model: type[Record],
    rows: pl.DataFrame,
    *,
    by: Any,
    load_id: UUID | str | None,
    blank_keeps: Collection[str] = (),
) -> Saved:
    """Save many rows as one set: new ones by COPY, changed ones with their revisions.

    `rows` has model attnames for columns; a row is known by `model.same_when`. A new row may bring
    its own id and say when and by whom it was recorded: its events were recorded then too, each on
    its own day at the earliest. In the columns `blank_keeps` names, null means that the file does
    not say. Listeners are not told: the caller does that once, when the whole set is saved.
    """
    with transaction.atomic():
        stamp = Stamp(str(by.id), None if load_id is None else str(load_id), "imported")
        known = _existing(model, rows[model.same_when[0]].unique().to_list(), model.same_when[0])
        placed = _placed(model, rows, known)
        new = placed.filter(pl.col("_known").is_null()).drop("_known")
        # What ends, ends before what follows it starts: no two periods may overlap, even in passing.
        changed = _change(
            model, placed.filter(pl.col("_known")).drop("_known"), known, stamp, blank_keeps
        )
        whole = _whole(model, new)
        _insert(model, whole, stamp)
        _tell_events(model, known.clear(), whole, stamp)
    return Saved(placed.drop("_known"), len(new), changed, len(rows) - len(new) - changed)


def _existing(model: type[Record], keys: list[Any], column: str) -> pl.DataFrame:
    """Whole rows of the table whose `column` is one of `keys`."""
    types, names = column_types(model), column_of(model)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
        if not cursor.fetchone()[0]:
            return pl.DataFrame(schema=types)
    chosen = ",".join(f'"{names[attname]}"' for attname in types)
    where = f'"{names[column]}" = ANY(%s::{"uuid" if types[column] == pl.String else "text"}[])'
    if not isinstance(keys[0] if keys else "", str) or not _is_uuid(model, column):
        where = f'"{names[column]}" = ANY(%s)'
    return copy_out(f'SELECT {chosen} FROM "{table}" WHERE {where}', types, [keys])


def _is_uuid(model: type[Record], column: str) -> bool:
    field: Any = next(f for f in model._meta.concrete_fields if f.attname == column)
    while field.remote_field is not None:
        field = field.target_field
    return bool(field.get_internal_type() == "UUIDField")


def _placed(model: type[Record], rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The rows with the id each has or is given; `_known` true where the table has it already."""
    types = column_types(model)
    typed = rows.cast({c: types[c] for c in rows.columns})
    brought = "id" in rows.columns and "id" not in model.same_when
    typed = typed.rename({"id": "_brought"}) if brought else typed
    keys = known.select(*dict.fromkeys(("id", *model.same_when)), pl.lit(True).alias("_known"))
    joined = typed.join(
        keys, on=list(model.same_when), how="left", nulls_equal=True, maintain_order="left"
    )
    if brought:
        return joined.with_columns(pl.coalesce("id", "_brought").alias("id")).drop("_brought")
    fresh = pl.Series("fresh", uuid7s(len(joined)), dtype=pl.String)
    return joined.with_columns(pl.coalesce("id", fresh).alias("id"))


def _whole(model: type[Record], rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of the table; those not given hold the field's default."""
    absent: dict[str, pl.Expr] = {}
    for field in model._meta.concrete_fields:
        if field.attname not in rows.columns and field.attname not in OWN:
            default = field.get_default() if field.has_default() else None
            absent[field.attname] = pl.lit(default, dtype=column_types(model)[field.attname])
    return rows.with_columns(**absent)


def _insert(model: type[Record], rows: pl.DataFrame, stamp: Stamp) -> None:
    stamped = rows.with_columns(
        recorded_at="recorded_at" if "recorded_at" in rows.columns else pl.lit(now()),
        recorded_by="recorded_by" if "recorded_by" in rows.columns else pl.lit(stamp.by),
        source=pl.lit(stamp.source),
        load_id=pl.lit(stamp.load_id, dtype=pl.String),
    )
    names = column_of(model)
    copy_in(model._meta.db_table, stamped, [names[c] for c in stamped.columns])


def _change(
    model: type[Record],
    rows: pl.DataFrame,
    known: pl.DataFrame,
    stamp: Stamp,
    blank_keeps: Collection[str],
) -> int:
    """Update the rows that differ from what is known; the old values stay in the trail."""
    values = [c for c in rows.columns if c not in (*OWN, *model.same_when)]
    if rows.is_empty() or not values:
        return 0
    both = rows.select("id", *values).join(known, on="id", suffix="_old")
    both = both.with_columns(
        pl.coalesce(c, f"{c}_old").alias(c) for c in values if c in blank_keeps
    )
    differs = pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_old")) for c in values)
    moved = both.filter(differs)
    if moved.is_empty():
        return 0
    after = moved.select(known.columns)
    before = known.join(moved.select("id"), on="id", how="semi")
    _update(model, moved.select("id", *values))
    _leave_trail(model, before, after, stamp)
    _tell_events(model, before, after, stamp)
    return len(moved)


def _update(model: type[Record], rows: pl.DataFrame) -> None:
    """Set these columns of these rows, by way of a temporary table."""
    names = column_of(model)
    table = sql.Identifier(model._meta.db_table)
    columns = [names[c] for c in rows.columns if c != "id"]
    listed = sql.SQL(",").join(map(sql.Identifier, ["id", *columns]))
    sets = sql.SQL(",").join(sql.SQL("{0} = c.{0}").format(sql.Identifier(c)) for c in columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS changed_rows")
        cursor.execute(
            sql.SQL(
                "CREATE TEMP TABLE changed_rows ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA"
            ).format(listed, table)
        )
        copy_in("changed_rows", rows, ["id", *columns])
        cursor.execute(
            sql.SQL("UPDATE {} t SET {} FROM changed_rows c WHERE t.id = c.id").format(table, sets)
        )


def _leave_trail(
    model: type[Record], before: pl.DataFrame, after: pl.DataFrame, stamp: Stamp
) -> None:
    """One revision a changed value; what was not there before has none."""
    if before.is_empty():
        return
    both = after.join(before, on="id", suffix="_old")
    person = _person_column(model)
    frames = [
        both.filter(pl.col(c).ne_missing(pl.col(f"{c}_old"))).select(
            entity=pl.lit(model._meta.label),
            entity_id="id",
            person_id=pl.col(person) if person else pl.lit(None, dtype=pl.String),
            field=pl.lit(c),
            old=pl.col(f"{c}_old").cast(pl.String),
            new=pl.col(c).cast(pl.String),
        )
        for c in after.columns
        if c not in OWN
    ]
    trail = pl.concat(frames).with_columns(
        at=pl.lit(now()), by=pl.lit(stamp.by), load_id=pl.lit(stamp.load_id, dtype=pl.String)
    )
    copy_in(Revision._meta.db_table, trail)


def _person_column(model: type[Record]) -> str | None:
    reached = model.reached_by
    return reached if isinstance(reached, str) and reached in column_of(model) else None


EVENT_VALUES = ("person_id", "key", "under", "happened_on", "happened_at", "detail")


def _tell_events(
    model: type[Record], before: pl.DataFrame, after: pl.DataFrame, stamp: Stamp
) -> set[str]:
    """Record the events the rows tell of now and did not before; a changed one corrects the old."""
    if model not in announced():
        return set()
    told, tells = events_of(model, before), events_of(model, after)
    if told.is_empty():
        first = tells.with_columns(
            corrects_id=pl.lit(None, dtype=pl.Int64), withdrawn=pl.lit(False)
        )
        _record_events(first, stamp, own=None if "source" in after.columns else after)
        return set(tells["person_id"].to_list())
    both = tells.join(
        told, on=["record", "kind"], how="full", suffix="_old", coalesce=True, nulls_equal=True
    )
    both = both.join(_current(told), on=["record", "kind"], how="left")
    same = pl.all_horizontal(pl.col(c).eq_missing(pl.col(f"{c}_old")) for c in EVENT_VALUES)
    moved = both.filter(~same).with_columns(
        withdrawn=pl.col("person_id").is_null(),
        person_id=pl.coalesce("person_id", "person_id_old"),
        key=pl.coalesce("key", "key_old"),
    )
    _record_events(moved.select("record", "kind", *EVENT_VALUES, "corrects_id", "withdrawn"), stamp)
    return set(moved["person_id"].to_list())


def _current(told: pl.DataFrame) -> pl.DataFrame:
    """The id, as `corrects_id`, of the standing event each record told of before."""
    query = (
        "SELECT e.record_id, e.kind, e.id FROM chronology_event e WHERE e.person_id = ANY(%s::uuid[])"
        " AND e.record_id = ANY(%s::uuid[]) AND NOT e.withdrawn"
        " AND NOT EXISTS (SELECT 1 FROM chronology_event c WHERE c.corrects_id = e.id)"
    )
    schema: dict[str, pl.DataType] = {
        "record": pl.String(),
        "kind": pl.String(),
        "corrects_id": pl.Int64(),
    }
    people, records = told["person_id"].unique().to_list(), told["record"].unique().to_list()
    return copy_out(query, schema, [people, records])


def _record_events(events: pl.DataFrame, stamp: Stamp, *, own: pl.DataFrame | None = None) -> None:
    """Write events, recorded now, or when the rows of their `own` say that they were recorded."""
    brought = [c for c in STAMPED if own is not None and c in own.columns]
    stamped = events.with_columns(recorded_at=pl.lit(now()), recorded_by=pl.lit(stamp.by))
    if own is not None and brought:
        theirs = own.select(pl.col("id").alias("record"), *brought)
        stamped = stamped.drop(brought).join(theirs, on="record", how="left", maintain_order="left")
    if "recorded_at" in brought:
        latest = pl.max_horizontal("recorded_at", "happened_at", EVENING)
        stamped = stamped.with_columns(recorded_at=latest)
    stamped = stamped.with_columns(load_id=pl.lit(stamp.load_id, dtype=pl.String))
    by_person = stamped.sort(
        "person_id", maintain_order=True
    )  # as they are read, and indexed faster
    copy_in(Event._meta.db_table, by_person.rename({"record": "record_id"}))
