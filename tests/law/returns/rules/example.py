"""Reads the rows that a rule gives as its examples.

"!Episodes: CHILD=2, DECOM=01/05/2026, LS=C2; Header: CHILD=2" is two rows, the first of which the
rule should point at. A row without a child is of child 1; "2024;" before the rows names the
collection year they are judged in; "+UASC;" says that a table is given though it has no rows.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from kinkeeper.law.returns.cin.fields import TABLES as CIN
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.fields import TABLES as SSDA903
from kinkeeper.law.returns.view import LAST

NEWEST = 2027
AUTHORITY = "E08000025"
_ROW = re.compile(r"(!?)(\w+)(?::\s*(.*))?\Z", re.DOTALL)
POSTCODES = pl.DataFrame(
    {
        "postcode": ["B11AA", "B22BB", "LE11AA", "CF11AA", "EH11AA"],
        "easting": [406_000, 407_000, 458_000, 318_000, 325_000],
        "northing": [286_000, 287_000, 304_000, 176_000, 674_000],
        "authority": [AUTHORITY, AUTHORITY, "E06000016", "W06000015", "S12000036"],
    }
)
PROVIDERS = pl.DataFrame(
    {
        "urn": ["SC400001", "SC400002", "1234567"],
        "places": ["U1,U2,U3,U4,U5,U6", "K2,R3", "K2"],
        "providers": ["PR1", "PR4,PR5", "PR4"],
        "postcode": ["B11AA", "LE11AA", "B22BB"],
        "authority": [AUTHORITY, "E06000016", AUTHORITY],
        "ended_on": [None, None, "2026-06-30"],
    }
).with_columns(pl.col("ended_on").str.to_date())


COLUMNS = {table.id: {"CHILD", "UASC", *table.names} for table in (*CIN, *SSDA903)}


@dataclass(frozen=True)
class Example:
    """The return that the rows make, and the rows pointed at, by table and place in it."""

    given: Given
    pointed: frozenset[tuple[str, int]]


def read(rule: Rule, text: str) -> Example:
    """One example of a rule."""
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    pointed: set[tuple[str, int]] = set()
    year, empty = NEWEST, set[str]()
    for part in filter(None, (one.strip() for one in text.split(";"))):
        if part.isdigit():
            year = int(part)
        elif part.startswith("+"):
            empty.add(part[1:])
        else:
            mark, table, fields = _parsed(rule, part)
            if mark:
                pointed.add((table, len(rows[table])))
            rows[table].append(fields)
    return Example(_given(rule, year, rows, empty), frozenset(pointed))


def _parsed(rule: Rule, part: str) -> tuple[bool, str, dict[str, str]]:
    found = _ROW.match(part)
    assert found, f"{rule.code}: {part!r} is not a row of an example"
    pairs = [one.split("=", 1) for one in (found[3] or "").split(",") if one.strip()]
    assert all(len(pair) == 2 for pair in pairs), f"{rule.code}: {part!r} lacks an ="
    fields = {name.strip(): value.strip() for name, value in pairs}
    strangers = set(fields) - COLUMNS[found[2].removesuffix(LAST)]
    assert not strangers, f"{rule.code}: {found[2]} has no {sorted(strangers)}"
    return bool(found[1]), found[2], fields


def _given(rule: Rule, year: int, rows: dict[str, list[dict[str, str]]], empty: set[str]) -> Given:
    tables = {name: _frame(rows.get(name, [])) for name in {*rule.tables, *rows, *empty}}
    if "last year" in rule.needs and not any(name.endswith(LAST) for name in tables):
        tables["Header_last"] = _frame([])
    return Given(year, tables, authority=AUTHORITY, postcodes=POSTCODES, providers=PROVIDERS,
                 xml="xml" in rule.needs)  # fmt: skip


def _frame(rows: list[dict[str, str]]) -> pl.DataFrame:
    names = {"CHILD", *(name for row in rows for name in row)}
    full = [{"CHILD": "1"} | row for row in rows]
    return pl.DataFrame(
        {name: [row.get(name) or None for row in full] for name in sorted(names)},
        schema=dict.fromkeys(sorted(names), pl.String),
    )
