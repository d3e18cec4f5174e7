"""Charts: what is drawn is what was given, captions never cover each other, silence is not nought."""

import math
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.web.charts import (
    Bar,
    Drawing,
    Limit,
    Part,
    Point,
    Range,
    bars,
    line,
    ranges,
    shares,
    spark,
)
from kinkeeper.web.charts.lines import YEAR_BEFORE
from kinkeeper.web.charts.shapes import Block, Dot, Path, Stroke, Words, shown

MONTHS = ("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
WHY = "No visit is recorded."
values = st.one_of(st.none(), st.just(math.nan), st.integers(0, 40_000).map(float))
series = st.lists(values, min_size=2, max_size=14)


def points(given_: Sequence[float | None]) -> list[Point]:
    """A month for each value."""
    return [Point(MONTHS[n % 13], value, WHY) for n, value in enumerate(given_)]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Captions that cover each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(drawing.words, 2)
        if _meet(one.box, other.box)
    ]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(series)
def test_a_month_not_known_is_never_drawn(given_: list[float | None]) -> None:
    """As many marks as known values; none known is no chart, with the reason."""
    drawing = line(points(given_))
    there = [v for v in given_ if v is not None and not math.isnan(v)]
    assert sum(isinstance(s, Dot) for s in drawing.shapes) == len(there)
    if not there:
        assert (drawing.shapes, drawing.not_run) == ((), WHY)


@given(series)
def test_a_line_stays_within_its_frame(given_: list[float | None]) -> None:
    """Marks and captions lie inside the drawing."""
    drawing = line(points(given_))
    for shape in drawing.shapes:
        if isinstance(shape, Dot):
            assert 0 <= shape.x <= drawing.width
            assert 0 <= shape.y <= drawing.height


@given(st.lists(st.integers(0, 9_999).map(float), min_size=2, max_size=14))
def test_captions_of_a_line_stay_within_it(given_: list[float]) -> None:
    """Also the longest number of the axis, and a percentage."""
    for drawing in (line(points(given_)), line(points([100.0, 40.0]), unit="%")):
        axis = [words for words in drawing.words if words.style == "mute"]
        assert all(words.box[0] >= 0 for words in axis)
        assert overlapping(Drawing(0, 0, tuple(axis))) == []


def test_a_line_breaks_where_a_month_is_not_known() -> None:
    """Two stretches, and nothing drawn between them."""
    drawing = line(points([5, 6, None, 7, 8]))
    paths = [s for s in drawing.shapes if isinstance(s, Path)]
    assert [len(path.points) for path in paths] == [2, 2]


def test_a_month_not_over_has_a_mark_of_its_own() -> None:
    """Hollow: it will still rise."""
    drawing = line([Point("Mar", 9), Point("Apr", 3, so_far=True)])
    assert [s.style for s in drawing.shapes if isinstance(s, Dot)] == ["actual", "so-far"]


def test_a_limit_is_named_and_within_the_axis() -> None:
    """A limit above all values stretches the axis to it."""
    drawing = line(points([3, 4, 5]), limit=Limit(30, "Limit of 30"))
    strokes = [s for s in drawing.shapes if isinstance(s, Stroke) and s.style == "limit"]
    assert strokes[0].y1 >= 0
    assert "Limit of 30" in [words.text for words in drawing.words]


def test_the_year_before_stands_behind() -> None:
    """Its line comes first, so that this year's lies over it."""
    drawing = line([Point("Mar", 9, before=5), Point("Apr", 3, before=6)])
    assert [s.style for s in drawing.shapes if isinstance(s, Path)] == ["before", "accent"]


def test_the_year_before_is_named_beside_its_line() -> None:
    """Once, clear of the first value and of the last; a chart without it has no such word."""
    months = [Point(f"M{n}", 50 - n, before=10 + n) for n in range(14)]
    drawing = line(months)
    (name,) = [words for words in drawing.words if words.text == YEAR_BEFORE]
    first, last = (next(w for w in drawing.words if w.text == v) for v in ("50", "37"))
    assert first.x < name.x < last.x
    assert YEAR_BEFORE not in [w.text for w in line([Point("M", 3), Point("N", 4)]).words]


