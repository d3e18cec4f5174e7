"""Asks a rule, and its mutants, of its own examples."""

from collections.abc import Callable

import polars as pl

from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import Prepared
from tests.law.returns.rules.example import Example, read
from tests.law.returns.rules.mutate import mutants

Prepare = Callable[[Given], Prepared]
Read = Callable[[Rule, str], Example]
Pointed = tuple[set[tuple[str, int]], bool]


def pointed(rule: Rule, text: str, prepare: Prepare, read: Read = read) -> Pointed:
    """The rows a rule points at in an example, and whether it found anything."""
    judged = judge([rule], read(rule, text).given, prepare)
    assert judged.not_run == {}
    rows = judged.found.drop_nulls("table")
    return set(zip(rows["table"], rows["id"], strict=True)), not judged.found.is_empty()


def assert_examples_hold(rule: Rule, prepare: Prepare, read: Read = read) -> None:
    """Nothing in the passing one; in the failing one just the rows that are marked."""
    assert pointed(rule, rule.passes, prepare, read) == (set(), False)
    rows, found = pointed(rule, rule.breaks, prepare, read)
    assert (rows, found) == (set(read(rule, rule.breaks).pointed), not rule.idle)


def survivors(rule: Rule, prepare: Prepare, read: Read = read) -> set[str]:
    """The changes of a rule that its examples do not notice."""
    changed = mutants(rule.fails)
    alive = set(changed)
    for text in (rule.passes, rule.breaks):
        given = read(rule, text).given
        rows = rule.over.build(prepare(given))
        told = rows.select(
            pl.lit(value=True),
            rule.fails.fill_null(value=False).alias("_rule"),
            *(one.fill_null(value=False).alias(name) for name, one in changed.items()),
        ).collect()
        alive -= {name for name in changed if not told[name].equals(told["_rule"])}
    return alive
