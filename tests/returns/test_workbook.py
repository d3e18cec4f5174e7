"""Workbooks hold the text they are given, and programs that read workbooks read it."""

import io
from zipfile import ZipFile

import fastexcel
import polars as pl
import pytest
from lxml import etree

from kinkeeper.returns.reports.workbook import Sheet, workbook

ODD = ["=1+1", "<b>&amp;</b>", ' "x" ', "_x0041_", "a\x00\x1fb", "", None, "É\U0001f600", "1E+05"]
READ = ["=1+1", "<b>&amp;</b>", ' "x" ', "_x0041_", "ab", None, None, "É\U0001f600", "1E+05"]


def book(rows: pl.DataFrame, name: str = "Rules & 'more' of them") -> bytes:
    """One sheet of two columns whose second line leads to its third."""
    return workbook([Sheet(name, ("Text", "Number"), (10, 5), rows, {2: (name, 3)})])


def parts(content: bytes) -> dict[str, bytes]:
    """What the file is packed of, by name."""
    with ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def odd() -> pl.DataFrame:
    """Texts that have been trouble to somebody."""
    return pl.DataFrame({"text": ODD, "number": range(len(ODD))})


def test_text_stays_as_it_is(odd: pl.DataFrame) -> None:
    """No formula, no markup, no escape of a workbook's own; what XML cannot hold is left out."""
    sheet = fastexcel.read_excel(book(odd)).load_sheet(0, dtypes="string").to_polars()
    assert sheet.columns == ["Text", "Number"]
    assert sheet["Text"].to_list() == READ
    assert sheet["Number"].to_list() == [str(n) for n in range(len(ODD))]


def test_every_part_is_xml(odd: pl.DataFrame) -> None:
    """And the same sheets are the same workbook, but for when it was made."""
    held = parts(book(odd))
    roots = {etree.fromstring(content).tag for content in held.values()}
    assert "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}worksheet" in roots
    again = parts(book(odd))
    assert {name for name in held if held[name] != again[name]} <= {"docProps/core.xml"}


def test_a_name_with_signs_is_led_to(odd: pl.DataFrame) -> None:
    """Apostrophes are doubled where a sheet is named in a link."""
    sheet = etree.fromstring(parts(book(odd))["xl/worksheets/sheet1.xml"])
    (link,) = sheet.iter("{*}hyperlink")
    assert (link.get("ref"), link.get("location")) == ("A2", "'Rules & ''more'' of them'!A3")


def test_a_text_too_long_for_a_cell_is_cut() -> None:
    """It ends where a cell does; the workbook is written."""
    rows = pl.DataFrame({"text": ["é" * 40_000], "number": [1]})
    sheet = fastexcel.read_excel(book(rows)).load_sheet(0).to_polars()
    assert sheet["Text"].to_list() == ["é" * 32_767]


def test_a_sheet_of_nothing() -> None:
    """Only its heading."""
    rows = pl.DataFrame(schema={"text": pl.String, "number": pl.Int64})
    sheet = fastexcel.read_excel(book(rows, "Files")).load_sheet("Files").to_polars()
    assert sheet.shape == (0, 2)
