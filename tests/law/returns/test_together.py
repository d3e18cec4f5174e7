"""Censuses and an SSDA903 in one folder: each return is found, and the rest is passed by with a note."""

from pathlib import Path

import pytest

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns import cin, ssda903
from tests.cli.damaged import SSDA903_XML
from tests.law.returns.conftest import Write, census_of

EARLIER = census_of(reference="2025-03-31").replace("<Year>2026", "<Year>2025")


@pytest.fixture
def together(write: Write) -> Path:
    """A census and the XML form of an SSDA903 in one folder."""
    write("both/census.xml", census_of())
    return write("both/children.xml", SSDA903_XML).parent


def test_each_return_passes_the_other_by(together: Path) -> None:
    """By name, with what it is."""
    care, need = ssda903.read(together), cin.read(together)
    assert [(one.name, one.reason) for one in care.unread] == [
        ("both/census.xml", "a children in need census, not an SSDA903")
    ]
    assert care.years == (2027,)
    assert [(one.name, one.reason) for one in need.unread] == [
        ("both/children.xml", "not a census")
    ]


def test_a_census_alone_is_refused_by_name(write: Write) -> None:
    """Where an SSDA903 is asked for."""
    text = census_of().replace("<Message>", "<!-- <SSDA903> --> <Message>")
    with pytest.raises(BadInput, match="children in need census") as refused:
        ssda903.read(write("census.xml", text))
    assert (refused.value.file, "--return cin" in refused.value.do) == ("census.xml", True)


def test_of_several_censuses_that_of_the_year_is_taken(together: Path, write: Write) -> None:
    """And the others passed by; without a year, none is."""
    write("both/earlier.xml", EARLIER)
    read = cin.read(together, year=2025)
    assert read.text.file.name == "both/earlier.xml"
    assert ("both/census.xml", "the census of 2025-26") in {(u.name, u.reason) for u in read.unread}
    with pytest.raises(BadInput, match="more than one census") as refused:
        cin.read(together)
    assert "--year 2025-26" in refused.value.do


@pytest.mark.parametrize(
    ("name", "year", "said"), [("a", 2024, "none is of 2023-24"), ("b", 2025, "more than one is")]
)
def test_the_year_has_one_census(
    name: str, year: int, said: str, together: Path, write: Write
) -> None:
    """None of the year, or two, is refused."""
    write("both/a.xml", EARLIER)
    write(f"both/{name}.xml", EARLIER)
    with pytest.raises(BadInput, match=said):
        cin.read(together, year=year)


def test_censuses_of_years_before_the_rules_are_refused_as_such(write: Write) -> None:
    """It is of no use to choose among them."""
    write("old/a.xml", EARLIER.replace("2025", "2015"))
    folder = write("old/b.xml", EARLIER.replace("2025", "2016")).parent
    with pytest.raises(BadInput, match="rules of 2015-16 are not known"):
        cin.read(folder)


def test_a_census_year_that_is_said_against_its_header(write: Write) -> None:
    """It is judged as said, and what the header says is told."""
    read = cin.read(write("census.xml", census_of()))
    assert cin.check(read, year=2027).told.endswith(
        "2026-27, as said, though its header is of 2025-26"
    )
    assert cin.check(read, year=2026).told.endswith("2025-26, as said")
