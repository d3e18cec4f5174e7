"""Reads the rows that a rule of the census gives as its examples.

They are written as those of the SSDA903 are, and a row belongs to the latest row of its parent's
table before it: "Children: LAchildID=2; CINdetails: ReferralNFA=true; Section47:" is an enquiry of
that child. A parent that nobody wrote is there without values; a child that is given no LAchildID
is known by its place. The census has the header it should, but for what a row of Header says.
"""

from dataclasses import dataclass, field

import polars as pl

from kinkeeper.law.returns.cin.fields import HEADER, PARENTS, TABLES
from kinkeeper.law.returns.cin.read import ID, UNDER
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.rule import Rule
from tests.law.returns.rules.example import Example, written

COLUMNS = {table.id: set(table.names) for table in (HEADER, *TABLES)}
AUTHORITY = "330"
Row = dict[str, object]


@dataclass
class _Census:
    """The rows so far, and the latest of each table that another can still be put under."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.id: [] for table in TABLES})
    latest: dict[str, Row] = field(default_factory=dict)
    count: int = 0

    def add(self, table: str, fields: dict[str, str]) -> tuple[str, int]:
        parent = PARENTS.get(table)
        if parent and parent not in self.latest:
            self.add(parent, {})
        child = self.latest[parent]["LAchildID"] if parent else str(len(self.rows[table]) + 1)
        self.count += 1
        row = {
            "LAchildID": child,
            ID: self.count,
            UNDER: self.latest[parent][ID] if parent else None,
        }
        self.rows[table].append(row | {name: value or None for name, value in fields.items()})
        self._forget_below(table)
        self.latest[table] = self.rows[table][-1]
        return table, len(self.rows[table]) - 1

    def _forget_below(self, table: str) -> None:
        for below in [name for name, parent in PARENTS.items() if parent == table]:
            self.latest.pop(below, None)
            self._forget_below(below)


def read(rule: Rule, text: str) -> Example:
    """One example of a rule of the census."""
    example, census = written(rule, text, COLUMNS), _Census()
    header: Row = {"Collection": "CIN", "Year": str(example.year), "LEA": AUTHORITY,
                   "ReferenceDate": f"{example.year}-03-31"}  # fmt: skip
    pointed: set[tuple[str, int]] = set()
    for mark, table, fields in example.rows:
        if table == HEADER.id:
            header |= {name: value or None for name, value in fields.items()}
            place = (HEADER.id, 0)
        else:
            place = census.add(table, fields)
        if mark:
            pointed.add(place)
    tables = {HEADER.id: _frame(HEADER.names, [header])} | {
        table.id: _frame(table.names, census.rows[table.id]) for table in TABLES
    }
    return Example(Given(example.year, tables, authority=AUTHORITY, xml=True), frozenset(pointed))


def _frame(names: tuple[str, ...], rows: list[Row]) -> pl.DataFrame:
    schema = dict.fromkeys(names, pl.String()) | {ID: pl.Int64(), UNDER: pl.Int64()}
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)
