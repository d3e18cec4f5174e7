"""What the presenters make of what the queries found."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kinkeeper.care.queries import CareSummary, InCare, LegalStatusShown
from kinkeeper.chronology.queries import Happening
from kinkeeper.duties.queries import Owed, Reason
from kinkeeper.frontdoor.queries import OpenEpisode
from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.offsets import Offset, Unit
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.codes.coded import Coded
from kinkeeper.law.state import State
from kinkeeper.people.models import Person
from kinkeeper.protection.queries import CategoryShown, OnPlan
from kinkeeper.web.due import due
from kinkeeper.web.presenters import duty, owing, story
from kinkeeper.web.presenters.banner import of_an_age, strands
from kinkeeper.web.presenters.tables import until

ID = UUID(int=7)
TODAY = date(2027, 1, 6)
CARE = CareSummary(
    InCare(ID, ID, TODAY, start_known=True),
    LegalStatusShown(ID, Coded("C1", "Interim care order"), TODAY, True, None),
    None,
)
PROTECTION = OnPlan(ID, ID, "cp", "Child protection plan", TODAY)
IN_NEED = OnPlan(ID, ID, "cin", "Child in need plan", TODAY)
NEGLECT = CategoryShown(Coded("NEG", "Neglect"), TODAY, None)
OPEN = OpenEpisode(ID, ID, "cin", TODAY)
OWED = Owed(
    ID, ID, CLOCKS[0], 1, State.OPEN, TODAY, date(2027, 1, 14), None, None, None,
    None, None, None, 6, None, "england-and-wales", None,
)  # fmt: skip
HELD = Happening(
    1, "referral_received", "Referral received", TODAY, None, None, datetime.now(UTC), ID
)


def test_need_is_left_out_where_protection_or_care_holds() -> None:
    """The banner names what matters most, both where both hold."""
    said = [tag.words for tag in strands(CARE, [PROTECTION, IN_NEED], [NEGLECT], OPEN)]
    assert said == ["Child protection plan: neglect", "Looked after: interim care order"]


@pytest.mark.parametrize(
    ("on", "episode", "said"),
    [
        ([IN_NEED], OPEN, "Child in need plan"),
        ([], OPEN, "Open to the service"),
        ([], None, "Not open"),
    ],
)
def test_less_is_said_in_its_turn(on: list[OnPlan], episode: OpenEpisode | None, said: str) -> None:
    """A plan, else an open case, else the words that there is none: never an empty space."""
    assert [tag.words for tag in strands(None, on, [], episode)] == [said]


def test_a_care_leaver_is_never_not_open() -> None:
    """The tag stands beside a need, and gives way to being looked after again."""
    assert [tag.words for tag in strands(None, [], [], None, left=True)] == ["Care leaver"]
    both = strands(None, [IN_NEED], [], None, left=True)
    assert [tag.words for tag in both] == ["Child in need plan", "Care leaver"]
    again = strands(CARE, [], [], None, left=True)
    assert [tag.words for tag in again] == ["Looked after: interim care order"]


@pytest.mark.parametrize(
    ("born", "fits"),
    [
        (date(2011, 1, 7), False),
        (date(2011, 1, 6), True),
        (date(2002, 1, 7), True),
        (date(2002, 1, 6), False),
        (None, True),
    ],
)
def test_a_care_leaver_is_16_to_24(born: date | None, fits: bool) -> None:
    """From the sixteenth birthday to the day before the twenty-fifth."""
    assert of_an_age(Person(born_on=born), TODAY) is fits
    assert not of_an_age(Person(born_on=born, died_on=TODAY), TODAY)


def test_what_closed_it_is_not_told_before_it_happened() -> None:
    """A review dated after today has not closed the duty."""
    facts = {f.name: f.words for f in duty.facts(Reason(OWED, HELD, HELD))}
    assert facts["Closed by"] == "Not closed"
    met = replace(OWED, state=State.MET)
    closed = {f.name: f.words for f in duty.facts(Reason(met, HELD, HELD))}
    assert closed["Closed by"] == "Referral received on Wednesday 6 January 2027"


def test_why_is_one_sentence_of_dates() -> None:
    """What started it, and by when it is due."""
    said = duty.sentence(Reason(OWED, HELD, None), TODAY)
    assert "referral received on Wednesday 6 January 2027" in said
    assert "due by Thursday 14 January 2027" in said


def test_what_is_overdue_was_due() -> None:
    """The past is told as past, with how late it is."""
    late = replace(OWED, state=State.LATE, due_on=date(2026, 12, 22))
    said = duty.sentence(Reason(late, HELD, None), TODAY)
    assert "was due by Tuesday 22 December 2026, overdue 8 working days." in said
    met = duty.sentence(Reason(replace(OWED, state=State.MET), HELD, None), TODAY)
    assert met.endswith("was due by Thursday 14 January 2027.")


@pytest.mark.parametrize("unit", Unit)
def test_bank_holidays_are_told_where_working_days_are_counted(unit: Unit) -> None:
    """In words, and only of a clock whose time runs in working days."""
    clock = replace(CLOCKS[0], within=Dated.always((Offset(10, unit),)))
    owed = replace(OWED, clock=clock, calendar=calendar().version, version=TODAY)
    told = {f.name: f.words for f in duty.facts(Reason(owed, HELD, None))}
    in_words = "Bank holidays as proclaimed by 6 November 2022"
    expected = in_words if unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR) else None
    assert told.get("Working days counted by") == expected


def test_a_duty_that_cannot_be_counted_is_not_late() -> None:
    """It is listed apart with its reason, and is in neither list of duties."""
    lost = replace(OWED, state=State.NOT_RUN, due_on=None, not_run="the date is not recorded")
    lists = owing.lists([lost], TODAY)
    assert [reason for _, reason, _ in lists["uncounted"]] == ["the date is not recorded"]
    assert not lists["open"].rows
    assert not lists["closed"].rows


def test_due_soon_is_said_of_open_duties_alone() -> None:
    """What is met is met, however near its date."""
    near = due(date(2027, 1, 7), today=TODAY, warn_on=TODAY)
    assert duty.status(OWED, near).words == "Due soon"
    assert duty.status(replace(OWED, state=State.MET), near).words == "Done in time"


def test_what_stands_still_says_since_when() -> None:
    """Nothing pauses silently: on the list, and on the page with the days it was given."""
    paused = replace(OWED, paused_since=date(2027, 1, 4), paused_days=3, due_on=date(2027, 1, 5))
    seen = duty.seen(paused, TODAY)
    assert (str(seen), duty.status(paused, seen).words) == (
        "Paused since, Monday 4 January 2027",
        "Paused",
    )
    facts = {f.name: f.words for f in duty.facts(Reason(paused, HELD, None))}
    assert facts["Days paused"] == "3 days, added to the date"
    assert facts["Paused since"] == "Monday 4 January 2027"


def test_a_story_without_a_date_comes_last_and_says_so() -> None:
    """Years as headings; what has no date has no year."""
    told = story.years([HELD, replace(HELD, on=None)])
    assert [stretch.title for stretch in told] == ["2027", "Date not recorded"]
    assert told[1].items[0].when == "Date not recorded"


def test_a_time_not_known_is_not_printed() -> None:
    """The date alone, never midnight."""
    assert story.moment(HELD, {}).when == "Wednesday 6 January 2027"


def test_a_story_is_narrowed_to_what_it_is_about() -> None:
    """To its turning points, or to one kind of thing; only what it holds is on offer."""
    reviewed = replace(HELD, kind="care_review_held", title="Looked-after review held")
    assert story.narrowed([HELD, reviewed], {"show": "turns"}) == [HELD]
    assert story.narrowed([HELD, reviewed], {"about": "care"}) == [reviewed]
    offered = [value for value, _ in story.choices([HELD, reviewed])[0].options]
    assert offered == ["help", "care"]


def test_a_narrowed_story_is_never_taken_for_the_whole() -> None:
    """How many of how many stands beside its name."""
    assert story.total(2, 9) == "2 of 9 events"
    assert story.total(9, 9) == "9 events"


def test_an_end_that_has_not_come_reads_now() -> None:
    """A placement recorded to end next year is where the child lives."""
    assert until(date(2027, 5, 1), TODAY) == "Now"
    assert until(date(2027, 1, 6), TODAY) == "6\u00a0Jan\u00a02027"
