"""What a return is judged against beside itself: postcodes, and the settings Ofsted knows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import beside
from kinkeeper.law.returns.providers import read_providers

Write = Callable[..., Path]
POSTCODES = "POSTCODE,EASTING,NORTHING,LAD_CODE\nb1  1aa,406000,286000,E08000025\nCB1 1AA,,258000,E07000008\n"
HEADING = ("Local authority", "URN", "Placement code", "Placement provider code", "Deregistration date",
           "Setting address postcode")  # fmt: skip


def workbook(path: Path, *sheets: tuple[tuple[Any, ...], ...]) -> Path:
    """A workbook of these sheets, numbers and dates as a spreadsheet keeps them."""
    with Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_a_directory_as_csv(write: Write) -> None:
    """Postcodes are known without their blanks; a district's children are its county's."""
    found = beside.from_csv(write("postcodes.csv", POSTCODES))
    assert found.to_dicts() == [
        {"postcode": "B11AA", "easting": 406000, "northing": 286000, "authority": "E08000025"},
        {"postcode": "CB11AA", "easting": None, "northing": 258000, "authority": "E10000003"},
    ]


def test_a_directory_without_its_columns(write: Write) -> None:
    """Those that are missing are named, with the file."""
    with pytest.raises(BadInput, match="NORTHING, LAD_CODE") as refused:
        beside.from_csv(write("postcodes.csv", "POSTCODE,EASTING\nB1 1AA,1\n"))
    assert (refused.value.file, refused.value.row) == ("postcodes.csv", 1)


def test_a_postcode_named_twice_is_one(write: Write) -> None:
    """A row of a return never becomes two by it."""
    text = POSTCODES + "B1 1AA,1,1,E08000026\n"
    found = beside.from_csv(write("postcodes.csv", text))
    assert found["authority"].to_list() == ["E08000025", "E10000003"]


@pytest.mark.skipif(not beside.installed(), reason="the directory of postcodes is not installed")
def test_the_installed_directory_is_asked_for_what_is_in_use() -> None:
    """Known postcodes have a place and an authority; unknown ones are not there."""
    found = beside.packaged(["CB11AA", "ZZ999ZZ", ""])
    assert found["postcode"].to_list() == ["CB11AA"]
    assert found["authority"].to_list() == ["E10000003"]


def test_numbers_as_urns_and_several_sheets(tmp_path: Path) -> None:
    """A URN that the workbook holds as a number is the text a return gives; every sheet counts."""
    path = workbook(
        tmp_path / "ofsted.xlsx",
        (("Read me",), ("Homes and agencies",)),
        (HEADING, ("Birmingham", "SC400037", "U1, U2", "PR1", "", "b9 4ts")),
        (HEADING, ("Sandwell", 1200339, "K2", "PR4", date(2026, 6, 30), "B60 3PN")),
    )
    found = read_providers(path)
    assert found["urn"].to_list() == ["SC400037", "1200339"]
    assert found["places"].to_list() == ["U1,U2", "K2"]
    assert found["postcode"].to_list() == ["B94TS", "B603PN"]
    assert found["ended_on"].to_list() == [None, date(2026, 6, 30)]


def test_the_same_list_as_csv(write: Write) -> None:
    """It means the same; the authority is told by the directory of postcodes."""
    text = 'URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC1,"U1,U2",PR1,30/06/2026,B1 1AA\n,K2,PR4,,\n'
    found = read_providers(write("providers.csv", text), beside.from_csv(write("p.csv", POSTCODES)))
    assert found.to_dicts() == [
        {"urn": "SC1", "places": "U1,U2", "providers": "PR1", "postcode": "B11AA",
         "authority": "E08000025", "ended_on": date(2026, 6, 30)}
    ]  # fmt: skip


def test_what_holds_no_list(write: Write, tmp_path: Path) -> None:
    """A workbook of other things, a broken one, and a CSV of other things are named and refused."""
    paths = [
        workbook(tmp_path / "other.xlsx", (("URN", "Name"), ("SC1", "Home"))),
        write("broken.xlsx", b"PK\x03\x04rest"), write("other.csv", "URN,NAME\nSC1,Home\n"),
    ]  # fmt: skip
    for path in paths:
        with pytest.raises(BadInput) as refused:
            read_providers(path)
        assert (refused.value.file, bool(refused.value.do)) == (path.name, True)


def test_the_sample_workbook_is_the_sample_list(samples: Path) -> None:
    """Ofsted's form and the CSV of it give the same settings."""
    book, text = (
        read_providers(samples / "ssda903_25" / f"providers.{form}") for form in ("xlsx", "csv")
    )
    assert book.sort("urn").equals(text.sort("urn"))
