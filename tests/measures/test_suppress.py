"""Small numbers: kept back, and not to be had from the others."""

from datetime import date
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.measures.figures import Value, guarded, guarded_parts, too_small
from kinkeeper.measures.suppress import kept_back, small, small_share

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
    return Value(name, date(2026, 11, 1), date(2026, 11, 23), numerator, denominator)


def test_a_figure_kept_back_has_no_number_left() -> None:
    """Not the value, not what it is of."""
    (hidden,) = guarded([figure("LA02", 4, 4)])
    assert (hidden.value, hidden.numerator, hidden.denominator) == (None, None, None)
    assert hidden.why.startswith("Kept back")
    assert not too_small(figure("LA02", 40, 40))


def test_a_place_is_not_to_be_had_from_the_whole() -> None:
    """One small district takes the next smallest with it, also where the rest have no district."""
    north, south = uuid4(), uuid4()
    parts: dict[UUID | None, Value] = {
        north: figure("LA02", 3, 3),
        south: figure("LA02", 40, 40),
    }
    alone = guarded_parts(parts, figure("LA02", 43, 43))
    beside = guarded_parts(parts, figure("LA02", 55, 55))
    assert [alone[key].kept_back for key in (north, south)] == [True, True] or alone[
        north
    ].kept_back
    assert beside[north].kept_back


def test_shares_of_places_hide_both_sides() -> None:
    """38 of 40 in time: the two who were not are as few as people can be."""
    north, south = uuid4(), uuid4()
    parts: dict[UUID | None, Value] = {
        north: figure("AS03R", 38, 40),
        south: figure("AS03R", 20, 60),
    }
    found = guarded_parts(parts, figure("AS03R", 58, 100))
    assert found[north].kept_back
    assert found[south].kept_back
