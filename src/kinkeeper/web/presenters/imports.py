"""Loads and their reports as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from kinkeeper.jobs.queries import Standing
from kinkeeper.returns.presenters import CountShown, FileShown, FindingShown, LoadShown
from kinkeeper.returns.queries import LoadReport
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Cell, Column, Figure, Row, Worklist
from kinkeeper.web.presenters.tables import row

ASKS_FOR = timedelta(minutes=10)  # longer would keep a session open that nobody uses
TITLES = {
    "waiting": "Waiting to be loaded",
    "working": "Being loaded",
    "loaded": "Loaded",
    "refused": "Nothing was loaded",
    "failed": "Nothing was loaded",
}
_LEAVE = "You can leave this page; the report will be under Returns."
UNHEARD = (
    "The part of Kinkeeper that loads files is not running.",
    "Tell your system administrator. The files are kept, and are loaded once it runs.",
)
SAYS = {
    ("waiting", False): ("Your files have arrived and will be loaded in turn.", _LEAVE),
    ("working", False): ("Your files are being read and loaded now.", _LEAVE),
    ("loaded", False): ("Your files are loaded.", ""),
    ("waiting", True): UNHEARD,
    ("working", True): UNHEARD,
}
COUNTS = ("Read", "New", "Changed", "Unchanged", "Refused", "Fields left empty")
STOPPED = Choice(
    "stopped",
    "What happened",
    (
        ("row", "Row not loaded"),
        ("field", "Field left empty"),
        ("nothing", "Loaded, to be checked"),
    ),
    "Everything",
)


def loads(found: Sequence[LoadShown]) -> Worklist:
    """Every load, the latest first."""
    columns = [*_columns("When", "By", "What"), *_figures(*COUNTS)]
    return Worklist("Earlier loads", columns, [_load(one) for one in found])


@dataclass(frozen=True, slots=True)
class Stands:
    """How a load that is not loaded stands, in words."""

    id: UUID
    title: str
    says: str
    to_do: str
    wrong: bool
    asks: bool  # whether the page asks by itself for what is new
    seen: str


def stands(load: LoadShown, jobs: Standing) -> Stands:
    """Waiting, working, refused or failed; and when nobody is there to load it, that."""
    wrong = load.state in ("refused", "failed")
    unheard = jobs.unheard and load.state in ("waiting", "working")
    says, to_do = (f"{load.reason}.", load.to_do) if wrong else SAYS[load.state, unheard]
    sent_at = load.sent_at or jobs.at
    return Stands(
        id=load.id,
        title=TITLES[load.state],
        says=says,
        to_do=to_do,
        wrong=wrong,
        asks=not wrong and jobs.at - sent_at < ASKS_FOR,
        seen=f"{load.state}{'-unheard' if unheard else ''}",
    )


def summary(load: LoadShown) -> str:
    """Who loaded what and when, in a sentence."""
    return f"{load.by} loaded {load.files} on {words.full_moment(load.loaded_at)}."


def figures(load: LoadShown, address: Address) -> list[Figure]:
    """The totals; what was not taken opens the list of findings."""

    def at(stopped: str) -> str:
        return f"{address.change(stopped=stopped, page='')}#findings"

    return [
        Figure(load.read, "rows read"),
        Figure(load.new, "records new"),
        Figure(load.changed, "changed"),
        Figure(load.unchanged, "unchanged"),
        Figure(load.refused, "rows refused", at("row"), late=load.refused > 0),
        Figure(load.fields_stopped, "fields left empty", at("field")),
    ]


def files(found: Iterable[FileShown]) -> Worklist:
    """What each file turned out to be."""
    rows = [
        row(one.name, one.what, one.year or "Does not say", one.note or "Read") for one in found
    ]
    return Worklist("Files", _columns("File", "What it is", "Year", "Note"), rows)


def tables(found: Iterable[CountShown]) -> Worklist:
    """How the rows of each table fared."""
    rows = [
        _counts(one.name, one.read, one.refused, one.unchanged, one.fields_stopped) for one in found
    ]
    figures = _figures("Read", "Refused", "Told by a later year", "Fields left empty")
    columns = [*_columns("Table of the files"), *figures]
    return Worklist("Tables", columns, rows)


def records(found: Iterable[CountShown]) -> Worklist:
    """What became records."""
    rows = [_counts(one.name, one.new, one.changed, one.unchanged) for one in found]
    columns = [*_columns("Kind of record"), *_figures("New", "Changed", "Unchanged")]
    return Worklist("Records", columns, rows)


def total(report: LoadReport, stopped: str) -> int:
    """How many findings a list of them holds."""
    return sum(n for kind, n in report.findings_by_kind if not stopped or kind == stopped)


def findings(rows: Iterable[FindingShown], number: int) -> Worklist:
    """Each value or row not taken: where it is, why, what was done and what to do."""
    columns = _columns("Where", "Child", "Field", "Why", "What was done", "What to do")
    listed = [
        row(f"{one.file}, row {one.row}", one.child, _field(one), one.reason, one.done, one.to_do)
        for one in rows
    ]
    return Worklist("Findings", columns, listed, words.counted(number, "finding"))


def _load(load: LoadShown) -> Row:
    address = reverse("import-report", args=[load.id])
    when = Cell(words.full_moment(load.loaded_at), url=address, head=True, label=False)
    numbers = (load.read, load.new, load.changed, load.unchanged, load.refused, load.fields_stopped)
    what = load.files if load.state == "loaded" else load.state_words
    return Row((when, Cell(load.by), Cell(what), *(Cell(f"{one:,}") for one in numbers)))


def _field(one: FindingShown) -> str:
    return f"{one.where} ({one.shape})" if one.shape else one.where


def _counts(name: str, *numbers: int) -> Row:
    return row(name, *(f"{number:,}" for number in numbers))


def _columns(*names: str) -> list[Column]:
    return [Column(name) for name in names]


def _figures(*names: str) -> list[Column]:
    return [Column(name, figure=True) for name in names]
