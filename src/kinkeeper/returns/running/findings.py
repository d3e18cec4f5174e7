"""A judged return as findings: each row pointed at, the fields at fault, and what it must not show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import polars as pl

from kinkeeper.access.sections import Section
from kinkeeper.law.codes.coded import codes_of
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.rule import ADOPTION_TABLES, Rule
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.law.returns.view import ID, LAST
from kinkeeper.returns.running.judging import TABLES

ADOPTION: Final = Section.ADOPTION.value
HELD_BACK: Final = "(held back)"
_WHERE_THEY_LIVE: Final = frozenset({"HOME_POST", "PL_POST"})
BEGAN: Final = "DECOM"  # only an episode has it: those of a child stand in a row
Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the return: where it stands, whose it is, what it holds, and the section it tells of."""

    table: str
    file: str
    row: int
    child: str
    values: Values
    section: str
    at_fault: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; without a row it is of the return as a whole."""

    rule: Rule
    row: Row | None
    fields: tuple[tuple[str, str | None], ...]
    values_hash: str
    section: str


def found(checked: Checked, collection: str) -> Iterator[Found]:
    """Every finding in the order of the rules and the rows."""
    rows = {
        str(table): _rows(checked, str(table), collection)
        for table in checked.judged.found["table"].drop_nulls().unique(maintain_order=True)
    }
    for code, table, number in checked.judged.found.iter_rows():
        rule = checked.rules[code]
        yield _found(rule, rows[table][number] if table is not None else None)


def shown(values: Values) -> dict[str, str | None]:
    """What may be kept and shown of a row: never the postcode of where somebody lives."""
    return {
        name: HELD_BACK if value and name in _WHERE_THEY_LIVE else value
        for name, value in values.items()
    }


def _found(rule: Rule, row: Row | None) -> Found:
    if row is None:
        return Found(rule, None, (), _hash(rule.code, "", ()), "")
    at_fault = tuple(
        (name, row.values[name]) for name in _fields(rule, row.table) if name in row.values
    )
    section = row.section or (ADOPTION if rule.tells_of_adoption else "")
    basis = at_fault or tuple(sorted(row.values.items()))
    masked = tuple(shown(dict(at_fault)).items())
    return Found(rule, row, masked, _hash(rule.code, row.table, basis), section)


def _fields(rule: Rule, table: str) -> Iterator[str]:
    """The fields at fault of one of the tables a rule points at."""
    for name in rule.fields:
        of, _, field = name.rpartition(".")
        if (of or rule.over.base) == table:
            yield field


def _hash(code: str, table: str, values: tuple[tuple[str, str | None], ...]) -> str:
    return hashlib.sha256(json.dumps([code, table, values]).encode()).hexdigest()


def _rows(checked: Checked, table: str, collection: str) -> dict[int, Row]:
    """The rows of a table that are pointed at, by the number that rules know them by."""
    wanted = checked.judged.found.filter(table=table)["id"].unique()
    held = checked.given.numbered(table)
    kept = held.filter(held[ID].is_in(wanted.cast(held.schema[ID]).implode()))
    child, near = checked.child_column, next_to_adoption(checked, table, collection)
    return {
        one[ID]: row_of(one, table, child, collection, near) for one in kept.iter_rows(named=True)
    }


def next_to_adoption(checked: Checked, table: str, collection: str) -> frozenset[int]:
    """A child's episodes next to one that tells of adoption: by how they end or begin, they do too."""
    held, child = checked.given.numbered(table), checked.child_column
    closed = _closed_codes(collection, table)
    tells = [pl.col(name).is_in(list(codes)) for name, codes in closed if name in held.columns]
    if not tells or not {child, BEGAN} <= set(held.columns):
        return frozenset()
    told = pl.any_horizontal(tells).fill_null(value=False)
    near = held.sort(child, BEGAN).filter((told.shift(1) | told.shift(-1)).over(child))
    return frozenset(near[ID])


def may_tell_of_adoption(collection: str, table: str) -> bool:
    """Whether some row of a table can tell of adoption, so that even a gap among the others would."""
    return table.removesuffix(LAST) in ADOPTION_TABLES or bool(_closed_codes(collection, table))


def of_adoption(checked: Checked) -> pl.Expr:
    """Whether a finding is of a rule that tells of adoption by its own words."""
    codes = [code for code, rule in checked.rules.items() if rule.tells_of_adoption]
    return pl.col("rule").is_in(codes)


def row_of(
    held: Mapping[str, Any], table: str, child: str, collection: str, near: frozenset[int]
) -> Row:
    """A row of a table as it was read, with the section it tells of."""
    values = {
        name: None if value is None else str(value)
        for name, value in held.items()
        if not name.startswith("_")
    }
    tells = (
        held[ID] in near
        or table.removesuffix(LAST) in ADOPTION_TABLES
        or any(values.get(name) in codes for name, codes in _closed_codes(collection, table))
    )
    return Row(
        table=table,
        file=str(held.get(FILE) or ""),
        row=int(held.get(ROW) or 0),
        child=str(held.get(child) or ""),
        values=values,
        section=ADOPTION if tells else "",
    )


@cache
def _closed_codes(collection: str, table: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The columns of a table in which some codes tell of adoption, with those codes."""
    declared = next((one for one in TABLES[collection] if one.id == table.removesuffix(LAST)), None)
    coded = [
        (one.name, one.code_set) for one in (declared.fields if declared else ()) if one.code_set
    ]
    found = ((name, frozenset(codes_of(code_set, [Section.ADOPTION]))) for name, code_set in coded)
    return tuple((name, codes) for name, codes in found if codes)
