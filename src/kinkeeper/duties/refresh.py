"""Keeping stored duties true: of one child as events change, of everybody nightly and before a return."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from django.db import connection, transaction

from kinkeeper.chronology.tables import column_of, column_types, copy_in, copy_out, fetch
from kinkeeper.duties import turns
from kinkeeper.duties.findings import refresh_findings
from kinkeeper.duties.models import Duty, FullRefresh
from kinkeeper.duties.rules import clocks_here
from kinkeeper.facts.bundles import bundle
from kinkeeper.facts.kept import kept_from
from kinkeeper.kernel.ids import uuid7s
from kinkeeper.kernel.workdays import versions
from kinkeeper.law.engine import run

SAME = ("person_id", "clock", "thread", "step", "anchor_event")
TABLE = Duty._meta.db_table
FEW = 500  # people; above this the whole table is read and compared at once


@dataclass(frozen=True)
class Refreshed:
    """How many duties there are now, and what differed from those stored."""

    duties: int
    added: int
    changed: int
    removed: int


def refresh_people(people: Collection[str]) -> Refreshed:
    """Bring these people's duties and findings up to date, inside the caller's transaction."""
    chosen = None if len(people) > FEW else sorted(set(map(str, people)))
    with transaction.atomic():
        turns.take(chosen)
        refresh_findings(chosen)
        return _refresh(chosen)


def refresh_everybody() -> FullRefresh:
    """Bring everybody's duties and findings up to date; keep how many duties differed."""
    with transaction.atomic():
        turns.take(None)
        refresh_findings()
        done = _refresh(None)
        last = FullRefresh.objects.first()
        return FullRefresh.objects.create(
            rules=rules_mark(),
            duties=done.duties,
            added=done.added,
            changed=done.changed,
            removed=done.removed,
            rules_changed=last is not None and last.rules != rules_mark(),
        )


def rules_mark() -> str:
    """A mark that changes when any clock does, the calendar, or what is kept here and since when."""
    clocks = (f"{clock!r} {[s.condition for s in clock.starts]}" for clock in clocks_here())
    kept = sorted(kept_from().items())
    said = "\n".join(clocks) + f"{versions()[-1][1].version} {kept}"
    return hashlib.sha256(said.encode()).hexdigest()


def _refresh(people: list[str] | None) -> Refreshed:
    found = _found(people)
    stored = _stored(people)
    if stored.is_empty():
        _add(found)
        return Refreshed(len(found), len(found), 0, 0)
    return _reconcile(found, stored)


def _found(people: list[str] | None) -> pl.DataFrame:
    """What the engine finds now, in the table's columns without id."""
    instances = run(clocks_here(), bundle(people)).instances.rename({"child": "person_id"})
    return instances.select(c for c in column_types(Duty) if c != "id")


def _stored(people: list[str] | None) -> pl.DataFrame:
    types, names = column_types(Duty), column_of(Duty)
    query = f"SELECT {','.join(names[c] for c in types)} FROM {TABLE}"
    if people is None:
        return copy_out(query, types)
    return fetch(f"{query} WHERE person_id = ANY(%s::uuid[])", types, [people])


def _reconcile(found: pl.DataFrame, stored: pl.DataFrame) -> Refreshed:
    """Write only what differs; what changed keeps its id."""
    fresh = found.join(stored, on=found.columns, how="anti", nulls_equal=True)
    if fresh.is_empty() and len(found) == len(stored):
        return Refreshed(len(found), 0, 0, 0)
    stale = stored.join(found, on=found.columns, how="anti", nulls_equal=True)
    known = fresh.join(stale.select("id", *SAME), on=list(SAME), how="left", nulls_equal=True)
    is_new = known["id"].is_null()
    new, changed = known.filter(is_new), known.filter(~is_new)
    _remove(stale["id"].to_list())
    _add(new.drop("id"))
    copy_in(TABLE, changed)
    return Refreshed(len(found), len(new), len(changed), len(stale) - len(changed))


def _add(duties: pl.DataFrame) -> None:
    """The open beside each other, so that those who ask for all that are open read few pages."""
    closes = pl.min_horizontal("met_on", "ended_on", "superseded_on")
    laid = duties.sort(closes, nulls_last=True, maintain_order=True)
    copy_in(TABLE, laid.with_columns(pl.Series("id", uuid7s(len(laid)), dtype=pl.String)))


def _remove(ids: list[str]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE id = ANY(%s::uuid[])", [ids])
