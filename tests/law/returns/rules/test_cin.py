"""Every rule of the census lets its passing example through and stops its failing one."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given as of_any
from hypothesis import settings
from hypothesis import strategies as st

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.cin.checks import RULES
from kinkeeper.law.returns.cin.derive import given, prepare
from kinkeeper.law.returns.cin.fields import HEADER, PARENTS, TABLES
from kinkeeper.law.returns.cin.read import ID, UNDER, read_text
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import judge
from kinkeeper.law.returns.open import open_content, open_file
from kinkeeper.law.returns.rule import Rule
from tests.law.returns.rules.asked import assert_examples_hold, survivors
from tests.law.returns.rules.equivalent import CIN
from tests.law.returns.rules.example_cin import read

VALUES = st.one_of(
    st.none(),
    st.sampled_from((
        "", " ", "A1", "true", "FALSE", "2", "2026-04-01", "2027-03-31", "0001-01-01", "9999-12-31",
        "2026-02-30", "01/05/2026", "NONE", "21", "RC8", "UN7", "U", "N330180000001",
        "N\u0663\u066318000000\u0661", "-1", "9" * 40, "é" * 13, "\n",
    )),
    st.text(max_size=15),
)  # fmt: skip
SHARED = Path(__file__).parents[5] / "shared"
CENSUS = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection>{year}"
    "<ReferenceDate>{reference}</ReferenceDate></CollectionDetails></Header>"
    "<Children><Child/></Children></Message>"
)
FOUND_IN_SAMPLE = {
    "1520": 2, "1540": 1, "1560Q": 1, "1570": 1, "2885": 2, "2991Q": 1, "8510": 2, "8565": 2, "8568": 1,
    "8569Q": 2, "8590": 1, "8606": 2, "8650": 1, "8670Q": 1, "8675Q": 1, "8720": 1, "8750": 1, "8790": 2,
    "8820": 4, "8825Q": 1, "8840": 1, "8841": 2, "8867": 2, "8868": 2, "8869": 2, "8870Q": 1, "8897Q": 2,
}  # fmt: skip
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.since}")


@EACH
def test_its_examples_hold(rule: Rule) -> None:
    """Nothing in the one; in the other just the rows that are marked."""
    assert_examples_hold(rule, prepare, read)


@EACH
def test_its_examples_notice_any_change_of_it(rule: Rule) -> None:
    """Each operator in it matters to one of its examples, or it is told why it cannot."""
    assert survivors(rule, prepare, read) == set(CIN.get(rule.code, {}))


@EACH
def test_its_fields_are_of_the_census(rule: Rule) -> None:
    """What it finds fault with can be shown: a field of a table that it looks over."""
    names = {table.id: table.names for table in (HEADER, *TABLES)}
    for one in rule.fields:
        table, _, name = one.rpartition(".")
        assert name in names[table or rule.over.base]
        assert (table or rule.over.base) in rule.over.of


@pytest.fixture
def told() -> dict[str, dict[str, str]]:
    """The table of rules, by code."""
    table = SHARED / "facts" / "cin_rules.tsv"
    if not table.exists():
        pytest.skip("the table of rules is not at hand")
    with table.open() as lines:
        return {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}


def test_every_rule_of_the_census_is_there(told: dict[str, dict[str, str]]) -> None:
    """Each code of the table of rules is declared, as an error or a query as it says there."""
    newest = {rule.code: rule.severity for rule in RULES if rule.stands(2027)}
    assert newest == {code: row["level"].lower() for code, row in told.items()}


def test_what_is_open_and_what_differs_is_told(told: dict[str, dict[str, str]]) -> None:
    """A rule that the open tool has wrong says how; one whose meaning is open says what it took."""
    newest = {rule.code: rule for rule in RULES if rule.stands(2027)}
    for code, row in told.items():
        if row["peer_deviation"] == "AMBIG":
            assert newest[code].reading, code
        elif row["peer_deviation"]:
            assert newest[code].differs, code


def test_one_rule_of_a_code_stands_in_each_year() -> None:
    """No rule is asked twice of one census."""
    for year in range(2023, 2028):
        codes = [rule.code for rule in RULES if rule.stands(year)]
        assert len(codes) == len(set(codes))


@st.composite
def censuses(draw: st.DrawFn) -> Given:
    """A census of any text whatever, its rows tied in any way that rows can be."""
    tables = {}
    for table in (HEADER, *TABLES):
        height = draw(st.integers(0, 4))
        columns = {
            name: draw(st.lists(VALUES, min_size=height, max_size=height)) for name in table.names
        }
        ties = st.lists(st.integers(0, 3), min_size=height, max_size=height)
        under = draw(ties) if table.id in PARENTS else [None] * height
        schema = dict.fromkeys(table.names, pl.String()) | {ID: pl.Int64(), UNDER: pl.Int64()}
        rows = columns | {ID: list(range(height)), UNDER: under}
        tables[table.id] = pl.DataFrame(rows, schema=schema)
    return Given(draw(st.integers(2023, 2027)), tables)


@of_any(censuses())
@settings(max_examples=40, deadline=None)
def test_no_rule_raises(census: Given) -> None:
    """Whatever stands in the census, each rule is either broken or met."""
    judged = judge(RULES, census, prepare)
    asked = {rule.code for rule in RULES if rule.stands(census.year)}
    assert set(judged.found["rule"]) | judged.met == asked


def test_a_sample_of_five_hundred_children() -> None:
    """Every rule is asked of it; those that its broken children break are the ones known."""
    sample = SHARED / "samples" / "sample500.xml"
    if not sample.exists():
        pytest.skip("the larger samples are not at hand")
    judged = judge(RULES, given(read_text(open_file(sample))), prepare)
    assert judged.not_run == {}
    assert dict(judged.found.group_by("rule").len().iter_rows()) == FOUND_IN_SAMPLE


@pytest.mark.parametrize(
    ("year", "reference"), [("MMXXVI", "2026-03-31"), ("20260", ""), (None, "31/3/26")]
)
def test_a_census_that_does_not_tell_its_year(year: str | None, reference: str) -> None:
    """It is judged when the year is said, and refused when it is not."""
    content = CENSUS.format(year=f"<Year>{year}</Year>" if year else "", reference=reference)
    text = read_text(open_content(content.encode(), name="c.xml"))
    with pytest.raises(BadInput, match="does not tell the year"):
        given(text)
    assert given(text, 2026).year == 2026
