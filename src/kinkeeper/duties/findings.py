"""Keeping stored findings true: of one child as records change, of everybody nightly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.db import connection, transaction

from kinkeeper.chronology.tables import Select, fetch_several
from kinkeeper.duties import turns
from kinkeeper.duties.finding_models import CheckRun, Finding
from kinkeeper.facts.frames import record_frames, same_people
from kinkeeper.kernel.moment import today
from kinkeeper.law.check import Findings, run_checks
from kinkeeper.law.checks import CHECKS

Fact = tuple[str, str, str]  # child, check, record
TABLE, RUNS = Finding._meta.db_table, CheckRun._meta.db_table
STORED = Select(
    f"SELECT person_id, check_id, record, id FROM {TABLE} WHERE closed_on IS NULL",
    dict.fromkeys(("child", "check", "record", "id"), pl.String()),
)
NOT_RUN = Select(
    f"SELECT check_id, not_run FROM {RUNS} WHERE not_run IS NOT NULL",
    dict.fromkeys(("check", "reason"), pl.String()),
)
ASKED = tuple(dict.fromkeys(check.over for check in CHECKS))


@dataclass(frozen=True)
class Kept:
    """How many findings were opened and closed."""

    opened: int
    closed: int


def refresh_findings(people: Collection[str] | None = None, *, as_at: date | None = None) -> Kept:
    """Bring the findings of these people (None: of everybody) up to date, in one transaction.

    A finding no longer found is closed, if its check was run or is no more. When it turns out
    that another set of checks can be run than before, everybody is asked.
    """
    on = as_at or today()
    with transaction.atomic(savepoint=False):
        whom = None if people is None else same_people(people)
        found = run_checks(CHECKS, record_frames(whom, as_at=on, names=ASKED), as_at=on)
        stored, not_run = _stored(whom)
        if whom is None:
            _keep_runs(found, on)
        elif dict(found.not_run) != not_run:
            turns.take(None)
            return refresh_findings(as_at=on)
        return _reconcile(found, stored, on)


def _keep_runs(found: Findings, on: date) -> None:
    CheckRun.objects.all().delete()
    reasons: dict[str, str | None] = {**dict.fromkeys(found.ran), **found.not_run}
    CheckRun.objects.bulk_create(
        CheckRun(check_id=check, run_on=on, not_run=reason) for check, reason in reasons.items()
    )


def _stored(people: Collection[str] | None) -> tuple[dict[Fact, str], dict[str, str]]:
    """The open findings, each with its id; and by check, why it was not run."""
    of, given = ("", []) if people is None else (" AND person_id = ANY(%s::uuid[])", [list(people)])
    facts, runs = fetch_several([replace(STORED, query=STORED.query + of, params=given), NOT_RUN])
    return {row[:3]: row[3] for row in facts.iter_rows()}, dict(runs.iter_rows())


def _reconcile(found: Findings, stored: Mapping[Fact, str], on: date) -> Kept:
    """Write only what differs; what is closed stays as the trail."""
    now = set(found.broken.select("child", "check", "record").iter_rows())
    new = sorted(now - stored.keys())
    gone = [id_ for fact, id_ in stored.items() if fact not in now and fact[1] not in found.not_run]
    _open(new, on)
    _close(gone, on)
    return Kept(len(new), len(gone))


def _open(new: list[Fact], on: date) -> None:
    """One that another transaction has opened meanwhile stands as it is."""
    rows = (
        Finding(person_id=child, check_id=check, record=record, first_seen_on=on)
        for child, check, record in new
    )
    if new:
        Finding.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)


def _close(ids: list[str], on: date) -> None:
    closing = (
        f"UPDATE {TABLE} SET closed_on = greatest(first_seen_on, %s) WHERE id = ANY(%s::uuid[])"
    )
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(closing, [on, ids])
