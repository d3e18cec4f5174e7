"""Reads the rows that a rule gives as its examples.

"!Episodes: CHILD=2, DECOM=01/05/2026, LS=C2; Header: CHILD=2" is two rows, the first of which the
rule should point at. A row without a child is of child 1; "2024;" before the rows names the
collection year they are judged in; "+UASC;" says that a table is given though it has no rows;
"Header*3: SEX=M" is three such rows.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.view import LAST

NEWEST = 2027
AUTHORITY = "E08000025"
_ROW = re.compile(r"(!?)(\w+)(?:\*(\d+))?(?::\s*(.*))?\Z", re.DOTALL)
POSTCODES = pl.DataFrame(
    [
        ("B11AA", 406_000, 286_000, AUTHORITY),
        ("B22BB", 407_000, 287_000, AUTHORITY),
        ("LE11AA", 458_000, 304_000, "E06000016"),
        ("CF11AA", 318_000, 176_000, "W06000015"),
        ("EH11AA", 325_000, 674_000, "S12000036"),
        ("AB99AA", 406_000, 849_255, "S12000033"),
        ("B11AB", 406_322, 286_000, AUTHORITY),  # two tenths of a mile from B1 1AA
        ("B11AC", 406_161, 286_000, AUTHORITY),  # one
        ("ZZ99ZZ", 406_000, 1_895_139, AUTHORITY),  # 999.9 miles
        ("ZZ11ZZ", 406_000, 1_895_300, AUTHORITY),  # 1,000
    ],
    schema=["postcode", "easting", "northing", "authority"],
    orient="row",
)
PROVIDERS = pl.DataFrame(
    {
        "urn": ["SC400001", "SC400002", "1234567", "7654321"],
        "places": ["U1,U2,U3,U4,U5,U6", "K2,R3", "K2", "K2"],
        "providers": ["PR1", "PR4,PR5", "PR4", "PR4"],
        "postcode": ["B11AA", "LE11AA", "B22BB", "B22BB"],
        "authority": [AUTHORITY, "E06000016", AUTHORITY, AUTHORITY],
        "ended_on": [None, None, "2026-06-30", "2027-03-31"],
    }
).with_columns(pl.col("ended_on").str.to_date())


COLUMNS = {table.id: {"CHILD", "UASC", *table.names} for table in TABLES}


@dataclass(frozen=True)
class Example:
    """The return that the rows make, and the rows pointed at, by table and place in it."""

    given: Given
    pointed: frozenset[tuple[str, int]]


@dataclass
class Written:
    """The rows of an example as they are written: whether marked, of which table, and the fields."""

    year: int = NEWEST
    rows: list[tuple[bool, str, dict[str, str]]] = field(default_factory=list)
    empty: set[str] = field(default_factory=set)


def read(rule: Rule, text: str) -> Example:
    """One example of a rule of the SSDA903."""
    example = written(rule, text, COLUMNS)
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    pointed: set[tuple[str, int]] = set()
    for mark, table, fields in example.rows:
        if mark:
            pointed.add((table, len(rows[table])))
        rows[table].append(fields)
    return Example(_given(rule, example.year, rows, example.empty), frozenset(pointed))


def written(rule: Rule, text: str, columns: Mapping[str, set[str]]) -> Written:
    """The text of an example, taken apart; `columns` are those a row of each table may have."""
    example = Written()
    for part in filter(None, (one.strip() for one in text.split(";"))):
        if part.isdigit():
            example.year = int(part)
        elif part.startswith("+"):
            example.empty.add(part[1:])
        else:
            example.rows += _parsed(rule, part, columns)
    return example


def _parsed(
    rule: Rule, part: str, columns: Mapping[str, set[str]]
) -> list[tuple[bool, str, dict[str, str]]]:
    found = _ROW.match(part)
    assert found, f"{rule.code}: {part!r} is not a row of an example"
    pairs = [one.split("=", 1) for one in (found[4] or "").split(",") if one.strip()]
    assert all(len(pair) == 2 for pair in pairs), f"{rule.code}: {part!r} lacks an ="
    fields = {name.strip(): value.strip() for name, value in pairs}
    strangers = set(fields) - columns[found[2].removesuffix(LAST)]
    assert not strangers, f"{rule.code}: {found[2]} has no {sorted(strangers)}"
    return [(bool(found[1]), found[2], fields)] * int(found[3] or 1)


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
