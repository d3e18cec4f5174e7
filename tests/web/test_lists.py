"""Paging, sorting and filters: one change at a time, nothing lost on the way."""

import pytest

from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice, chosen, panel
from kinkeeper.web.paging import paging
from kinkeeper.web.sorting import asked_sort, sorted_columns

TEAM = Choice("team", "Team", (("a1", "Team 1"), ("a2", "Team 2")), "All teams")


def at(**choices: str) -> Address:
    return Address("/work/", choices)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "Showing 1 to 25 of 312"),
        ("3", "Showing 51 to 75 of 312"),
        ("13", "Showing 301 to 312 of 312"),
        ("99", "Showing 301 to 312 of 312"),
        ("-1", "Showing 1 to 25 of 312"),
        ("٣", "Showing 1 to 25 of 312"),
        ("9" * 5000, "Showing 1 to 25 of 312"),
    ],
)
def test_a_page_says_what_it_shows(page: str, said: str) -> None:
    """A page that does not exist, or is not a number, is read as the nearest that does."""
    assert paging(312, at(page=page)).words == said


def test_pages_are_reached_with_the_filters_kept() -> None:
    """The next page of a filtered list is filtered too."""
    assert paging(60, at(team="a1")).after == "/work/?page=2&team=a1"


def test_every_page_is_a_few_steps_away() -> None:
    """First, neighbours and last are links; what lies between is a gap."""
    links = paging(312, at(page="7")).links
    assert ["…" if link.gap else link.number for link in links] == [1, "…", 6, 7, 8, "…", 13]


def test_a_gap_of_one_page_is_that_page() -> None:
    """No dots where a number would do."""
    links = paging(312, at(page="4")).links
    assert [link.number for link in links][:4] == [1, 2, 3, 4]


def test_a_list_of_one_page_has_no_links() -> None:
    """Nothing to press where there is nowhere to go."""
    assert not paging(25, at()).links
    assert paging(0, at()).words == "Showing 0"


def test_a_chosen_filter_can_be_taken_away() -> None:
    """It stands above the list in words, and its link drops it and starts at page one."""
    shown = panel("Narrow", [TEAM], at(team="a2", sort="due", page="3"))
    assert [(link.name, link.url) for link in shown.chosen] == [("Team: Team 2", "/work/?sort=due")]
    assert list(shown.kept) == [("sort", "due")]


def test_a_value_that_is_not_on_offer_is_not_chosen() -> None:
    """An address somebody edited narrows nothing."""
    assert chosen([TEAM], {"team": "'; drop"}) == {}


def test_a_column_turns_round_when_pressed_again() -> None:
    """Ascending first, then descending, and the page starts again."""
    columns = sorted_columns((("Due", "due"), ("Status", "")), at(page="2"), now="due")
    assert (columns[0].sorted, columns[0].url) == ("ascending", "/work/?sort=-due")
    assert columns[1].url == ""


def test_an_unknown_sort_falls_back() -> None:
    """Only columns on offer sort."""
    assert asked_sort(at(sort="-due"), {"due"}, default="due") == "-due"
    assert asked_sort(at(sort="password"), {"due"}, default="due") == "due"
