"""The SSDA903, read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.open import open_paths
from kinkeeper.law.returns.ssda903.fields import REVIEWS, TABLES
from kinkeeper.law.returns.ssda903.read import is_companion, read_ssda903
from kinkeeper.law.returns.ssda903.years import named_year, year_label
from kinkeeper.law.returns.tables import Sheet, match, read_sheet

MakeSheet = Callable[..., Sheet]
REVIEW = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2015,{},PN1\n"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_known_by_columns(table: object, sheet: MakeSheet) -> None:
    """A table is known by its columns in any order and case, whatever its file is called."""
    names = table.names  # type: ignore[attr-defined]
    heading = ",".join(name.lower() for name in reversed(names))
    assert match(sheet("export1.csv", heading + "\n"), TABLES) is table


def test_every_code_set_exists() -> None:
    """Each coded column names a code set that is there."""
    assert all(code_set(f.code_set).codes for table in TABLES for f in table.fields if f.code_set)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CHILD;DOB;REVIEW;REVIEW_CODE\n1;01/02/2015;03/04/2024;PN1\n", "separated by semicolons"),
        ("CHILD\tDOB\tREVIEW\tREVIEW_CODE\n", "separated by tabs"),
        ("A,B\n1,2\n", "not those of any SSDA903 table"),
        ("CHILD,DOB,REVIEW\n", "REVIEW_CODE"),
        ("CHILD,DOB,REVIEW,REVIEW_CODE,MIS_START,MISSING,MIS_END\n", "several tables"),
        ("CHILD,CHILD\n", "same name"),
        (REVIEW.format("03/04/2024") + "2,01/02", "cut short"),
        (REVIEW.format("03/04/2024") + '2,"01/02', "breaks off"),
    ],
)
def test_refused(text: str, said: str, sheet: MakeSheet) -> None:
    """Wrong separators, no known table, missing columns and cut files are refused by name."""
    with pytest.raises(BadInput, match=said):
        read_ssda903([sheet("export.csv", text)])


def test_the_line_of_a_row(sheet: MakeSheet) -> None:
    """The row told is the line of the file, blank lines and quoted line breaks counted."""
    text = 'CHILD,DOB,REVIEW,REVIEW_CODE\n\n1,01/02/2015,"03/04/2024",PN1\n2,x,04/04/2024,PN1\n'
    read = read_ssda903([sheet("2024-25.csv", text)])
    assert read.frames["Reviews"]["_row"].to_list() == [3, 4]
    assert [(p.row, p.field) for p in read.problems] == [(4, "DOB")]


@pytest.mark.parametrize(
    ("name", "on", "year", "how"),
    [
        ("2024-25/reviews.csv", "03/04/2024", 2025, "from the name, and the dates agree"),
        ("reviews_202425.csv", "03/04/2024", 2025, "from the name, and the dates agree"),
        ("export/reviews.csv", "03/04/2024", 2025, "from the latest dates"),
        ("export/reviews.csv", "31/03/2024", 2024, "from the latest dates"),
        (
            "2021-22/reviews.csv",
            "03/04/2024",
            2025,
            "the name says 2021-22 but the dates do not agree",
        ),
        ("2025-26/reviews.csv", "03/04/2024", 2026, "from the name, and the dates agree"),
        ("2024-25/reviews.csv", "", 2025, "from the name"),
    ],
)
def test_the_year(name: str, on: str, year: int, how: str, sheet: MakeSheet) -> None:
    """The year comes from names and dates, and the file says which told it."""
    ((found, _),) = read_ssda903([sheet(name, REVIEW.format(on))]).files
    assert found.year == year
    assert found.how.endswith(how)


def test_no_year_to_be_told(sheet: MakeSheet) -> None:
    """Without dates and without a named folder the year cannot be told, and is not guessed."""
    with pytest.raises(BadInput, match="cannot be told"):
        read_ssda903([sheet("export/reviews.csv", REVIEW.format(""))])


def test_one_table_twice(sheet: MakeSheet) -> None:
    """Two files of one table and year are refused: nobody can know which is meant."""
    two = [sheet(f"{name}_2024-25.csv", REVIEW.format("03/04/2024")) for name in ("a", "b")]
    with pytest.raises(BadInput, match="Reviews of 2024-25 is also in"):
        read_ssda903(two)


def test_several_years_in_one_folder(sheet: MakeSheet) -> None:
    """Years side by side in a folder are told apart by the dates of each file."""
    two = [
        sheet(f"x/{n}.csv", REVIEW.format(on))
        for n, on in (("a", "03/04/2024"), ("b", "03/04/2025"))
    ]
    assert read_ssda903(two).frames["Reviews"]["_year"].to_list() == [2025, 2026]


@given(st.integers(2000, 2097))
def test_year_names(year: int) -> None:
    """The label of a year is read back, joined or apart."""
    label = year_label(year + 1)
    assert named_year(f"903 {label}") == named_year(label.replace("-", "")) == year + 1


def test_two_years_in_a_name_tell_none() -> None:
    """A name that gives two years gives none."""
    assert named_year("2022-23 to 2025-26") is None


def test_the_schema(samples: Path) -> None:
    """The columns are those of the specification, table by table and in its order."""
    lines = (samples.parent / "facts" / "ssda903_schema.tsv").read_text().splitlines()[1:]
    listed = [line.split("\t")[:3] for line in lines]
    wanted = [(table, column) for table, position, column in listed if position != "-"]
    assert [(table.id, name) for table in TABLES for name in table.names] == wanted


def test_the_samples(samples: Path) -> None:
    """Five years of five hundred children are read; look-up lists beside them are passed by."""
    sheets = [read_sheet(file) for file in open_paths([samples / "ssda903_500"])[0]]
    beside = [sheet.file.name for sheet in sheets if is_companion(sheet)]
    read = read_ssda903([sheet for sheet in sheets if not is_companion(sheet)])
    assert beside == ["ssda903_500/postcodes.csv", "ssda903_500/providers.csv"]
    assert len(read.frames["Episodes"]) == 5_109
    assert ("REC", "E99") in {(p.field, p.value) for p in read.problems}


def test_frames_are_typed_even_when_empty(sheet: MakeSheet) -> None:
    """A table with no rows has its columns and types all the same."""
    frames = read_ssda903([sheet("2024-25/r.csv", ",".join(REVIEWS.names) + "\n")]).frames
    assert frames["Reviews"].is_empty()
    assert str(frames["Missing"].schema["MIS_START"]) == "Date"
    assert str(frames["Reviews"].schema["REVIEW"]) == "Date"
