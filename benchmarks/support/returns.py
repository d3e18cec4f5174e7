"""Larger returns, made of the examples: each child so many times over, under an identifier of its own."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from support.database import CHECKOUT

EXAMPLES = CHECKOUT / "examples"
IDENTIFIER = re.compile(r"(<LAchildID>[^<]*)(</LAchildID>)")
PUPIL_NUMBER = re.compile(r"(<(?:Former)?UPN>)([^<]{4})[^<]{3}([^<]*</)")
CHILDREN = re.compile(r"(.*<Children>)(.*)(</Children>.*)", re.DOTALL)


def enlarge(into: Path, times: int) -> list[Path]:
    """Write the example census and SSDA903 `times` over; the folders and files to load."""
    into.mkdir(parents=True, exist_ok=True)
    for census in (EXAMPLES / "cin").glob("*.xml"):
        (into / census.name).write_text(_census(census.read_text("utf-8"), times), encoding="utf-8")
    for table in (EXAMPLES / "ssda903").rglob("*.csv"):
        place = into / table.relative_to(EXAMPLES)
        place.parent.mkdir(parents=True, exist_ok=True)
        _table(table, place, times)
    return [into]


def _census(text: str, times: int) -> str:
    found = CHILDREN.fullmatch(text)
    if found is None:
        raise ValueError("the example census has no children")
    before, children, after = found.groups()
    copies = (
        PUPIL_NUMBER.sub(
            rf"\g<1>\g<2>{n:03d}\g<3>", IDENTIFIER.sub(rf"\g<1>N{n:03d}\g<2>", children)
        )
        for n in range(times)
    )
    return before + "".join(copies) + after


def _table(table: Path, place: Path, times: int) -> None:
    with table.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
        names = list(rows[0]) if rows else source_names(table)
    with place.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        for n in range(times):
            writer.writerows(_as_another(row, n) for row in rows)


def source_names(table: Path) -> list[str]:
    """The columns of a table without rows."""
    return table.read_text("utf-8").splitlines()[0].split(",")


def _as_another(row: dict[str, str], n: int) -> dict[str, str]:
    """The row of another child, with another pupil number if it has one."""
    changed = {"CHILD": f"{row['CHILD']}N{n:03d}"}
    if len(row.get("UPN", "")) > len("UN1"):
        changed["UPN"] = f"{row['UPN'][:4]}{n:03d}{row['UPN'][7:]}"
    return row | changed
