"""What the pages of returns share: which returns there are, and how their parts are named and linked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kinkeeper.law.returns.cin import checks as cin
from kinkeeper.law.returns.cin import fields as cin_fields
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.rule import FIRST_YEAR, Rule
from kinkeeper.law.returns.ssda903 import checks as ssda903
from kinkeeper.law.returns.ssda903 import fields as ssda903_fields
from kinkeeper.law.returns.view import LAST

WHOLE = "The whole return"
_AFTER_NUMBERS = 1_000_000
_PARTS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Documented:
    """A return as its pages tell it.

    `rows` says whose the rows of an example are; `also` are fields that its files need not hold,
    by table.
    """

    id: str
    title: str
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]
    peer: str
    dates: str
    rows: str
    also: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def latest(self) -> dict[str, Rule]:
        """The rule that stands now, by code."""
        return {rule.code: rule for rule in self.rules if rule.until is None}

    def anchor(self, rule: Rule) -> str:
        """What the rule is reached by: its code, and an older one by its first year too."""
        return rule.code if rule.until is None else f"{rule.code}-{rule.since}"

    def names(self, table: str) -> tuple[str, ...]:
        """Every field that a table is said to have."""
        own = next(one.names for one in self.tables if one.id == table)
        return (*own, *(name for name in self.also.get(table, ()) if name not in own))

    def link(self, name: str, base: str) -> str:
        """A field as a rule names it, linked to its definition."""
        of, _, one = name.rpartition(".")
        table = (of or base).removesuffix(LAST)
        words = f"{table}.{one}" + (" of last year" if (of or base).endswith(LAST) else "")
        known = any(each.id == table for each in self.tables) and one in self.names(table)
        return f"[{words}]({self.id}-fields.md#{table}.{one})" if known else words


DOCUMENTED = (
    Documented(
        "ssda903", "SSDA903", ssda903_fields.TABLES, ssda903.RULES,
        "`csc-validator-be-903`, version 0.1.17", "DD/MM/YYYY",
        "A row that names no child is the first child's.", ssda903_fields.WORKED_OUT,
    ),
    Documented(
        "cin", "Children in need census", (cin_fields.HEADER, *cin_fields.TABLES), cin.RULES,
        "`csc-validator-be-cin`, as it stood in the spring of 2026", "YYYY-MM-DD",
        "A row stands under the last one before it that can hold it, as it does in the XML; where "
        "none is shown, under one that holds nothing.",
    ),
)  # fmt: skip
"""The returns that are checked."""


def in_order(rules: list[Rule]) -> list[Rule]:
    """By code as people count: 99, 101, 101B."""
    return sorted(rules, key=lambda rule: (_by_number(rule.code), -rule.since))


def years(rule: Rule) -> str:
    """The collection years of a rule."""
    first, last = label(rule.since), rule.until and label(rule.until)
    if rule.since == FIRST_YEAR:
        return f"to {last}" if last else "all"
    return f"{first} to {last}" if last else f"from {first}"


def label(year: int) -> str:
    """The collection year that ends in March of this year."""
    return f"{year - 1}-{year % 100:02d}"


def _by_number(code: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdigit() else (_AFTER_NUMBERS, part)
        for part in _PARTS.split(code)
        if part
    ]
