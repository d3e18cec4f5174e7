"""What is around a child stands clear of everything else around it."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.web.drawings.ecomap import Bond, Neighbour, ecomap
from kinkeeper.web.drawings.shapes import Box, Point

NAMES = st.text(st.characters(codec="latin-1", min_codepoint=65), min_size=1, max_size=40)
BONDS: tuple[Bond, ...] = ("close", "tie", "ended", "struck")


def near(count: int, bond: Bond = "tie") -> list[Neighbour]:
    """So many neighbours."""
    return [Neighbour(f"Name {n}", "Aunt", f"Name {n}, aunt", bond=bond) for n in range(count)]


@pytest.mark.parametrize("count", range(41))
def test_no_two_cards_meet_and_no_line_runs_through_one(count: int) -> None:
    """However many there are."""
    drawn = ecomap(["Ada", "Ben"], near(count))
    boxes = [card.box for card in drawn.cards]
    assert not any(one.meets(other) for one, other in combinations([drawn.centre, *boxes], 2))
    for card, line in zip(drawn.cards, drawn.lines, strict=True):
        others = [box for box in boxes if box is not card.box]
        assert not any(box.crossed(*line.points) for box in others)


@pytest.mark.parametrize("count", [0, 1, 9, 11, 40])
def test_everything_is_within_the_drawing(count: int) -> None:
    """And every neighbour is in it, in the order given."""
    drawn = ecomap(["Ada"], near(count))
    assert [card.neighbour for card in drawn.cards] == near(count)
    for box in (drawn.centre, *(card.box for card in drawn.cards)):
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= drawn.width
        assert box.bottom <= drawn.height


@settings(max_examples=50, deadline=None)
@given(NAMES, NAMES)
def test_words_keep_to_their_card(name: str, role: str) -> None:
    """Three lines at most, each between the edges."""
    (card,) = ecomap(["Ada"], [Neighbour(name, role, "said")]).cards
    lines = (*card.names, *card.words)
    assert len(lines) <= 3
    for line in lines:
        assert card.box.top < line.y < card.box.bottom


@pytest.mark.parametrize(
    ("bond", "kinds"),
    [
        ("close", {"kept", "kept-within"}),
        ("tie", {"tie-plain"}),
        ("ended", {"union-ended"}),
        ("struck", {"tie-plain", "struck"}),
    ],
)
def test_each_kind_of_tie_has_its_line(bond: Bond, kinds: set[str]) -> None:
    """Double, plain, dashed, struck through: never told by colour."""
    assert ecomap(["Ada"], near(1, bond)).kinds == kinds


def test_a_household_too_large_for_the_middle_says_how_many_more() -> None:
    """Six names, and the number of the others."""
    words = [line.text for line in ecomap([f"P{n}" for n in range(9)], []).words]
    assert words[-1] == "and 3 more"
    assert len(words) == 7


@pytest.mark.parametrize(
    ("one", "other", "through"),
    [
        (Point(0, 5), Point(20, 5), True),
        (Point(0, 0), Point(20, 20), True),
        (Point(0, 0), Point(20, 0), False),
        (Point(0, 20), Point(4, 5), False),
        (Point(6, 6), Point(7, 7), True),
    ],
)
def test_a_line_through_a_box_is_told(one: Point, other: Point, through: bool) -> None:
    """Through, along the edge, past, within."""
    assert Box(5, 0, 15, 10).crossed(one, other) is through
