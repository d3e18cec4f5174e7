"""Keeps the report of a load, and keeps an older year from undoing a newer one."""

from collections.abc import Iterable, Sequence

import polars as pl
from django.db import connection
from django.db.models import Max

from kinkeeper.access.who import Who
from kinkeeper.chronology.tables import copy_in
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import now
from kinkeeper.kernel.periods import census_year
from kinkeeper.law.returns.problems import Problem
from kinkeeper.returns.loading.report import FileRead, Report
from kinkeeper.returns.models import Load, LoadCount, LoadFile, LoadFinding, LoadState
from kinkeeper.returns.states import move

_LOCK = 0x4C4F4144
_NEEDED = {"cin": "the census", "ssda903": "the SSDA903"}


def one_at_a_time() -> None:
    """Wait for a load under way to end: two at once could make one child twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


FIRST_YEAR = 2009  # the first children in need census was for 2008-09


def refuse_impossible_years(files: Sequence[FileRead]) -> None:
    """A year not yet begun would stand in the way of every true return after it."""
    last = census_year.of(now().date()).end.year  # by the real date, whatever day is pinned
    for file in files:
        if file.year_ended and not FIRST_YEAR <= file.year_ended <= last:
            raise BadInput(
                f"it says it is for the year to March {file.year_ended}",
                file=file.name,
                do=f"Correct the year; it can be from {FIRST_YEAR} to {last}.",
            )


def refuse_older_years(files: Sequence[FileRead]) -> None:
    """What a newer year told may not be overwritten by what an older year knew."""
    for kind, what in _NEEDED.items():
        years = [file.year_ended for file in files if file.kind == kind and file.year_ended]
        newest = LoadFile.objects.filter(kind=kind).aggregate(year=Max("year_ended"))["year"]
        if years and newest and max(years) < newest:
            raise BadInput(
                f"{what} to March {newest} is loaded already, and an older year alone would overwrite it",
                do=f"Load the older year together with the one to March {newest}: what both tell is "
                "as the newer has it, and what only the older tells is added.",
            )


def store(report: Report, *, by: Who) -> Load:
    """The report as rows, for the page that shows it; what a browser sent has a load already."""
    about = {
        "loaded_at": now(),
        "loaded_by": by.id,
        "loaded_by_name": by.full_name,
        "milliseconds": report.milliseconds,
    }
    load, _ = Load.objects.update_or_create(id=report.load_id, defaults=about)
    move(load, LoadState.Kind.LOADED, by=by)
    LoadFile.objects.bulk_create(
        LoadFile(
            load=load,
            name=one.name,
            kind=one.kind,
            sha256=one.sha256,
            size=one.size,
            encoding=one.encoding,
            year_ended=one.year_ended,
            note=one.note,
        )
        for one in report.files
    )
    LoadCount.objects.bulk_create(_counts(load, report))
    copy_in(LoadFinding._meta.db_table, _findings(load, report.findings))
    return load


def _counts(load: Load, report: Report) -> Iterable[LoadCount]:
    for table in report.tables:
        yield LoadCount(
            load=load,
            of=LoadCount.Of.TABLE,
            name=table.name,
            read=table.read,
            refused=table.refused,
            fields_stopped=table.fields_stopped,
            unchanged=table.told_later,
        )
    for record in report.records:
        yield LoadCount(
            load=load,
            of=LoadCount.Of.RECORD,
            name=record.name,
            new=record.new,
            changed=record.changed,
            unchanged=record.unchanged,
        )


def _findings(load: Load, findings: Sequence[Problem]) -> pl.DataFrame:
    """The findings in the columns of their table: a bad return may have a finding a row."""
    columns = {
        "file": [one.file for one in findings],
        "row": [one.row for one in findings],
        "table": [one.table for one in findings],
        "field": [one.field for one in findings],
        "child": [one.child for one in findings],
        "shape": [one.value for one in findings],
        "reason": [one.reason for one in findings],
        "to_do": [one.do for one in findings],
        "stopped": [one.stopped for one in findings],
    }
    return pl.DataFrame(columns).with_columns(pl.lit(str(load.id)).alias("load_id"))
