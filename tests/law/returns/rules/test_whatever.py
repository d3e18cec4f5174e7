"""Whatever stands in a return, no rule raises, and what is spoiled of one child is that child's alone."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import Phase, settings
from hypothesis import given as of_any
from hypothesis import strategies as st

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.cin import derive as cin
from kinkeeper.law.returns.cin.checks import RULES as CIN
from kinkeeper.law.returns.cin.read import read_text
from kinkeeper.law.returns.fields import Field
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import Judged, judge
from kinkeeper.law.returns.open import open_file
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903 import library
from kinkeeper.law.returns.ssda903.checks import RULES as SSDA903
from kinkeeper.law.returns.ssda903.derive import prepare
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.law.returns.view import ID, LAST, Prepared
from tests.law.returns.rules.example import AUTHORITY, POSTCODES, PROVIDERS

# Seeds are not made smaller by shrinking them: the first that fails is told.
AS_DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)
EXAMPLES = Path(__file__).parents[4] / "examples"
CENSUS = EXAMPLES / "cin" / "children_in_need_2025-26.xml"
RUBBISH = (
    None, "", " ", "0", "1", "-1", "2.5", "1E+05", "9" * 40, "NAN", "INF", "NULL", "#N/A", "=1+1", "\u0000",
    "31/02/2026", "29/02/2024", "01/04/2026", "31/03/2027", "1/1/26", "2026-04-01", "00/00/0000",
    "31/12/9999", "01/01/0001", "46113", "ZZ/ZZ/2020", "ÉÈ", "٣/٣/٢٠٢٦", "X" * 5_000, "'; --", "\n", "\t",
    "B1 1AA", "B11AA", "SC400001", "1234567", "UN1", "A123456789012",
)  # fmt: skip
# Rules that look over several children at once: what another child has matters to them.
ACROSS = {"444", "INT32"}

Told = set[tuple[str, str | None, str | None]]


def value(one: Field, by: random.Random, texts: list[str]) -> str | None:
    """A code the field may hold, a date, or rubbish."""
    if one.name == "CHILD":
        return by.choice(("1", "1", "2", "3", "", None))
    if one.code_set and by.random() < 0.7:
        return by.choice(code_set(one.code_set).codes).code
    if by.random() < 0.5:
        return f"{by.randint(1, 29):02}/{by.randint(1, 12):02}/{by.randint(2005, 2028)}"
    return by.choice((*RUBBISH, *texts))


@st.composite
def returns(draw: st.DrawFn) -> Given:
    """Any tables of any year, with or without the year before and what stands beside them."""
    by = draw(st.randoms(use_true_random=True))
    texts = draw(st.lists(st.text(max_size=12), max_size=3))
    tables = {}
    for table in TABLES:
        for name in (table.id, f"{table.id}{LAST}"):
            if by.random() < 0.85:
                rows = [
                    [value(one, by, texts) for one in table.fields]
                    for _ in range(by.choice((0, 1, 6)))
                ]
                tables[name] = pl.DataFrame(
                    rows, dict.fromkeys(table.names, pl.String), orient="row"
                )
    return Given(
        draw(st.integers(2023, 2027)), tables,
        authority=by.choice((None, AUTHORITY, "X")),
        postcodes=by.choice((None, POSTCODES, POSTCODES.clear())),
        providers=by.choice((None, PROVIDERS, PROVIDERS.clear())),
        xml=by.random() < 0.5,
    )  # fmt: skip


@of_any(returns())
@settings(max_examples=40, deadline=None, phases=AS_DRAWN)
def test_no_rule_raises(given: Given) -> None:
    """Each is broken, met, or not run for a reason that is told."""
    judged = judge(SSDA903, given, prepare)
    asked = {rule.code for rule in SSDA903 if rule.stands(given.year)}
    assert set(judged.found["rule"]) | judged.met | set(judged.not_run) == asked
    assert all(reason.startswith("Not run: ") for reason in judged.not_run.values())


@cache
def looked_after() -> Given:
    """The example of two years, with all that rules need beside it."""
    read = library.read(EXAMPLES / "ssda903" / "2025-26", EXAMPLES / "ssda903" / "2026-27")
    return Given(2027, library._tables(read.texts, 2027), authority=AUTHORITY, postcodes=POSTCODES,
                 providers=PROVIDERS)  # fmt: skip


@cache
def census() -> Given:
    """The example of a census."""
    return cin.given(read_text(open_file(CENSUS)))


def told(given: Given, judged: Judged, child: str) -> Told:
    """What rules found, by the child whose rows they point at."""
    found: Told = set()
    for (code, table), rows in judged.found.group_by("rule", "table"):
        if table is None or child not in given.tables[str(table)].columns:
            found.add((str(code), str(table), None))
            continue
        numbered = given.tables[str(table)].drop(ID, strict=False).with_row_index(ID)
        children = numbered.join(rows.select(pl.col("id").alias(ID)), on=ID, how="semi")[child]
        found |= {(str(code), str(table), one) for one in children}
    return found


def spoiled(given: Given, child: str, by: random.Random) -> tuple[str, Given]:
    """The return with five values of one of its children replaced by rubbish, and which child."""
    everybody = given.tables["Children" if "Children" in given.tables else "Header"]
    whose = by.choice(everybody[child].to_list())
    tables = dict(given.tables)
    for _ in range(5):
        table = by.choice(
            [one for one in tables if child in tables[one].columns and LAST not in one]
        )
        rows = tables[table]
        columns = [
            one for one in rows.columns if one not in (child, FILE, ROW) and not one.startswith("_")
        ]
        column, rubbish = by.choice(columns), by.choice(RUBBISH)
        spoil = pl.when(pl.col(child) == whose).then(pl.lit(rubbish, pl.String)).otherwise(column)
        tables[table] = rows.with_columns(spoil.alias(column))
    return whose, replace(given, tables=tables)


def assert_it_stays_with_the_child(
    given: Given,
    rules: tuple[Rule, ...],
    work_out: Callable[[Given], Prepared],
    child: str,
    by: random.Random,
) -> None:
    """Findings of other children, and of the return as a whole, are what they were."""
    whose, worse = spoiled(given, child, by)
    over_one = [rule for rule in rules if rule.pointed and rule.code not in ACROSS]
    before = told(given, judge(over_one, given, work_out), child)
    after = told(worse, judge(over_one, worse, work_out), child)
    assert {(code, of) for code, _, of in before ^ after if of != whose} == set()


@of_any(st.randoms(use_true_random=True))
@settings(max_examples=15, deadline=None, phases=AS_DRAWN)
def test_what_is_spoiled_of_a_child_looked_after_is_told_of_that_child(by: random.Random) -> None:
    """One bad value never loses or makes a finding of anybody else."""
    assert_it_stays_with_the_child(looked_after(), SSDA903, prepare, "CHILD", by)


@of_any(st.randoms(use_true_random=True))
@settings(max_examples=25, deadline=None, phases=AS_DRAWN)
def test_what_is_spoiled_of_a_child_in_need_is_told_of_that_child(by: random.Random) -> None:
    """One bad value never loses or makes a finding of anybody else."""
    assert_it_stays_with_the_child(census(), CIN, cin.prepare, "LAchildID", by)


@pytest.mark.parametrize(
    ("whole", "rules", "work_out"), [(looked_after, SSDA903, prepare), (census, CIN, cin.prepare)]
)
def test_a_table_that_is_missing_stops_its_own_rules_alone(
    whole: Callable[[], Given], rules: tuple[Rule, ...], work_out: Callable[[Given], Prepared]
) -> None:
    """They are not run; every other rule is broken or met."""
    for name in whole().tables:
        tables = {one: rows for one, rows in whole().tables.items() if one != name}
        judged = judge(rules, replace(whole(), tables=tables), work_out)
        standing = {rule.code: rule for rule in rules if rule.stands(whole().year)}
        stopped = {code for code, rule in standing.items() if name in rule.tables}
        assert stopped <= set(judged.not_run)
        assert set(judged.found["rule"]) | judged.met == set(standing) - set(judged.not_run)
