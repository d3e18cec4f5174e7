"""The files of a return as bytes, made from records; what there is nothing of is told."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import collection_year
from kinkeeper.law.returns.cin.returned import census_tables
from kinkeeper.law.returns.cin.write import write_cin
from kinkeeper.law.returns.recorded import Recorded
from kinkeeper.law.returns.ssd import not_held, ssd_tables, write_ssd
from kinkeeper.law.returns.ssd.write import NOT_HELD
from kinkeeper.law.returns.ssda903.returned import ssda903_tables
from kinkeeper.law.returns.ssda903.returned_yearly import untold
from kinkeeper.law.returns.ssda903.write import write_ssda903
from kinkeeper.law.returns.ssda903.write_xml import LEFT_OUT, write_ssda903_xml
from kinkeeper.law.returns.whose import numbers

SSDA903, CIN, SSD = "ssda903", "cin", "ssd"
_NUMBER: Final = re.compile(r"^[0-9]{3}\Z")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which return is written, of which year, and in which form. Raises BadInput.

    `year` is the March it ends in; `authority` the Department's number, which a census names.
    """

    name: str
    year: int
    xml: bool = False
    authority: str = ""

    def __post_init__(self) -> None:
        if self.name == CIN and not _NUMBER.match(self.authority):
            raise BadInput(
                "a census names its authority by the Department's number, of three digits",
                do="Say it with --authority, as 330.",
            )
        if self.name != CIN and self.authority:
            raise BadInput("--authority is for the census", do="Leave it out.")
        if self.name == SSD and self.xml:
            raise BadInput("the dataset has no XML form", do="Leave out --xml.")

    @property
    def label(self) -> str:
        """The collection year as 2026-27."""
        return collection_year(self.year).label


@dataclass(frozen=True)
class Made:
    """The files by name, the rows of each table, the people in them, and what was left out."""

    wanted: Wanted
    files: Mapping[str, bytes]
    rows: Mapping[str, int]
    people: frozenset[str]
    left_out: tuple[str, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """One fingerprint of all the files: the same records give the same."""
        each = (f"{name} {_sha256(self.files[name])}\n" for name in sorted(self.files))
        return _sha256("".join(each).encode())

    def told(self) -> dict[str, Any]:
        """The list that is left beside the files."""
        files = [{"name": n, "sha256": _sha256(c)} for n, c in sorted(self.files.items())]
        return {
            "return": self.wanted.name, "year": self.wanted.label, "sha256": self.sha256,
            "children": len(self.people), "rows": dict(self.rows), "files": files,
            "left_out": list(self.left_out),
        }  # fmt: skip


def make(wanted: Wanted, recorded: Recorded) -> Made:
    """The return, whoever's records are restricted: the law asks for every child."""
    return _MAKERS[wanted.name](wanted, recorded)


def _ssda903(wanted: Wanted, recorded: Recorded) -> Made:
    tables = ssda903_tables(recorded, year=wanted.year)
    rows = {name: len(frame) for name, frame in tables.items()}
    people = _people(recorded, tables["Header"]["CHILD"])
    told = _untold(wanted, recorded)
    if wanted.xml:
        files = {f"ssda903_{wanted.label}.xml": write_ssda903_xml(tables, year=wanted.year)}
        told += tuple(
            f"{name}: the XML form has no place for it" for name in LEFT_OUT if rows.get(name)
        )
    else:
        files = write_ssda903(tables, year=wanted.year)
    return Made(wanted, _bytes(files), rows, people, told)


def _untold(wanted: Wanted, recorded: Recorded) -> tuple[str, ...]:
    """Care leavers whom the return asks after and the records say nothing of."""
    count = untold(recorded, collection_year(wanted.year))
    if not count:
        return ()
    return (
        f"OC3: {count} who had left care and had a birthday in the year, of whom nothing is "
        "recorded around it",
    )


def _cin(wanted: Wanted, recorded: Recorded) -> Made:
    tables = census_tables(recorded, year=wanted.year)
    text = write_cin(tables, year=wanted.year, authority=wanted.authority)
    people = _people(recorded, tables["Children"]["LAchildID"])
    rows = {name: len(frame) for name, frame in tables.items()}
    return Made(wanted, _bytes({f"children_in_need_{wanted.label}.xml": text}), rows, people)


def _ssd(wanted: Wanted, recorded: Recorded) -> Made:
    tables = ssd_tables(recorded, year=wanted.year)
    people = _people(recorded, tables["ssd_person"]["pers_person_id"])
    rows = {name: len(frame) for name, frame in tables.items()}
    fields = sum(map(len, not_held().values()))
    told = (f"{fields} fields that no record here holds: they are null, and {NOT_HELD} lists them",)
    return Made(wanted, write_ssd(tables), rows, people, told)


_MAKERS: Final[Mapping[str, Callable[[Wanted, Recorded], Made]]] = {
    SSDA903: _ssda903, CIN: _cin, SSD: _ssd,
}  # fmt: skip


def _people(recorded: Recorded, named: pl.Series) -> frozenset[str]:
    whose = numbers(recorded).filter(pl.col("number").is_in(named.implode()))
    return frozenset(whose["person_id"].to_list())


def _bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
