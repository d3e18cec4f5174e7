"""What is wrong with the records, and what was not checked, as the asker may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinkeeper.access.permissions import SECTIONS, Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.duties.finding_models import CheckRun, Finding
from kinkeeper.law.check import Check
from kinkeeper.law.checks import CHECKS
from kinkeeper.law.checks import check as check_of

NOT_OPEN = "It would tell of a section of the record that is not open to you."
# Checks whose silence would tell of a section of the record, by the permission that opens it.
SECTIONED = tuple(
    ([check.id for check in CHECKS if check.section == section], opens)
    for opens, section in SECTIONS.items()
    if any(check.section == section for check in CHECKS)
)
NEVER_RUN = "It has not been run over everybody yet."


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, with the check that says what is wrong and what to do."""

    finding_id: UUID
    person_id: UUID
    record: UUID
    check: Check
    first_seen_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A check and how many open findings of it the asker may see; None where it was not run."""

    check: Check
    findings: int | None
    not_run: str | None
    run_on: date | None


def of_child(*, who: Asker, person_id: UUID, closed: bool = False) -> tuple[Found, ...]:
    """The open findings of a child, errors first; with `closed`, those put right instead."""
    rows = _visible(who).filter(person_id=person_id, closed_on__isnull=not closed)
    return tuple(sorted(map(shown, rows), key=lambda f: (f.check.severity, f.first_seen_on)))


def findings(*, who: Asker, check: str | None = None) -> QuerySet[Finding]:
    """The open findings of every child the asker may see, longest standing first, for paging."""
    rows = _visible(who).filter(closed_on=None)
    chosen = rows if check is None else rows.filter(check_id=check)
    return chosen.order_by("first_seen_on", "check_id", "person_id", "id")


def shown(row: Finding) -> Found:
    """A row of `findings` with its check."""
    return Found(
        finding_id=row.id,
        person_id=row.person_id,
        record=row.record,
        check=check_of(row.check_id),
        first_seen_on=row.first_seen_on,
        closed_on=row.closed_on,
    )


def tally(*, who: Asker, check: Check) -> Tally:
    """One of them."""
    return next(one for one in tallies(who=who) if one.check.id == check.id)


def tallies(*, who: Asker) -> tuple[Tally, ...]:
    """Every check: how much it found, or why nobody can say. None found is not *not run*."""
    counted = findings(who=who).order_by().values("check_id").annotate(n=Count("id"))
    numbers = {row["check_id"]: row["n"] for row in counted}
    runs = {run.check_id: run for run in CheckRun.objects.all()}
    closed = {
        name for names, opens in SECTIONED if not as_who(who).permits(opens) for name in names
    }
    found = (_tally(check, numbers.get(check.id, 0), runs.get(check.id)) for check in CHECKS)
    return tuple(_unless(one.check.id in closed, one) for one in found)


def _unless(closed: bool, one: Tally) -> Tally:
    """The tally, without its number where that would tell of a section that is closed."""
    hidden = closed and one.not_run is None
    return replace(one, findings=None, not_run=NOT_OPEN) if hidden else one


def _tally(check: Check, number: int, run: CheckRun | None) -> Tally:
    if run is None:
        return Tally(check, None, NEVER_RUN, None)
    return Tally(check, None if run.not_run else number, run.not_run, run.run_on)


def _visible(who: Asker) -> QuerySet[Finding]:
    """Findings of checks that still stand; a check taken away keeps its trail, unseen.

    What a section of the record would be told by, found or not found, needs that section open.
    """
    known = Finding.objects.filter(check_id__in=[check.id for check in CHECKS])
    seen = visible(who, Permission.SEE_RECORD, known)
    for names, opens in SECTIONED:
        told = visible(who, opens, Finding.objects.filter(check_id__in=names)).values("id")
        seen = seen.filter(~Q(check_id__in=names) | Q(id__in=told))
    return seen
