"""An SSDA903 read as text: the year of each file, what is not a table of it, and what is damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import ssda903

Write = Callable[..., Path]
EPISODES = ("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
            "C1,{decom},S,C2,N1,U1,PR1,,,,,,\n")  # fmt: skip
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nc1,m,01/02/2012,WBRI,UN3,,\n"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,01/06/2026,PN3\n"


def episodes(decom: str = "01/05/2026") -> str:
    """One episode, begun on this day."""
    return EPISODES.format(decom=decom)


def test_the_text_stands_as_it_is_in_capitals(write: Write) -> None:
    """Blank is null, nothing is trimmed or typed, and each row knows its file and line."""
    write("2026-27/any name.csv", HEADER + '"C2 ",F,,,"x\ny",,\n')
    rows = ssda903.read(write("2026-27/x.csv", episodes()).parent).tables["Header"]
    assert rows.select("CHILD", "SEX", "DOB", "UPN", "_row").rows() == [
        ("C1", "M", "01/02/2012", "UN3", 2), ("C2 ", "F", None, "X\nY", 3),
    ]  # fmt: skip
    assert rows["_file"].unique().to_list() == ["2026-27/any name.csv"]


@pytest.mark.parametrize(
    ("name", "decom", "year", "how"),
    [
        ("2026-27/e.csv", "01/05/2026", 2027, "dates agree"),
        ("here/e.csv", "01/05/2025", 2026, "latest dates"),
        ("2030-31/e.csv", "01/05/2025", 2026, "name says 2030-31"),
        ("here/e_202627.csv", "", 2027, "from the name"),
    ],
)
def test_the_year_is_told_from_names_and_dates(
    name: str, decom: str, year: int, how: str, write: Write
) -> None:
    """The name, unless the dates deny it; the report says which it was."""
    read = ssda903.read(write(name, episodes(decom)))
    assert read.years == (year,)
    assert how in read.texts.found[0].how


def test_a_year_that_is_said_is_believed(write: Write) -> None:
    """Of files of one year; those of several tell their own."""
    path = write("2024-25/e.csv", episodes("01/05/2024"))
    assert ssda903.read(path, year=2027).years == (2027,)
    other = write("2025-26/e.csv", episodes("01/05/2025"))
    assert ssda903.read(path, other, year=2027).years == (2025, 2026)


def test_what_is_no_table_is_passed_by_with_its_reason(write: Write) -> None:
    """Look-up lists, other columns, other forms: each by its name, in the report too."""
    write("2026-27/postcodes.csv", "POSTCODE,EASTING,NORTHING,LAD_CODE\nB1 1AA,1,2,E08000025\n")
    write("2026-27/notes.csv", "WHO,WHAT\nme,this\n")
    write("2026-27/notes.docx", b"PK")
    read = ssda903.read(write("2026-27/e.csv", episodes()).parent)
    assert {one.name.rpartition("/")[2]: one.reason for one in read.unread} == {
        "postcodes.csv": "a look-up list, not a table of the return",
        "notes.csv": "its columns are those of no SSDA903 table",
        "notes.docx": "neither XML nor CSV",
    }
    assert ssda903.check(read).unread == read.unread


def test_unknown_columns_and_stray_commas_are_told(write: Write) -> None:
    """By file, row and field; the rows of the right width are judged."""
    text = REVIEWS.replace("REVIEW_CODE\n", "REVIEW_CODE,OURS\n").replace("PN3\n", "PN3,1\n")
    read = ssda903.read(
        write("2026-27/r.csv", text + "C2,01/02/2012,01/06/2026,PN3,1,1\nC3,,,PN1,2\n")
    )
    assert [(one.row, one.field, one.stopped) for one in read.texts.problems] == [
        (1, "OURS", "nothing"), (3, "", "row"),
    ]  # fmt: skip
    assert read.tables["Reviews"]["CHILD"].to_list() == ["C1", "C3"]


def test_damage_of_the_year_that_is_checked_is_told(write: Write) -> None:
    """And of the year before it, which rules look at; not of any older one."""
    for year in (2024, 2025, 2026):
        write(f"{year}-{year - 1999}/h.csv", HEADER.upper().replace("UN3", "1E+05"))
        write(f"{year}-{year - 1999}/e.csv", episodes(f"01/05/{year}"))
    read = ssda903.read(write("none/x.txt", "x").parents[1])
    assert len(read.texts.problems) == 3
    assert {one.file for one in ssda903.check(read).problems} == {
        f"{read.texts.problems[0].file.partition('/')[0]}/{year}/h.csv"
        for year in ("2025-26", "2026-27")
    }


@pytest.mark.parametrize("year", [2022, 2026])
def test_a_year_that_cannot_be_checked(year: int, write: Write) -> None:
    """One that is not there, or that no rules are known for."""
    read = ssda903.read(write("x/h.csv", HEADER), year=2022)
    with pytest.raises(BadInput, match="2021-22") as refused:
        ssda903.check(read, year=year)
    assert refused.value.do


def test_a_year_that_the_dates_deny_is_told_first(write: Write) -> None:
    """It is judged as said, and what its dates say is said before anything else."""
    path = write("2024-25/e.csv", episodes("01/05/2024"))
    checked = ssda903.check(ssda903.read(path, year=2027), year=2027)
    assert checked.given.year == 2027
    assert checked.told == "2024-25: 2026-27, as said, though its dates are of 2024-25"
    assert "though" not in ssda903.check(ssda903.read(path, year=2025)).told


def test_text_that_is_not_utf_8_is_named_once_a_file(write: Write) -> None:
    """With what it was read as; a file in UTF-8 is not named."""
    write("2026-27/h.csv", (HEADER.upper() + "é2,F,,,,,\né3,F,,,,,\n").encode("cp1252"))
    checked = ssda903.check(ssda903.read(write("2026-27/e.csv", episodes()).parent))
    (found,) = checked.problems
    assert (found.file, found.row) == ("2026-27/h.csv", 1)
    assert found.reason == "the file is not UTF-8 and was read as Windows-1252"


@pytest.mark.parametrize("code", ["E0800002", "E080000255", "birmingham", "330", "E0800002\u0665"])
def test_an_authority_is_named_by_its_code(code: str, write: Write) -> None:
    """E and eight digits, in either case; anything else is refused before a rule is asked."""
    read = ssda903.read(write("2026-27/e.csv", episodes()))
    with pytest.raises(BadInput, match="letter E and eight digits"):
        ssda903.check(read, authority=code)
    assert ssda903.check(read, authority="e08000025").given.authority == "E08000025"
