"""Rules that cannot be asked because a column they read was not given, each with that column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import polars as pl

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import LAST, Prepared

# The prepared tables without a column of one of them, and all that is worked out of it.
Without = Callable[[Prepared, str, str], Prepared]


def blind(
    rules: Iterable[Rule],
    prepared: Prepared,
    lacking: Mapping[str, tuple[str, ...]],
    without: Without,
) -> dict[str, str]:
    """Why not, by code. A rule is tried on tables without rows: it needs a column, or it does not."""
    bare = {name: rows.clear() for name, rows in prepared.items()}
    missed: dict[str, list[str]] = {}
    every = list(rules)
    for table, names in lacking.items():
        for name in names:
            left = without(bare, table, name)
            for rule in every:
                if not _can_be_asked(rule, left) and _can_be_asked(rule, bare):
                    missed.setdefault(rule.code, []).append(_named(table, name))
    return {code: _said(columns) for code, columns in missed.items()}


def _can_be_asked(rule: Rule, tables: Prepared) -> bool:
    try:
        rule.over.build(tables).select(rule.fails.alias("fails")).collect_schema()
    except (pl.exceptions.PolarsError, TypeError):  # a filter by a name that is not there
        return False
    return True


def _said(columns: list[str]) -> str:
    if len(columns) == 1:
        return f"Not run: the column {columns[0]} was not given."
    return f"Not run: columns were not given: {', '.join(columns)}."


def _named(table: str, name: str) -> str:
    of = table.removesuffix(LAST)
    return f"{name} of last year's {of}" if table.endswith(LAST) else f"{name} of {of}"
