"""What was loaded, for those who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker
from kinkeeper.people.queries import whose_numbers
from kinkeeper.returns.models import Load, LoadCount, LoadFile, LoadFinding, LoadState
from kinkeeper.returns.presenters import (
    CountShown,
    FileShown,
    FindingShown,
    LoadShown,
    count_shown,
    file_shown,
    finding_shown,
    load_shown,
)

MOST_RECENT = 50


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One load with its files and counts; findings are asked for page by page."""

    load: LoadShown
    files: tuple[FileShown, ...]
    tables: tuple[CountShown, ...]
    records: tuple[CountShown, ...]
    findings_by_kind: tuple[tuple[str, int], ...]


def unfinished() -> "QuerySet[Load]":
    """Loads of which nothing has become yet, the first sent first."""
    ended = LoadState.objects.filter(state__in=LoadState.ENDS).values("load_id")
    return Load.objects.exclude(id__in=ended).order_by("loaded_at")


def recent_loads(*, who: Asker, most: int = MOST_RECENT) -> tuple[LoadShown, ...]:
    """The latest loads first."""
    return tuple(
        load_shown(one, list(one.files.all()), list(one.counts.all()), list(one.states.all()))
        for one in _loads(who)[:most]
    )


def one_load(*, who: Asker, load_id: UUID) -> LoadReport | None:
    """One load; None when there is none, or none to be seen."""
    load = _loads(who).filter(id=load_id).first()
    return None if load is None else _report(load, list(load.files.all()), list(load.counts.all()))


def findings(*, who: Asker, load_id: UUID, stopped: str = "") -> "QuerySet[LoadFinding]":
    """The findings of a load in the order of its files, all or of one kind, to be paged."""
    rows = visible(who, Permission.SEE_LOADS, LoadFinding.objects.filter(load_id=load_id))
    chosen = rows.filter(stopped=stopped) if stopped else rows
    return chosen.order_by("table", "file", "row", "field", "id")


def shown(*, who: Asker, rows: Sequence[LoadFinding]) -> tuple[FindingShown, ...]:
    """Findings in words; a child the asker may not see is not named."""
    known = whose_numbers(who, {row.child for row in rows})
    return tuple(finding_shown(row, known) for row in rows)


def records_to() -> date | None:
    """The last day the loaded returns speak of: nothing after it is known from them."""
    latest = LoadFile.objects.aggregate(latest=Max("year_ended"))["latest"]
    return date(latest, 3, 31) if latest else None


def _loads(who: Asker) -> "QuerySet[Load]":
    parts = ("files", "counts", "states")
    return visible(who, Permission.SEE_LOADS, Load.objects.prefetch_related(*parts))


def _report(load: Load, files: Sequence[LoadFile], counts: Sequence[LoadCount]) -> LoadReport:
    ordered = sorted(counts, key=lambda count: count.pk)
    kinds = (
        LoadFinding.objects.filter(load=load)
        .values_list("stopped")
        .annotate(n=Count("id"))
        .order_by("stopped")
    )
    return LoadReport(
        load=load_shown(load, files, counts, list(load.states.all())),
        files=tuple(file_shown(one) for one in sorted(files, key=lambda file: file.pk)),
        tables=tuple(
            count_shown(one)
            for one in ordered
            if one.of == LoadCount.Of.TABLE and (one.read or one.refused)
        ),
        records=tuple(count_shown(one) for one in ordered if one.of == LoadCount.Of.RECORD),
        findings_by_kind=tuple((str(kind), int(n)) for kind, n in kinds),
    )
