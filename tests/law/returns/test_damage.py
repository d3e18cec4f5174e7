"""What a spreadsheet did to a return is told by file, row and field, before any rule is asked."""

import polars as pl
import pytest

from kinkeeper.law.returns.damage import damage
from kinkeeper.law.returns.ssda903.fields import EPISODES, HEADER, PREVIOUS_PERMANENCE
from kinkeeper.law.returns.typed import FILE, ROW


def rows(**values: str | None) -> pl.DataFrame:
    """One row of a file, the seventh."""
    given = {"CHILD": "C1", **values}
    return pl.DataFrame({name: [value] for name, value in given.items()}).with_columns(
        pl.lit("header.csv").alias(FILE), pl.lit(7, pl.Int64).alias(ROW)
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("UPN", "1E+05", "powers of ten"),
        ("UPN", "1.23457E+12", "powers of ten"),
        ("ETHNIC", "#N/A", "error of a spreadsheet"),
        ("DOB", "########", "error of a spreadsheet"),
        ("DOB", "41183", "keeps a date as"),
        ("DOB", "2012-10-01", "year first"),
        ("DOB", "01/10/12", "two figures"),
        ("DOB", "01-10-2012", "not written with strokes"),
        ("DOB", "01/10/2012 00:00", "time of day"),
        ("DOB", "01-Jun-25", "month of the date is a word"),
        ("DOB", "1 June 2025", "month of the date is a word"),
        ("DOB", "n/a", "word that means nothing"),
        ("ETHNIC", "NULL", "word that means nothing"),
        ("SEX", "UNKNOWN", "word that means nothing"),
        ("SEX", "M ", "blanks around"),
        ("SEX", " M", "blanks around"),
    ],
)
def test_each_sign_of_damage(field: str, value: str, said: str) -> None:
    """It is told once, of its place, with what to do, and by its form only."""
    (found,) = damage(HEADER, rows(**{field: value}))
    assert (found.file, found.row, found.table, found.field) == ("header.csv", 7, "Header", field)
    assert said in found.reason
    assert found.do.endswith(".")
    assert "2012" not in found.value


def test_a_lost_zero_is_told_where_numbers_have_three_figures() -> None:
    """Of the authority before, which is a number with zeros at its head."""
    (found,) = damage(PREVIOUS_PERMANENCE, rows(LA_PERM="84"))
    assert "leading zero" in found.reason
    assert damage(PREVIOUS_PERMANENCE, rows(LA_PERM="084")) == ()


@pytest.mark.parametrize("value", ["01/10/2012", "1/1/2012", None, "", "5E", "C2", "N1"])
def test_what_is_sound_is_left_alone(value: str | None) -> None:
    """Dates as they should be, blanks, and codes that only look like numbers."""
    assert damage(EPISODES, rows(DECOM=None, LS=value, DEC="31/03/2026")) == ()
    dates = (value,) if value and "/" in value else ()
    assert [p for one in dates for p in damage(EPISODES, rows(DECOM=one))] == []
