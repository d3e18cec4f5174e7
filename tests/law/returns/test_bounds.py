"""What is too large is refused in words, before it fills the memory."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import cin, judge, ssda903, tables
from kinkeeper.law.returns.bounds import AN_AUTHORITY, Bounds
from kinkeeper.law.returns.damage import damage
from kinkeeper.law.returns.problems import MOST_TOLD
from kinkeeper.law.returns.ssda903.fields import HEADER as TABLE
from tests.law.returns.conftest import CHECKOUT, Write
from tests.law.returns.test_text import HEADER

EXAMPLES = CHECKOUT / "examples"
FAULTY = HEADER.replace("WBRI", "ZZZZ")
ROW = FAULTY.splitlines(keepends=True)[1]


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (replace(AN_AUTHORITY, rows=2), "3 rows in all tables together, and no more than 2"),
        (replace(AN_AUTHORITY, pairs=8), "too many rows are of the same child"),
        (
            replace(AN_AUTHORITY, found=2),
            "with so many rows at fault cannot be worked through here",
        ),
    ],
)
def test_a_return_beyond_what_is_judged(most: Bounds, said: str, write: Write) -> None:
    """Its size, the child or the rule is named, and nothing is found of it."""
    read = ssda903.read(write("header.csv", FAULTY + ROW * 2), year=2026)
    with pytest.raises(BadInput, match=said) as refused:
        ssda903.check(read, year=2026, most=most)
    assert refused.value.do.endswith(".")
    assert ssda903.check(read, year=2026, most=AN_AUTHORITY).errors > 2


def test_large_and_small_are_judged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of a country's return are worked out in another way than an authority's."""
    read = ssda903.read(EXAMPLES / "ssda903")
    small = ssda903.check(read, authority="E08000025").findings
    monkeypatch.setattr(judge, "_FEW_PAIRS", 0)
    assert ssda903.check(read, authority="E08000025").findings.equals(small)
    assert len(small) > 20


def test_a_census_has_the_same_bounds() -> None:
    """It is refused as an SSDA903 is."""
    census = cin.read(EXAMPLES / "cin", year=2026)
    with pytest.raises(BadInput, match="no more than 5 can be"):
        cin.check(census, most=replace(AN_AUTHORITY, rows=5))


def test_files_with_too_many_lines_are_not_read(
    monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    """One file, and several together; the longest is named."""
    with pytest.raises(BadInput, match="9 lines in all files") as refused:
        replace(AN_AUTHORITY, lines=8).refuse_lines({"a.csv": 2, "b.csv": 7})
    assert refused.value.file == "b.csv"
    with pytest.raises(BadInput, match="no more than 8 can be"):
        replace(AN_AUTHORITY, elements=8).refuse_elements({"a.xml": 9})
    monkeypatch.setattr(tables, "MOST_LINES", 1)
    with pytest.raises(BadInput, match="no more than 1 are read"):
        ssda903.read(write("header.csv", HEADER))


def test_damage_of_one_kind_is_told_so_often_and_counted(
    sheet: Callable[..., tables.Sheet],
) -> None:
    """The rest of a column is one line that says how many more there are."""
    rows, _ = tables.text_frame(sheet("h.csv", HEADER + "C,M ,,,,,\n" * (MOST_TOLD + 7)), TABLE)
    told = damage(TABLE, rows)
    assert len(told) == MOST_TOLD + 1
    assert told[-1].reason.startswith("7 more values of this column are so")


def test_rows_of_the_wrong_width_are_told_so_often_and_counted(write: Write) -> None:
    """The rest is one line that says how many more there are."""
    rows = "C,M\n" * (MOST_TOLD + 3) + ROW
    told = ssda903.read(write("header.csv", HEADER + rows), year=2026).texts.problems
    assert len([one for one in told if one.stopped == "row"]) == MOST_TOLD + 1
    assert "3 more rows of this file are not as they should be" in {one.reason for one in told}
