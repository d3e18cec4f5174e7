"""The report of a load for the terminal."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kinkeeper.law.returns.problems import Problem
from kinkeeper.returns.loading.report import FileRead, Report
from kinkeeper.returns.presenters import FILE_WORDS, RECORD_NAMES, STOPPED_WORDS

FIRST_OF_EACH = 3
WIDTH = 110
TABLE_COUNTS = ("read", "refused", "told by a later year", "fields left empty")


def as_text(report: Report, *, everything: bool) -> str:
    """Files, tables, records and findings; of each kind of finding the first few, unless all are wanted."""
    stream = io.StringIO()
    console = Console(file=stream, width=WIDTH, highlight=False)
    for part in (_files(report), _tables(report), _records(report)):
        console.print(part)
    for line in _findings(report.findings, everything=everything):
        console.print(line)
    console.print(_sum(report))
    return stream.getvalue()


def _table(title: str, *columns: str, counts: Sequence[str] = ()) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for name in counts:
        table.add_column(name, justify="right")
    return table


def _files(report: Report) -> Table:
    """One line a folder for files alike, so that five years of tables are five lines."""
    table = _table("Files", "file", "what", "year to March", "note")
    for _, group in groupby(report.files, key=_alike):
        files = list(group)
        first = files[0]
        folder, _, name = first.name.rpartition("/")
        shown = first.name if len(files) == 1 else f"{folder or name}/ ({len(files)} files)"
        what = FILE_WORDS[first.kind]
        table.add_row(escape(shown), what, str(first.year_ended or ""), escape(first.note))
    return table


def _alike(file: FileRead) -> tuple[str, str, int | None, str]:
    return file.name.rpartition("/")[0], file.kind, file.year_ended, file.note


def _tables(report: Report) -> Table:
    table = _table("\nTables read", "table", counts=TABLE_COUNTS)
    for one in report.tables:
        if one.read or one.refused:
            numbers = (one.read, one.refused, one.told_later, one.fields_stopped)
            table.add_row(one.name, *map(str, numbers))
    return table


def _records(report: Report) -> Table:
    table = _table("\nRecords", "record", counts=("new", "changed", "unchanged"))
    for one in report.records:
        name = RECORD_NAMES.get(one.name, one.name)
        table.add_row(name, str(one.new), str(one.changed), str(one.unchanged))
    return table


def _findings(findings: Sequence[Problem], *, everything: bool) -> Iterator[str]:
    """Kind by kind: what was wrong, what was done, what to do, and where."""
    if findings:
        yield "\n[bold]Findings[/bold]"
    for _, group in groupby(sorted(findings, key=_kind), key=_kind):
        alike = list(group)
        shown = alike if everything else alike[:FIRST_OF_EACH]
        first = alike[0]
        where = f"{first.table} {first.field}".strip()
        yield escape(f"{where}: {first.reason}. {STOPPED_WORDS[first.stopped]} {first.do}")
        yield from (escape(_place(one)) for one in shown)
        if len(alike) > len(shown):
            yield f"    and {len(alike) - len(shown)} more like it (all of them with --all)"


def _place(one: Problem) -> str:
    child = f", child {one.child}" if one.child else ""
    value = f": {one.value}" if one.value else ""
    return f"    {one.file} row {one.row}{child}{value}"


def _kind(finding: Problem) -> tuple[str, str, str, str]:
    return finding.stopped, finding.table, finding.field, finding.reason


def _sum(report: Report) -> str:
    later = f"{report.told_later:,} told by a later year, " if report.told_later else ""
    return (
        f"\nLoaded: {report.read:,} rows read; {report.new:,} records new, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged; {report.refused:,} rows refused, "
        f"{later}{report.fields_stopped:,} fields left empty. {report.milliseconds / 1000:.1f} seconds."
    )