labels = st.text("abcdefghij MW,'é", min_size=1, max_size=70)
rows = st.lists(st.builds(Bar, labels, values, st.just(WHY)), min_size=1, max_size=12)


@given(rows)
def test_captions_of_bars_do_not_cover_each_other(given_: list[Bar]) -> None:
    """However long the names, and however many."""
    assert overlapping(bars(given_)) == []


@given(rows)
def test_a_bar_begins_at_nought_and_is_as_long_as_its_number(given_: list[Bar]) -> None:
    """Twice the number is twice as long."""
    blocks = [s for s in bars(given_).shapes if isinstance(s, Block)]
    known = [b.value for b in given_ if b.value is not None and not math.isnan(b.value)]
    assert len(blocks) == len(known)
    longest, most = max((b.width for b in blocks), default=0), max(known, default=0)
    for block, value in zip(blocks, known, strict=True):
        assert block.width == pytest.approx(longest * value / most if most else 0, abs=0.2)


def test_a_bar_not_known_says_so_in_its_place() -> None:
    """Not an empty bar, which would read as nought."""
    drawing = bars([Bar("Looked after", 12), Bar("Early help", None, WHY)])
    assert f"Not run: {WHY}" in [words.text for words in drawing.words]
    assert sum(isinstance(s, Block) for s in drawing.shapes) == 1


parts = st.lists(
    st.builds(Part, labels, st.integers(0, 5_000).map(float), st.just(WHY)), min_size=1, max_size=6
)


@given(parts)
def test_captions_of_shares_do_not_cover_each_other(given_: list[Part]) -> None:
    """Small parts beside each other are pushed apart."""
    assert overlapping(shares(given_)) == []


@given(parts)
def test_shares_fill_the_whole(given_: list[Part]) -> None:
    """The blocks are as high as the bar, together."""
    drawing = shares(given_)
    high = sum(s.height for s in drawing.shapes if isinstance(s, Block))
    assert drawing.not_run or high == pytest.approx(200, abs=0.5)


def test_a_share_not_known_leaves_the_whole_unknown() -> None:
    """The others would be shares of something else."""
    assert shares([Part("Foster care", 5), Part("Homes", None, WHY)]).not_run == WHY


spreads = st.lists(
    st.tuples(labels, st.lists(st.floats(0, 60), min_size=5, max_size=5).map(sorted)),
    min_size=1,
    max_size=10,
)


@given(spreads)
def test_captions_of_ranges_do_not_cover_each_other(given_: list[tuple[str, list[float]]]) -> None:
    """One line of words over each range."""
    drawing = ranges([Range(name, v[0], v[1], v[3], v[4], v[2]) for name, v in given_])
    named = [words for words in drawing.words if words.style == "ink"]
    assert overlapping(Drawing(0, 0, tuple(named))) == []


def test_a_range_not_known_is_said_in_words() -> None:
    """A number missing of five is a range not known."""
    drawing = ranges([Range("North", 1, 2, 3, 4, 2.5), Range("South", 1, 2, 3, None, 2, WHY)])
    assert f"Not run: {WHY}" in [words.text for words in drawing.words]
    assert sum(isinstance(s, Dot) for s in drawing.shapes) == 1


@given(series)
def test_a_spark_needs_two_values(given_: list[float | None]) -> None:
    """One value is no direction."""
    there = [v for v in given_ if v is not None and not math.isnan(v)]
    assert bool(spark(given_, WHY).not_run) is (len(there) < 2)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1204.0, "", "1,204"),
        (7.5, "", "7.5"),
        (40.0, "%", "40%"),
        (0.0, "", "0"),
        (39.6, "%", "40%"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, unit: str, words: str) -> None:
    """No more figures than anybody reads."""
    assert shown(value, unit) == words


def test_captions_at_the_ends_of_a_line_do_not_cover_the_months() -> None:
    """The values stand at their marks, the months under the axis."""
    drawing = line(points([0, 12, 30, 8, 0]))
    below = [words for words in drawing.words if words.y > 190]
    assert overlapping(Drawing(0, 0, tuple(below))) == []
    assert isinstance(drawing.words[0], Words)
