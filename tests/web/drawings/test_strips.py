"""Strands on one axis: in their place, told apart, none lost."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.web.drawings.strips import NAMES, WIDTH, Lane, Mark, MarkKind, Span, Strip, strip

TODAY = date(2026, 4, 20)
DAYS = st.dates(date(2005, 1, 1), date(2027, 1, 1))
LASTING = st.one_of(st.none(), st.integers(0, 3000))


def span(start: date, end: date | None = None, *, known: bool = True) -> Span:
    """Something that lasted."""
    return Span("Care order", f"Care order from {start}", start, end, known)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """From any day, for any time, or still going on."""
    start, days = draw(DAYS), draw(LASTING)
    end = None if days is None else start + timedelta(days=days)
    return span(start, end, known=draw(st.booleans()))


MARKS = st.builds(Mark, st.just("Missing"), DAYS, st.sampled_from(["event", "turn", "missing"]))
LANES = st.lists(
    st.builds(Lane, st.just("Legal"), st.lists(spans(), max_size=6), st.lists(MARKS, max_size=30)),
    min_size=1, max_size=4,
)  # fmt: skip
SOME = settings(max_examples=60, deadline=None)


@SOME
@given(LANES)
def test_nothing_that_has_begun_is_lost(lanes: list[Lane]) -> None:
    """Each bar is drawn, and each mark is counted once; what lies ahead is not drawn."""
    drawn = strip(lanes, TODAY)
    for lane, row in zip(lanes, drawn.rows, strict=True):
        assert len(row.bars) == sum(one.started_on <= TODAY for one in lane.spans)
        assert sum(dot.count for dot in row.dots) == sum(one.on <= TODAY for one in lane.marks)


@SOME
@given(LANES)
def test_bars_do_not_lie_on_each_other(lanes: list[Lane]) -> None:
    """What ran at the same time stands one beneath another, within its own strand."""
    for row in strip(lanes, TODAY).rows:
        for n, one in enumerate(row.bars):
            assert row.top <= one.box.top
            assert one.box.bottom <= row.bottom
            assert not any(one.box.meets(other.box) for other in row.bars[:n])


@SOME
@given(LANES)
def test_marks_are_a_finger_apart(lanes: list[Lane]) -> None:
    """24 pixels between the middles of two, or they are one with a number."""
    for row in strip(lanes, TODAY).rows:
        xs = [dot.x for dot in row.dots]
        assert all(after - before >= 24 for before, after in pairwise(xs))


@SOME
@given(LANES)
def test_every_strand_is_on_the_one_axis(lanes: list[Lane]) -> None:
    """The same day is at the same place in each, and nothing leaves the drawing."""
    drawn = strip(lanes, TODAY)
    places: dict[date, float] = {}
    for row in drawn.rows:
        for bar in row.bars:
            assert places.setdefault(bar.span.started_on, bar.box.left) == bar.box.left
            assert bar.box.left >= NAMES
            assert bar.box.right <= WIDTH + 4


def test_years_are_columns_with_their_names() -> None:
    """Each begins where the last ended; every other one is shaded."""
    drawn = strip([Lane("Care", [span(date(2022, 6, 1))])], TODAY)
    assert [column.name for column in drawn.columns][1:4] == ["2023", "2024", "2025"]
    assert [column.shaded for column in drawn.columns] == [True, False, True, False, True]


def test_names_of_years_do_not_run_into_each_other() -> None:
    """Of 25 years, every second or third is named."""
    named = [c for c in _from(2001).columns if c.name]
    assert len(named) > 5
    for one, other in pairwise(named):
        assert other.left - one.left > 30


def test_a_start_not_known_and_no_end_are_shapes() -> None:
    """A notch at the left, a point at the right: seen without colour."""
    plain = _around(span(date(2024, 1, 1), date(2025, 1, 1)))
    torn = _around(span(date(2024, 1, 1), date(2025, 1, 1), known=False))
    goes_on = _around(span(date(2024, 1, 1)))
    assert (plain, torn, goes_on) == (4, 7, 5)


def test_an_empty_strand_says_so() -> None:
    """In the words that were given: nothing recorded is not the same as not open."""
    lanes = [Lane("Care"), Lane("Permanence", empty="Not open to you")]
    words = [row.words[-1].text for row in strip(lanes, TODAY).rows]
    assert words == ["Nothing recorded", "Not open to you"]


def test_marks_too_close_are_one_with_all_their_words() -> None:
    """It leads to the latest and is of the gravest kind."""
    days = [date(2025, 3, day) for day in (1, 2, 3)]
    kinds: tuple[MarkKind, ...] = ("event", "missing", "turn")
    marks = [
        Mark(f"E{n}", on, kind, f"#{n}")
        for n, (on, kind) in enumerate(zip(days, kinds, strict=True))
    ]
    (dot,) = strip([Lane("Care", marks=marks)], TODAY).rows[0].dots
    assert (dot.count, dot.kind, dot.url) == (3, "missing", "#2")
    assert dot.said == "3 events: E0; E1; E2"


def _from(year: int) -> Strip:
    return strip([Lane("Care", [span(date(year, 6, 1))])], TODAY)


def _around(one: Span) -> int:
    return len(strip([Lane("Care", [one])], TODAY).rows[0].bars[0].points)
