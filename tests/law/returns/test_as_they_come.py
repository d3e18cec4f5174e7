"""An SSDA903 as it comes on a bad day: a column missing, a table in two files, a file nobody knows."""

from pathlib import Path

import polars as pl
import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import ssda903
from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.ssda903.derive import prepare
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.without import without
from tests.law.returns.conftest import CHECKOUT, Write
from tests.law.returns.test_text import HEADER, REVIEWS, episodes

EXAMPLE = CHECKOUT / "examples" / "ssda903" / "2025-26"
ROW = "C2,F,01/02/2013,WBRI,UN3,,\n"


def lacking(folder: Path, file: str, *columns: str) -> Checked:
    """The example return, of which one file has lost columns."""
    for path in EXAMPLE.iterdir():
        rows = pl.read_csv(path, infer_schema=False)
        (folder / path.name).write_text(rows.drop(columns if path.name == file else ()).write_csv())
    return ssda903.check(ssda903.read(folder, year=2026), year=2026)


def halves(write: Write, first: str, second: str) -> Checked:
    """A return whose header is in two files."""
    write("here/a.csv", first.upper())
    write("here/b.csv", second.upper())
    return ssda903.check(ssda903.read(write("here/e.csv", episodes()).parent))


def said(checked: Checked) -> list[tuple[str, int, str, str]]:
    """What was wrong with the files."""
    return [(one.file, one.row, one.field, one.reason) for one in checked.problems]


@pytest.mark.parametrize(
    ("file", "column", "silent", "asked"),
    [("episodes.csv", "LS", {"144", "361", "502"}, {"141", "143", "101"}),
     ("episodes.csv", "DECOM", {"141", "302", "1001"}, {"101", "145"}),
     ("header.csv", "ETHNIC", {"103"}, {"101", "102", "144"})],
)  # fmt: skip
def test_a_column_that_is_missing_stops_the_rules_that_read_it(
    file: str, column: str, silent: set[str], asked: set[str], tmp_path: Path
) -> None:
    """With the reason; every other rule is run, and the column is named with its file."""
    checked = lacking(tmp_path, file, column)
    not_run = checked.judged.not_run
    whole = ssda903.check(ssda903.read(EXAMPLE), year=2026).judged.not_run
    why = f"Not run: the column {column} of {file.removesuffix('.csv').capitalize()} was not given."
    assert {code for code, reason in not_run.items() if reason == why} == not_run.keys() - whole
    assert silent <= not_run.keys()
    assert not asked & not_run.keys()
    named = [(one.field, one.reason) for one in checked.problems if one.file.endswith(file)]
    assert named == [(column, "this column of the table is missing")]


def test_without_a_column_the_rules_that_are_run_find_the_same(tmp_path: Path) -> None:
    """Nothing is found for want of it, and nothing lost."""
    spoilt = lacking(tmp_path, "episodes.csv", "LS", "URN")
    whole = ssda903.check(ssda903.read(EXAMPLE), year=2026)
    same = ["rule", "table", "row", "child"]
    kept = whole.findings.filter(~pl.col("rule").is_in(list(spoilt.judged.not_run)))
    assert spoilt.findings.select(same).rows() == kept.select(same).rows()
    assert any("LS of Episodes, URN of Episodes" in why for why in spoilt.judged.not_run.values())


@pytest.mark.parametrize("table", [one.id for one in TABLES if one.id != "DoLo"])
def test_all_that_rests_on_a_column_goes_with_it(table: str) -> None:
    """What is worked out differently where the column is blank is taken away where it is missing."""
    read = ssda903.read(EXAMPLE.parent / "2026-27").texts.years[2027]
    whole = prepare(Given(2027, read))
    for column in [name for name in read[table].columns if name[0] != "_" and name != "CHILD"]:
        blank = {**read, table: read[table].with_columns(pl.lit(None, pl.String).alias(column))}
        other, left = prepare(Given(2027, blank)), without(whole, table, column)
        for name, rows in whole.items():
            changed = {one for one in rows.columns if not rows[one].equals(other[name][one])}
            assert not changed & set(left[name].columns), (column, name)


def test_a_table_is_known_though_its_own_column_is_missing(write: Write) -> None:
    """By the rest of them, where no other table fits; else the file is passed by."""
    path = write("2026-27/r.csv", "CHILD,DOB,REVIEW_CODE\nC1,01/02/2012,PN3\n")
    write("2026-27/u.csv", "CHILD,SEX,DOB\nC1,M,01/02/2012\n")
    checked = ssda903.check(ssda903.read(path.parent), year=2027)
    assert checked.judged.not_run["166"] == "Not run: the column REVIEW of Reviews was not given."
    assert [one.reason for one in checked.unread] == ["its columns are those of no SSDA903 table"]


def test_two_halves_of_a_table_are_one(write: Write) -> None:
    """Their rows are taken together and that is said, with both files."""
    checked = halves(write, HEADER, f"{HEADER.splitlines()[0]}\n{ROW}")
    assert checked.given.tables["Header"]["CHILD"].to_list() == ["C1", "C2"]
    assert said(checked) == [
        ("here/b.csv", 1, "", "Header is in here/a.csv too: their rows are taken together")
    ]


def test_the_same_file_twice_is_taken_once(write: Write) -> None:
    """It is named, and no rule finds a child twice."""
    checked = halves(write, HEADER, HEADER)
    assert checked.given.tables["Header"].height == 1
    assert said(checked) == [("here/b.csv", 1, "", "the same rows as in here/a.csv: taken once")]


def test_rows_in_both_files_are_named(write: Write) -> None:
    """The same row is taken once; one that differs is taken too, with the field that does."""
    checked = halves(write, HEADER + ROW, HEADER + ROW.replace("WBRI", "WIRI"))
    assert checked.given.tables["Header"].height == 3
    assert [one[1:3] for one in said(checked)] == [(1, ""), (2, ""), (3, "ETHNIC")]
    same, other = checked.problems[1:]
    assert same.reason == "the same row is in here/a.csv: taken once"
    assert other.reason == "another row of the same CHILD is in here/a.csv: both are taken"
    assert (same.do[:17], other.do[:17]) == ("It is row 2 there", "It is row 3 there")


def test_the_two_forms_of_one_year_are_not_mixed(write: Write) -> None:
    """Both files are named: which is meant is not guessed."""
    write("2026-27/r.csv", REVIEWS)
    review = "<REVIEW><AREVIEW><REVIEW>01/06/2026</REVIEW></AREVIEW></REVIEW>"
    child = f"<CHILD><HEADER><CHILDID>C1</CHILDID>{review}</HEADER></CHILD>"
    path = write("2026-27/x.xml", f"<SSDA903>{child}</SSDA903>")
    with pytest.raises(BadInput, match=r"is also in 2026-27/r\.csv") as refused:
        ssda903.read(path.parent)
    assert refused.value.file == "2026-27/x.xml"
