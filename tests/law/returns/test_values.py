"""One value at a time: what is taken, what is stopped, and how little of it is shown."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.law.returns.fields import Field, Kind, Table, code, day, key_column
from kinkeeper.law.returns.problems import code_shown, shape
from kinkeeper.law.returns.ssda903.fields import HEADER, OC2
from kinkeeper.law.returns.tables import Sheet, text_frame
from kinkeeper.law.returns.typed import Typed, typed

TABLE = Table(
    "Example",
    (
        key_column("CHILD"),
        day("DAY"),
        code("LS", "ssda903.LS"),
        Field("SCORE", Kind.WHOLE_NUMBER, highest=40),
        Field("ASKED", Kind.YES_NO),
        Field("PARTLY", Kind.PARTIAL_DATE),
        Field("NAME", Kind.NAME),
    ),
    key=("CHILD",),
)


def read(dates: str = "%d/%m/%Y", **values: str) -> Typed:
    """One row of the example table."""
    row = {"_file": ["a.csv"], "_row": [2], "CHILD": ["1"]} | {k: [v] for k, v in values.items()}
    return typed(TABLE, pl.DataFrame(row), dates=dates)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("DAY", "1/4/2024", date(2024, 4, 1)),
        ("DAY", " 01/04/2024 ", date(2024, 4, 1)),
        ("LS", "c2", "C2"),
        ("SCORE", "0", 0),
        ("SCORE", "40", 40),
        ("ASKED", "1", True),
        ("ASKED", "FALSE", False),
        ("PARTLY", "zz/06/2020", "ZZ/06/2020"),
        ("NAME", "Zoë-Anne O’Neill", "Zoë-Anne O’Neill"),
        ("CHILD", " ab1 ", "AB1"),
    ],
)
def test_taken(column: str, text: str, value: object) -> None:
    """A value as systems write it is taken, trimmed and in its type."""
    one = read(**{column: text})
    assert one.frame[column].item() == value
    assert one.problems == ()


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        ("DAY", "31/02/2024", "99/99/9999"),
        ("DAY", "2024-04-01", "9999-99-99"),
        ("DAY", "01/04/24", "99/99/99"),
        ("DAY", "01/01/1900", "99/99/9999"),
        ("LS", "C9", "C9"),
        ("LS", "CARE ORDER", "AAAA AAAAA"),
        ("SCORE", "41", "99"),
        ("SCORE", "-1", "-9"),
        ("SCORE", "1.5", "9.9"),
        ("ASKED", "Y", "A"),
        ("PARTLY", "00/ZZ/20", "99/AA/99"),
        ("NAME", "=cmd()", "?AAA??"),
    ],
)
def test_stopped(column: str, text: str, shown: str) -> None:
    """A bad value is null, the row goes on, and the problem shows the form of the value alone."""
    one = read(**{column: text})
    (problem,) = one.problems
    assert one.frame[column].item() is None
    assert (problem.row, problem.field, problem.value, problem.stopped) == (
        2,
        column,
        shown,
        "field",
    )


def test_a_bad_key_stops_the_row() -> None:
    """Without its key a row has no place, so the whole row is stopped."""
    (problem,) = read(CHILD="10 0/1").problems
    assert problem.stopped == "row"


def test_blank_is_not_a_problem() -> None:
    """An empty value is unknown, which is no fault."""
    assert read(DAY="", LS=" ").problems == ()


def test_an_older_code_is_read_as_its_newer_one() -> None:
    """Sex was 1 or 2 before 2024-25 and is M or F since."""
    row = pl.DataFrame({"_file": ["h"] * 2, "_row": [2, 3], "CHILD": ["1", "2"], "SEX": ["1", "2"]})
    assert typed(HEADER, row, dates="%d/%m/%Y").frame["SEX"].to_list() == ["M", "F"]


@given(st.text(max_size=60))
def test_a_shape_holds_no_content(text: str) -> None:
    """No letter or digit of a value survives in its shape but A and 9."""
    assert not set(shape(text)) - set("A9 /.:-?…")


@given(st.text(min_size=7, max_size=60))
def test_only_short_codes_are_shown(text: str) -> None:
    """Anything longer than a code is shown by its form."""
    assert code_shown(text) == shape(text)


def test_rows_of_the_wrong_width(sheet: Callable[..., Sheet]) -> None:
    """A row with a stray comma is left out by itself; the rows around it are read."""
    columns = ",".join(OC2.names)
    text = f"{columns}\n1,,,,,,,,,,,\n2,,,,,,,,,,,,\n3,,,,,,,,,,,\n"
    frame, (problem,) = text_frame(sheet("oc2.csv", text), OC2)
    assert frame["CHILD"].to_list() == ["1", "3"]
    assert (problem.row, problem.stopped) == (3, "row")


def test_an_unknown_column_is_named(sheet: Callable[..., Sheet]) -> None:
    """A column nobody declared is left out and told by name."""
    text = ",".join(OC2.names) + ",NOTES\n1" + "," * 12 + "\n"
    _, (problem,) = text_frame(sheet("oc2.csv", text), OC2)
    assert (problem.field, problem.stopped) == ("NOTES", "nothing")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Field("LS", Kind.CODE),
        lambda: Field("DAY", Kind.DATE, pattern="x"),
        lambda: Table("T", (day("A"), day("A")), key=("A",)),
        lambda: Table("T", (day("A"),), key=("B",)),
    ],
)
def test_a_wrong_declaration(make: Callable[[], object]) -> None:
    """A declaration that contradicts itself cannot be made."""
    with pytest.raises(ValueError, match=r"\w"):
        make()
