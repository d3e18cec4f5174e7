"""What a load came to: per table of the files, per kind of record, and finding by finding."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from kinkeeper.law.returns.problems import Problem
from kinkeeper.returns.loading.sieve import refused_rows


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file, what it turned out to be, and its year with the grounds for it."""

    name: str
    kind: str
    sha256: str = ""
    size: int = 0
    encoding: str = ""
    year_ended: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableCount:
    """How the rows of one table of the files fared."""

    name: str
    read: int
    refused: int
    fields_stopped: int
    told_later: int = 0  # a later year of the same set tells the thing, and decides it


@dataclass(frozen=True, slots=True)
class RecordCount:
    """How many records of one kind a load made, changed and found as they were."""

    name: str
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to say of one load."""

    load_id: UUID
    files: tuple[FileRead, ...]
    tables: tuple[TableCount, ...]
    records: tuple[RecordCount, ...]
    findings: tuple[Problem, ...]
    milliseconds: int = field(default=0)

    @property
    def new(self) -> int:
        return sum(one.new for one in self.records)

    @property
    def changed(self) -> int:
        return sum(one.changed for one in self.records)

    @property
    def unchanged(self) -> int:
        return sum(one.unchanged for one in self.records)

    @property
    def read(self) -> int:
        return sum(one.read for one in self.tables)

    @property
    def refused(self) -> int:
        return sum(one.refused for one in self.tables)

    @property
    def told_later(self) -> int:
        return sum(one.told_later for one in self.tables)

    @property
    def fields_stopped(self) -> int:
        return sum(one.fields_stopped for one in self.tables)

    def as_json(self) -> dict[str, object]:
        """The report as plain values for `--json`."""
        totals = (
            "read",
            "new",
            "changed",
            "unchanged",
            "refused",
            "fields_stopped",
            "told_later",
            "milliseconds",
        )
        return {
            "load": str(self.load_id),
            **{name: getattr(self, name) for name in totals},
            "files": [asdict(one) for one in self.files],
            "tables": [asdict(one) for one in self.tables],
            "records": [asdict(one) for one in self.records],
            "findings": [asdict(one) for one in self.findings],
        }


def table_counts(
    read: Sequence[tuple[str, int]], findings: Iterable[Problem], told_later: Mapping[str, int]
) -> tuple[TableCount, ...]:
    """What became of the rows of each table, in the order the tables were read."""
    findings = tuple(findings)
    refused = refused_rows(findings)
    fields = Counter(one.table for one in findings if one.stopped == "field")
    totals: Counter[str] = Counter()
    for name, rows in read:
        totals[name] += rows
    return tuple(
        TableCount(name, rows, refused[name], fields[name], told_later.get(name, 0))
        for name, rows in totals.items()
    )


def record_counts(counts: Mapping[str, tuple[int, int, int]]) -> tuple[RecordCount, ...]:
    """Counts of new, changed and unchanged records, kind by kind in the order they were written."""
    return tuple(RecordCount(name, *three) for name, three in counts.items())
