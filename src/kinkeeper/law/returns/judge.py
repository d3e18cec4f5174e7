"""Asks every rule of a return: what is broken, what holds, and what could not be asked and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import Prepared, View

FOUND = pl.Schema({"rule": pl.String, "table": pl.String, "id": pl.UInt32})


@dataclass(frozen=True)
class Judged:
    """`found`: FOUND, a row for each row pointed at (no table or row: the return as a whole).

    `met` are the codes of rules that were asked and hold, `not_run` the reason by code of those
    that could not be asked.
    """

    found: pl.DataFrame
    met: frozenset[str]
    not_run: Mapping[str, str]


def judge(rules: Iterable[Rule], given: Given, prepare: Callable[[Given], Prepared]) -> Judged:
    """Ask every rule of the collection year. A rule that raises fails the whole run."""
    standing = [rule for rule in rules if rule.stands(given.year)]
    not_run = {rule.code: why for rule in standing if (why := given.why_not(rule))}
    asked = sorted((r for r in standing if r.code not in not_run), key=_view)
    prepared = prepare(given)
    parts = [pl.DataFrame(schema=FOUND)]
    for _, group in groupby(asked, key=_view):
        alike = list(group)
        parts += _broken(alike[0].over, alike, prepared)
    found = pl.concat(parts).sort("rule", "table", "id")
    return Judged(found, frozenset(r.code for r in asked) - set(found["rule"]), not_run)


def _view(rule: Rule) -> str:
    return rule.over.id


def _broken(over: View, rules: list[Rule], prepared: Prepared) -> Iterator[pl.DataFrame]:
    """The rows pointed at by the rules of one view, all worked out in one pass."""
    rows = {over.row_of(table): pl.col(over.row_of(table)) for table in over.shows}
    marks = [rule.fails.fill_null(value=False).alias(rule.code) for rule in rules]
    marked = over.build(prepared).select(*rows.values(), *marks).collect()
    for rule in rules:
        if marked[rule.code].any():
            yield from _pointed(rule, marked.filter(rule.code))


def _pointed(rule: Rule, broken: pl.DataFrame) -> Iterator[pl.DataFrame]:
    if not rule.pointed:
        whole = {"rule": [rule.code], "table": [None], "id": [None]}
        yield pl.DataFrame(whole, schema=FOUND)
    for table in rule.pointed:
        ids = broken[rule.over.row_of(table)].drop_nulls().unique()
        yield pl.DataFrame({"rule": rule.code, "table": table, "id": ids}, schema=FOUND)
