"""Reads a set of files, whatever returns they turn out to be, into rows for our records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.read import Cin, read_cin
from kinkeeper.law.returns.names import NAMES
from kinkeeper.law.returns.open import LeftUnread, Opened, open_paths
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.read import Ssda903, companion, is_companion, read_ssda903
from kinkeeper.law.returns.tables import Sheet, read_sheet
from kinkeeper.returns.loading.cin import build_cin
from kinkeeper.returns.loading.names import build_names
from kinkeeper.returns.loading.report import FileRead
from kinkeeper.returns.loading.rows import Built, Rows
from kinkeeper.returns.loading.ssda903 import build_ssda903


@dataclass(frozen=True, slots=True)
class Files:
    """A set of files as read: what each was, what they say of people, and rows to be written."""

    files: tuple[FileRead, ...]
    people: tuple[pl.DataFrame, ...]
    rows: tuple[Rows, ...]
    read: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    told_later: Mapping[str, int] = field(default_factory=dict)


def read(paths: Sequence[Path]) -> Files:
    """Everything the paths hold; one file that is not what it says refuses the whole set."""
    return understand(*open_paths(paths))


def understand(opened: Sequence[Opened], unread: Sequence[LeftUnread] = ()) -> Files:
    """What the opened files say, whatever returns they turn out to be."""
    censuses = [read_cin(file) for file in opened if file.form == "xml"]
    _refuse_one_year_twice(censuses)
    sheets = [read_sheet(file) for file in opened if file.form == "csv"]
    beside = [sheet for sheet in sheets if is_companion(sheet)]
    names = [sheet for sheet in sheets if NAMES.known_by <= set(sheet.columns)]
    returns = [sheet for sheet in sheets if sheet not in beside and sheet not in names]
    looked_after = read_ssda903(returns) if returns else None
    if not (censuses or looked_after or names):
        raise BadInput(
            "none of these files is a return",
            do="Name a CIN census, SSDA903 files or a list of names.",
        )
    unread = (*unread, *map(companion, beside))
    built = list(_built(censuses, looked_after, names))
    return Files(
        files=tuple(_files(censuses, looked_after, names, unread)),
        people=tuple(one.people for one in built),
        rows=tuple(rows for one in built for rows in one.rows),
        read=tuple(pair for one in built for pair in one.read.items()),
        problems=tuple(problem for one in built for problem in one.problems),
        told_later={name: n for one in built for name, n in one.told_later.items()},
    )


def _built(
    censuses: Sequence[Cin], looked_after: Ssda903 | None, names: Sequence[Sheet]
) -> Iterator[Built]:
    if censuses:
        yield build_cin(censuses)
    if looked_after:
        yield build_ssda903(looked_after)
    if names:
        yield build_names(names)


def _refuse_one_year_twice(censuses: Sequence[Cin]) -> None:
    seen: dict[int, str] = {}
    for census in censuses:
        year = census.year
        if year in seen:
            raise BadInput(
                f"{seen[year]} is a census of the same year",
                file=census.file.name,
                do="Load one of the two.",
            )
        seen[year] = census.file.name


def _files(
    censuses: Sequence[Cin],
    looked_after: Ssda903 | None,
    names: Sequence[Sheet],
    unread: Sequence[LeftUnread],
) -> Iterator[FileRead]:
    for census in censuses:
        yield _file(census.file, "cin", census.year, "from the reference date")
    for found, file in looked_after.files if looked_after else ():
        yield _file(file, "ssda903", found.year, found.how)
    for sheet in names:
        yield _file(sheet.file, "names", None, "")
    for one in unread:
        yield FileRead(one.name, "unread", note=one.reason)


def _file(file: Opened, kind: str, year: int | None, note: str) -> FileRead:
    said = [note, "read as Windows-1252" if file.encoding != "utf-8" else ""]
    return FileRead(
        file.name,
        kind,
        file.sha256,
        file.size,
        file.encoding,
        year,
        "; ".join(s for s in said if s),
    )
