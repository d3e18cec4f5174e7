from datetime import UTC, date, datetime

import pytest

from kinkeeper.web import words


def test_what_began_and_ended_on_one_day_lasted_under_a_day() -> None:
    """Never 0 days: the hours are not known, and it was not nothing."""
    day = date(2027, 1, 14)
    assert words.lasted(day, day) == "Under a day"
    assert words.lasted(day, date(2027, 1, 15)) == "1 day"


def test_a_date_is_written_in_full() -> None:
    """Weekday, day, month and the whole year."""
    assert words.full_date(date(2027, 1, 14)) == "Thursday 14 January 2027"
    assert words.plain_date(date(2027, 1, 4)) == "4 January 2027"


def test_a_table_may_shorten_the_month_but_never_the_year() -> None:
    """14 Jan 2027, not 14/1/27."""
    assert words.short_date(date(2027, 1, 14)) == "14\u00a0Jan\u00a02027"


@pytest.mark.parametrize("say", [words.full_date, words.plain_date, words.short_date])
def test_no_date_reads_nothing_recorded(say: object) -> None:
    """A gap is words, never an empty cell."""
    assert callable(say)
    assert say(None) == "Nothing recorded"


def test_a_moment_is_told_by_londons_clocks() -> None:
    """An instant kept in UTC is lived an hour later in summer."""
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.full_moment(at) == "Thursday 2 July 2026 at 12:30am"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 children"), (1, "1 child"), (1204, "1,204 children")]
)
def test_the_word_agrees_with_its_number(number: int, said: str) -> None:
    """One child, two children."""
    assert words.counted(number, "child", "children") == said


def test_zero_and_false_are_recorded() -> None:
    """Only what is absent reads as a gap."""
    assert words.recorded(0) == 0
    assert words.recorded(value=False) is False
    assert words.recorded("") == "Nothing recorded"


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2027, 1, 13), "1 day old"),
        (date(2026, 12, 10), "5 weeks old"),
        (date(2026, 1, 15), "11 months old"),
        (date(2020, 1, 15), "6 years old"),
        (date(2020, 1, 14), "7 years old"),
        (date(2027, 3, 1), "not yet born"),
        (None, "age not known"),
    ],
)
def test_age_is_in_the_unit_people_use(born: date | None, said: str) -> None:
    """Days, weeks, months, then years, by the corresponding date."""
    assert words.age(born, date(2027, 1, 14)) == said
