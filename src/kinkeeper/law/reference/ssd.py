"""The page of the tables of the Standard Safeguarding Dataset that are written here."""

from __future__ import annotations

from collections.abc import Collection

from kinkeeper.law.reference.parts import table
from kinkeeper.law.returns.ssd.fields import TABLES, Column, SsdTable
from kinkeeper.law.returns.ssd.returned import not_held
from kinkeeper.law.returns.ssd.scope import YEARS


def dataset() -> list[str]:
    """Every table with its fields, types and keys, and which of them a record here holds."""
    missing = not_held()
    fields = sum(len(one.columns) for one in TABLES)
    absent = sum(map(len, missing.values()))
    lines = [
        f"The {len(TABLES)} tables and {fields} fields of the dataset as `kinkeeper write --return ssd` "
        f"writes them, named and typed as the standard has them. {fields - absent} fields are told from "
        f"records; the {absent} that no record here holds are there and null. What ended more than "
        f"{YEARS} years before the year is left out, as are protected addresses and sealed names.",
        "",
    ]
    for one in TABLES:
        lines += _table(one, missing.get(one.name, ()))
    return lines


def _table(one: SsdTable, missing: Collection[str]) -> list[str]:
    rows = [(f"`{c.name}`", f"`{c.sql}`", _key(c), _held(c, missing)) for c in one.columns]
    none = len(missing) == len(one.columns)
    told = ["No record here holds any of it: it is written without rows.", ""] if none else []
    return [f"## {one.name}", "", *told, *table(("Field", "Type", "Key", "Held"), rows)]


def _key(column: Column) -> str:
    points = f"of `{column.refers_to}`" if column.refers_to else ""
    return ", ".join(word for word in ("key" if column.key else "", points) if word)


def _held(column: Column, missing: Collection[str]) -> str:
    return "no" if column.name in missing else "yes"
