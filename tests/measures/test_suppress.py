"""Small numbers: kept back, and not to be had from the others."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.measures.figures import WHOLE, Value, guarded, too_small
from kinkeeper.measures.suppress import kept_back, small, small_share

NOVEMBER = date(2026, 11, 1)
counts = st.dictionaries(st.integers(0, 20), st.integers(0, 40), max_size=12)


@given(counts)
def test_small_numbers_are_kept_back(parts: dict[int, int]) -> None:
    """1 to 5, wherever they are."""
    assert {key for key, number in parts.items() if 1 <= number <= 5} <= kept_back(parts)


@given(counts)
def test_nothing_can_be_worked_back(parts: dict[int, int]) -> None:
    """What is left of the total is two parts at least, and more than five together if there are more."""
    hidden = kept_back(parts)
    if hidden and len(parts) > 1:
        assert len(hidden) >= 2
        shown = set(parts) - hidden
        assert not shown or sum(parts[key] for key in hidden) >= 6


@given(counts)
def test_nothing_is_kept_back_without_need(parts: dict[int, int]) -> None:
    """Without a small number everything is shown."""
    if not any(map(small, parts.values())):
        assert kept_back(parts) == frozenset()


def test_a_share_is_small_by_its_number_or_its_rest() -> None:
    """3 of 40 and 37 of 40 both tell of three people; 20 of 40 tells of none."""
    assert [small_share(n, 40) for n in (3, 37, 20, 0, 40)] == [True, True, False, False, False]
    assert small_share(0, 4)


def figure(name: str, numerator: int, denominator: int) -> Value:
    """A figure of November."""
    return Value(name, NOVEMBER, date(2026, 11, 23), numerator, denominator)


def test_a_figure_kept_back_has_no_number_left() -> None:
    """Not the value, not what it is of."""
    hidden = guarded({WHOLE: {"LA02": figure("LA02", 4, 4)}})[WHOLE]["LA02"]
    assert (hidden.value, hidden.numerator, hidden.denominator) == (None, None, None)
    assert hidden.why.startswith("Kept back")
    assert not too_small(figure("LA02", 40, 40))


def back(name: str, **of: tuple[int, int]) -> set[str]:
    """Where a figure is kept back, of these places and the whole."""
    found = guarded({key: {name: figure(name, *numbers)} for key, numbers in of.items()})
    return {str(key) for key, values in found.items() if values[name].kept_back}


def test_a_place_is_not_to_be_had_from_the_whole() -> None:
    """One small district takes the next smallest with it, also where the rest have no district."""
    assert back("LA02", north=(3, 3), south=(40, 40), whole=(43, 43)) == {"north", "south"}
    assert back("LA02", north=(3, 3), south=(40, 40), whole=(55, 55)) == {"north"}


def test_shares_of_places_hide_both_sides() -> None:
    """38 of 40 in time: the two who were not are as few as people can be."""
    assert back("AS03R", north=(38, 40), south=(20, 60), whole=(58, 100)) == {"north", "south"}


def test_a_spread_has_no_rest() -> None:
    """40 children with 37 workers are not 3 of anything; 3 workers are few."""
    assert back("WF08", north=(40, 37), whole=(40, 37)) == set()
    assert back("WF08", north=(40, 3), whole=(400, 37)) == {"north"}


def test_the_fewest_that_one_leads_with_is_kept_back() -> None:
    """The mean stays; where the fewest is fewer than 6 there is neither fewest nor most."""
    few, many = ((low, 14.0, 19.0, 22.0, 37.0) for low in (2.0, 6.0))
    for five, left in ((few, ()), (many, many)):
        value = Value("WF08", NOVEMBER, NOVEMBER, 194, 10, five)
        told = guarded({WHOLE: {"WF08": value}})[WHOLE]["WF08"]
        assert (told.value, told.five) == (19.4, left)
