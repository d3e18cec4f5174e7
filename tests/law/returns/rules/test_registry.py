"""The rules of both returns as a whole: all of them, each once a year, each in our own plain words."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from kinkeeper.law.reference.returns import DOCUMENTED, Documented
from kinkeeper.law.returns.rule import FIRST_YEAR, Rule
from kinkeeper.law.returns.view import LAST

FACTS = Path(__file__).parents[5] / "shared" / "facts"
NEWEST = 2027
HOW_MANY = {"ssda903": 327, "cin": 109}
SENTENCES = re.compile(r"[.?!](?= [A-Z])|[.?!]$")
PROGRAM = re.compile(r"\b[a-z]+_[a-z_]+\b|\w\(\)|==|!=|\b(null|NaN|None)\b")
each_return = pytest.mark.parametrize("of", DOCUMENTED, ids=lambda of: of.id)


def words(rule: Rule) -> tuple[str, ...]:
    """Everything a rule says."""
    every = (rule.says, rule.do, rule.reading, rule.differs, rule.idle)
    return tuple(one for one in every if one)


@each_return
def test_every_rule_is_there(of: Documented) -> None:
    """As many codes as the Department's list has."""
    assert len({rule.code for rule in of.rules}) == HOW_MANY[of.id]


@each_return
def test_the_codes_are_those_of_the_list(of: Documented) -> None:
    """Each code of the table of rules and no other."""
    table = FACTS / f"{of.id}_rules.tsv"
    if not table.exists():
        pytest.skip("the table of rules is not here")
    with table.open(encoding="utf-8") as lines:
        told = {row["code"] for row in csv.DictReader(lines, delimiter="\t")}
    assert {rule.code for rule in of.rules} == told


@each_return
@pytest.mark.parametrize("year", range(FIRST_YEAR, NEWEST + 1))
def test_a_code_is_of_one_rule_in_each_year(of: Documented, year: int) -> None:
    """No rule is asked twice of one return."""
    counted = Counter(rule.code for rule in of.rules if rule.stands(year))
    assert [code for code, times in counted.items() if times > 1] == []


@each_return
def test_they_speak_plainly(of: Documented) -> None:
    """Whole sentences; nobody is begged, and no program is quoted."""
    for rule in of.rules:
        for said in words(rule):
            assert said[0].isupper() or said[0].isdigit(), (rule.code, said)
            assert said.endswith("."), (rule.code, said)
            assert "  " not in said, (rule.code, said)
            assert "please" not in said.lower(), (rule.code, said)
            assert PROGRAM.search(said) is None, (rule.code, said)


@each_return
def test_they_are_short(of: Documented) -> None:
    """One or two sentences say what is wrong, and three at most how the open tool differs."""
    for rule in of.rules:
        assert len(SENTENCES.findall(rule.says)) <= 2, rule.code
        assert len(SENTENCES.findall(rule.differs)) <= 3, rule.code
        assert len(rule.says) <= 240, rule.code


@each_return
def test_their_fields_can_be_shown(of: Documented) -> None:
    """What a rule finds fault with is a field of a table it looks over, and has its definition."""
    for rule in of.rules:
        looked_over = {name.removesuffix(LAST) for name in (*rule.over.shows, *rule.tables)}
        for one in rule.fields:
            table, _, name = one.rpartition(".")
            plain = (table or rule.over.base).removesuffix(LAST)
            assert name in of.names(plain), (rule.code, one)
            assert plain in looked_over, (rule.code, one)
            assert of.link(one, rule.over.base).startswith("["), (rule.code, one)


def test_what_is_worked_out_is_shown_with_what_it_comes_of() -> None:
    """A row that is pointed at for its distance shows a postcode it was measured by."""
    for rule in DOCUMENTED[0].rules:
        if {"PL_LA", "PL_LOCATION", "PL_DISTANCE"} & set(rule.fields):
            assert {"PL_POST", "HOME_POST"} & set(rule.fields), rule.code


@each_return
def test_their_tables_are_of_the_return(of: Documented) -> None:
    """Tables that are declared."""
    known = {table.id for table in of.tables}
    for rule in of.rules:
        assert {name.removesuffix(LAST) for name in (*rule.tables, *rule.over.shows)} <= known
