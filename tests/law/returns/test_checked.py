"""A return that was checked: each finding with its place, and every rule answered for."""

from pathlib import Path

import polars as pl
import pytest

from kinkeeper.law.returns import cin, ssda903
from kinkeeper.law.returns.checked import FINDINGS, Checked
from tests.small_return import HEADER, put

CENSUS = Path(__file__).resolve().parents[3] / "examples" / "cin" / "children_in_need_2025-26.xml"


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """The small return, checked with nothing beside it."""
    return ssda903.check(ssda903.read(put(tmp_path / "2026-27")))


def test_each_finding_has_its_place_and_the_values_at_fault(checked: Checked) -> None:
    """File, row, child, the fields with what they hold, what is wrong and what to do."""
    assert checked.findings.schema == FINDINGS
    places = checked.findings.select(
        "rule", "severity", "table", "file", "row", "child", "fields"
    ).rows()
    assert places == [
        (rule, "error", "Header", "2026-27/header.csv", 3, "C2", fields)
        for rule, fields in (("101", "SEX X"), ("102", "DOB 31/02/2012"), ("103", "ETHNIC =1+1"))
    ]
    rule = checked.rules["101"]
    assert checked.findings.row(0, named=True)["says"] == rule.says
    assert checked.findings.row(0, named=True)["do"] == rule.do


def test_a_blank_at_fault_is_told_as_one(tmp_path: Path) -> None:
    """In words, not as nothing."""
    blank = put(tmp_path / "2026-27", HEADER.replace("C2,X,31/02/2012", "C2,,"))
    fields = ssda903.check(ssda903.read(blank)).findings["fields"].to_list()
    assert fields == ["SEX (blank)", "DOB (blank)", "ETHNIC =1+1"]


def test_every_rule_of_the_year_is_broken_met_or_not_run(checked: Checked) -> None:
    """None is left out, and those not run say why; they count as neither."""
    outcomes = {one.rule.code: one.outcome for one in checked.asked}
    assert (
        set(outcomes)
        == set(checked.rules)
        == {r.code for r in checked.rules.values() if r.stands(2027)}
    )
    assert {code for code, outcome in outcomes.items() if outcome == "broken"} == {
        "101",
        "102",
        "103",
    }
    assert all(bool(one.not_run) is (one.outcome == "not run") for one in checked.asked)
    assert {one.rows for one in checked.asked if one.outcome == "not run"} == {0}


def test_what_is_not_there_is_the_reason(checked: Checked) -> None:
    """A table, last year, a list beside it: each told of the rules that need it."""
    why = {one.rule.code: one.not_run for one in checked.asked}
    assert why["141"] == "Not run: the table Episodes was not given."
    assert why["202"] == "Not run: the table Header of last year was not given."
    assert why["105"] == "Not run: it is asked of the XML form alone."
    assert why["221"] == "Not run: no list of providers was given."


def test_rows_children_and_errors_are_counted(checked: Checked) -> None:
    """By rule and by severity."""
    assert (checked.errors, checked.count("query"), checked.count("warning")) == (3, 0, 0)
    (one,) = (one for one in checked.asked if one.rule.code == "101")
    assert (one.rows, one.children) == (1, 1)


def test_a_rule_of_the_whole_return_has_one_finding_without_a_row(tmp_path: Path) -> None:
    """It names no table, file or child, and still says what to do."""
    text = CENSUS.read_text(encoding="utf-8").replace(
        "<Disability>", "<Disability>NONE</Disability><Disability>"
    )
    path = tmp_path / "census.xml"
    path.write_text(text, encoding="utf-8")
    checked = cin.check(cin.read(path))
    whole = checked.findings.filter(pl.col("table").is_null())
    assert whole.height == whole["rule"].n_unique() > 0
    assert whole.select("file", "row", "child").null_count().row(0) == (whole.height,) * 3
    assert whole["do"].null_count() == 0


def test_it_says_how_the_year_was_known(checked: Checked) -> None:
    """So that nobody reads findings of the wrong year."""
    assert checked.told == "2026-27: 2026-27, from the name"
    assert cin.check(cin.read(CENSUS)).told == f"{CENSUS.name}: 2025-26, from the header"
