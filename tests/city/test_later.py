"""A city may begin in any month of its story: it is then the same city, from that month on."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from kinkeeper.city import World
from tests.city.conftest import told
from tests.city.counted import Year

FIRST, LAST = date(2015, 10, 1), date(2017, 3, 31)


@pytest.fixture(scope="module")
def later() -> World:
    """Eighteen months from October 2015."""
    return told(0.1, first=FIRST, last=LAST)


@pytest.fixture(scope="module")
def whole() -> World:
    """The same city from the beginning of its story."""
    return told(0.1, last=LAST)


def on_first_day(city: World, label: str, start: str, end: str) -> pl.DataFrame:
    """What was open when the later city begins."""
    still = pl.col(end).is_null() | (pl.col(end) >= FIRST)
    return city.frames[label].filter((pl.col(start) < FIRST) & still)


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("frontdoor.HelpEpisode", "referred_on", "closed_on"),
        ("protection.Plan", "started_on", "ended_on"),
        ("care.CarePeriod", "started_on", "ended_on"),
        ("care.Placement", "started_on", "ended_on"),
    ],
)
def test_it_begins_with_the_stock_of_its_first_month(
    later: World, whole: World, label: str, start: str, end: str
) -> None:
    """Everybody whose case, plan or care was open that day, and with the same record of it."""
    ours, theirs = (on_first_day(one, label, start, end) for one in (later, whole))
    assert len(ours) > 50
    assert ours["id"].to_list() == theirs["id"].to_list()


def test_its_year_is_the_whole_citys(later: World, whole: World) -> None:
    """Every count and share of 2016-17 comes out the same."""
    assert Year(later, 2016).measures() == Year(whole, 2016).measures()


def test_what_was_done_with_before_is_not_in_it(later: World, whole: World) -> None:
    """Fewer families, and no visit or contact of the time before but those still undecided."""
    people = [len(one.frames["people.Person"]) for one in (later, whole)]
    assert people[0] < 0.95 * people[1]
    assert later.frames["protection.Visit"]["held_on"].min() >= FIRST  # type: ignore[operator]
    waiting = later.frames["frontdoor.Contact"].filter(pl.col("received_on") < FIRST)
    decided = later.frames["frontdoor.ContactStep"].filter(pl.col("kind") == "decided")
    before = decided.filter(pl.col("on") < FIRST)["contact_id"]
    assert waiting.filter(pl.col("id").is_in(before.implode())).is_empty()


def test_everything_in_it_is_of_somebody_there(later: World) -> None:
    """No record is left of those who are not in it."""
    frames: Mapping[str, pl.DataFrame] = later.frames
    there = frames["people.Person"].select(person_id="id")
    for label, rows in frames.items():
        if "person_id" in rows.columns:
            assert rows.join(there, on="person_id", how="anti").is_empty(), label
    plans = frames["protection.Plan"].select(plan_id="id")
    assert frames["protection.AbuseCategoryPeriod"].join(plans, on="plan_id", how="anti").is_empty()
