"""Strands in words: each bar has its line in the table, each mark its event in the list."""

from datetime import UTC, date, datetime
from uuid import UUID

from kinkeeper.chronology.queries import Happening
from kinkeeper.law.events import EVENTS
from kinkeeper.web.drawings.strips import Lane, Mark, Span
from kinkeeper.web.presenters import strands
from kinkeeper.web.presenters.story import AREAS, area
from kinkeeper.web.presenters.strands import LANE_OF, shown

TODAY = date(2026, 4, 20)
ORDER = Span("Care order", "Care order", date(2025, 3, 4), None, start_known=False)
PLACED = Span("Foster care", "Foster care", date(2024, 1, 2), date(2024, 5, 6))
AHEAD = Span("Foster care", "Foster care", date(2027, 1, 2), None)
GONE = Mark("Missing from 1 May 2025", date(2025, 5, 1), "missing")


def test_every_bar_and_mark_leads_to_its_own_line() -> None:
    """What lies ahead has neither."""
    found = shown("care", "Care", [Lane("Placement", [ORDER, PLACED, AHEAD], [GONE])], TODAY)
    (row,) = found.drawn.rows
    led = [bar.span.url for bar in row.bars] + [dot.url for dot in row.dots]
    assert led == [f"#{line.id}" for line in found.lines]
    assert len(set(led)) == 3


def test_a_line_says_what_the_shape_says() -> None:
    """The notch and the point are words in the table."""
    (line,) = shown("care", "Care", [Lane("Legal status", [ORDER])], TODAY).lines
    assert (line.start, line.end) == ("On or before 4\u00a0Mar\u00a02025", "Now")
    assert line.what == "Care order"


def test_a_mark_of_the_story_leads_to_its_event() -> None:
    """It has no line of its own: the list below is its table."""
    event = Mark("Referral received", date(2025, 1, 1), "turn", "#event-7")
    found = shown("strands", "Strands", [Lane("Involvement", marks=[event])], TODAY)
    assert [dot.url for dot in found.drawn.rows[0].dots] == ["#event-7"]
    assert found.lines == ()


def test_every_kind_of_event_has_a_strand() -> None:
    """Nothing the story can tell is without a place in the drawing."""
    assert {area(kind.id) for kind in EVENTS} <= set(LANE_OF)
    assert set(LANE_OF) == set(AREAS)


def test_what_is_of_another_has_a_strand_of_theirs() -> None:
    """An undated event has no mark; it stands in the list alone."""
    events = [
        Happening(
            n, "referral_received", "Referral", on, None, None, datetime.now(UTC), UUID(int=n)
        )
        for n, on in enumerate((TODAY, TODAY, None))
    ]
    marks = strands.marks_of(events, {1: "Cat"})
    assert {name: len(found) for name, found in marks.items()} == {"Involvement": 1, "Cat": 1}
