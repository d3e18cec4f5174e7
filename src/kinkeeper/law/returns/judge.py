"""Asks every rule of a return: what is broken, what holds, and what could not be asked and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from kinkeeper.law.returns.at_once import APART, at_once
from kinkeeper.law.returns.blind import Without, blind
from kinkeeper.law.returns.bounds import A_COUNTRY, Bounds
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.side_by_side import side_by_side
from kinkeeper.law.returns.view import Prepared

FOUND = pl.Schema({"rule": pl.String, "table": pl.String, "id": pl.UInt32})
_MANY = 1_000  # rows: pairs repeat them, so they are made fewer at once and not at the end
_FEW_PAIRS = 4_000_000  # of rows of a child: an authority has a sixth of it
_Broken = tuple[str, str | None, pl.Series]  # a rule, a table it points at, and the rows of it


@dataclass(frozen=True)
class Judged:
    """`found`: FOUND, a row for each row pointed at (no table or row: the return as a whole).

    `met` are the codes of rules that were asked and hold, `not_run` the reason by code of those
    that could not be asked.
    """

    found: pl.DataFrame
    met: frozenset[str]
    not_run: Mapping[str, str]


def judge(
    rules: Iterable[Rule],
    given: Given,
    prepare: Callable[[Given], Prepared],
    without: Without = lambda prepared, _table, _column: prepared,
    most: Bounds = A_COUNTRY,
) -> Judged:
    """Ask every rule of the collection year. A rule that raises fails the whole run.

    Beyond `most` the return is refused: BadInput.

    `without` takes a column from the prepared tables, with what is worked out of it: it tells which
    rules cannot be asked where a table lacks one.
    """
    pairs = most.refuse_rows(given.tables)
    standing = [rule for rule in rules if rule.stands(given.year)]
    not_run = {rule.code: why for rule in standing if (why := given.why_not(rule))}
    prepared = prepare(given)
    there = [rule for rule in standing if rule.code not in not_run]
    not_run |= blind(there, prepared, given.lacking, without)
    asked = sorted((rule for rule in there if rule.code not in not_run), key=_view)
    alike = [list(group) for _, group in groupby(asked, key=_view)]
    marked = _worked_out([_plan(of_view, prepared) for of_view in alike], few=pairs <= _FEW_PAIRS)
    found = _frame(_within(most, map(_broken, alike, marked)))
    return Judged(found, frozenset(r.code for r in asked) - set(found["rule"]), not_run)


def _view(rule: Rule) -> str:
    return rule.over.id


def _plan(rules: list[Rule], prepared: Prepared) -> pl.LazyFrame:
    """The rows of one view, and which of them break each of its rules: worked out in one pass."""
    over = rules[0].over
    rows = {over.row_of(table): pl.col(over.row_of(table)) for table in over.shows}
    return over.build(prepared).select(*rows.values(), *(rule.broken for rule in rules))


def _worked_out(plans: list[pl.LazyFrame], *, few: bool) -> Iterator[pl.DataFrame]:
    """What comes of each: all at once where they are small, else a batch of rows at a time, two by two."""
    if few:
        yield from at_once(plans)
    else:
        yield from side_by_side(lambda plan: plan.collect(optimizations=APART), plans)


def _broken(rules: list[Rule], marked: pl.DataFrame) -> list[_Broken]:
    """The rows pointed at by the rules of one view."""
    return [one for rule in rules if marked[rule.code].any() for one in _pointed(rule, marked)]


def _within(most: Bounds, broken: Iterable[list[_Broken]]) -> list[_Broken]:
    """What is found, counted as it comes: no more is gathered than may be kept."""
    every: list[_Broken] = []
    by_rule: Counter[str] = Counter()
    for of_view in broken:
        for code, _, ids in of_view:
            by_rule[code] += len(ids) if len(ids) > _MANY else ids.n_unique()
        most.refuse_found(by_rule)
        every += of_view
    return every


def _pointed(rule: Rule, marked: pl.DataFrame) -> Iterator[_Broken]:
    if not rule.pointed:
        yield rule.code, None, pl.Series([None], dtype=FOUND["id"])
    for table in rule.pointed:
        ids = marked[rule.over.row_of(table)].filter(marked[rule.code])
        yield rule.code, table, ids.unique() if len(ids) > _MANY else ids


def _frame(broken: list[_Broken]) -> pl.DataFrame:
    """FOUND, each row that a rule points at once; a row without a partner has none to point at."""
    if not broken:
        return pl.DataFrame(schema=FOUND)
    codes, tables, rows = zip(*broken, strict=True)
    of = pl.Series([len(ids) for ids in rows])
    named = {"rule": codes, "table": tables}
    pointed = pl.DataFrame(named, schema=dict.fromkeys(named, pl.String)).select(
        pl.all().repeat_by(of).explode(empty_as_null=False)
    )
    found = pointed.with_columns(pl.concat(rows).cast(FOUND["id"]).alias("id"))
    told = found.filter(pl.col("id").is_not_null() | pl.col("table").is_null())
    return told.unique().sort("rule", "table", "id").match_to_schema(FOUND)
