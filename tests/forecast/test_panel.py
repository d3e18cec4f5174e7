"""Public tables are read as they are published, and what is wrong in them is named with its place."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from kinkeeper.forecast.panel import MONTHS, read
from kinkeeper.kernel.errors import BadInput

PUBLIC = Path(__file__).parents[3] / "shared" / "data"
ROW = {"series": "cla", "la": "Alton", "la_no": 301.0, "year": 2020, "value": 400.0, "vint": "ees"}
HEAD = f"time_period,geographic_level,old_la_code,la_name,Referrals,{','.join(MONTHS)}\n"
MONTHLY = f"2020,Local authority,301,Alton,1200,{','.join(['100'] * 12)}\n"


def put(folder: Path, *rows: dict[str, object]) -> Path:
    """A folder with these rows as its table of years."""
    pl.DataFrame([ROW | row for row in rows]).write_parquet(folder / "la_year_to_2020.parquet")
    return folder


def refused(folder: Path) -> tuple[str | None, int | None, str | None]:
    """The file, row and field that are named."""
    with pytest.raises(BadInput) as told:
        read(folder)
    return told.value.file, told.value.row, told.value.field


def test_a_series_is_authorities_by_years(tmp_path: Path) -> None:
    """A year nobody told of is not a number, and until a year holds nothing later."""
    past = read(put(tmp_path, {}, {"year": 2022, "value": 420.0})).past("cla")
    assert (past.authorities, past.years) == ((301,), (2020, 2021, 2022))
    assert np.array_equal(past.values, [[400.0, np.nan, 420.0]], equal_nan=True)
    assert past.until(2021).years == (2020, 2021)
    assert past.until(2021).values.shape == (1, 2)


def test_vintages_are_kept_apart(tmp_path: Path) -> None:
    """Two publications of one year are two rows; which is taken is asked for."""
    panel = read(put(tmp_path, {"vint": "old"}, {"vint": "new", "value": 397.0}))
    assert len(panel.rows) == 2
    assert panel.past("cla").values[0, 0] == 400.0
    assert panel.past("cla", vintages=("new", "old")).values[0, 0] == 397.0


def test_sums_are_no_authority(tmp_path: Path) -> None:
    """England, by number or by none, and its regions are left out."""
    panel = read(
        put(tmp_path, {}, {"la": "England", "la_no": 970.0}, {"la": "England", "la_no": None})
    )
    assert panel.past("cla").authorities == (301,)


def test_months_are_read_and_marks_are_unknown(tmp_path: Path) -> None:
    """A suppressed month is left out, a year's sum is a series."""
    (tmp_path / "c6_2020.csv").write_text(HEAD + MONTHLY.replace("1200,100", "1200,c"))
    panel = read(tmp_path)
    assert len(panel.months) == 11
    assert panel.past("referrals").values[0, 0] == 1200.0


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"value": -1.0}, "value"),
        ({"year": 20200}, "year"),
        ({"vint": "mine"}, "vint"),
        ({}, "series"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: dict[str, object], field: str) -> None:
    """The second row, and the field that cannot be taken; a row told twice by its series."""
    assert refused(put(tmp_path, {}, row)) == ("la_year_to_2020.parquet", 2, field)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """The file and the column."""
    pl.DataFrame([ROW]).drop("vint").write_parquet(tmp_path / "la_year_to_2020.parquet")
    assert refused(tmp_path) == ("la_year_to_2020.parquet", None, "vint")


def test_a_word_where_a_number_belongs_is_named(tmp_path: Path) -> None:
    """Rows count from 1 at the headings, as a spreadsheet shows them."""
    (tmp_path / "c6_2020.csv").write_text(HEAD + MONTHLY + MONTHLY.replace("1200", "many"))
    assert refused(tmp_path) == ("c6_2020.csv", 3, "Referrals")


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    """Empty, not there, not Parquet, or with two of one table."""
    assert refused(tmp_path)[0] == str(tmp_path)
    assert refused(tmp_path / "gone")[0] == str(tmp_path / "gone")
    (tmp_path / "la_year_a.parquet").write_text("not Parquet")
    assert refused(tmp_path)[0] == "la_year_a.parquet"
    (tmp_path / "la_year_b.parquet").write_text("not Parquet")
    assert refused(tmp_path)[0] == str(tmp_path)


def test_names_and_series_that_are_none_are_refused(tmp_path: Path) -> None:
    """An authority is found whatever its case; another is not guessed."""
    panel = read(put(tmp_path, {}))
    assert panel.authority(" alton ") == 301
    for ask in (
        lambda: panel.authority("Elsewhere"),
        lambda: panel.past("cats"),
        lambda: panel.past("cin"),
    ):
        with pytest.raises(BadInput):
            ask()


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public tables are not beside this checkout")
def test_the_published_tables_are_read() -> None:
    """About 150 authorities a series, the care series from 2010, and the same digest each time."""
    panel = read(PUBLIC)
    past = panel.past("cla")
    assert past.years[0] == 2010
    assert 150 <= len(past.authorities) <= 160
    assert panel.digest == read(PUBLIC).digest
