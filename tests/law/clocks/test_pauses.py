"""Where law lets a clock stand still: worked tables, and fast and slow agree on random histories.

No clock of today pauses, so these clocks are invented: they borrow kinds of event of one thread.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.offsets import (
    Offset,
    Unit,
    calendar_days,
    hours,
    months,
    weeks,
    working_days,
)
from kinkeeper.law.cases import Case
from kinkeeper.law.clock import ALWAYS, ONCE, Clock, Pause
from kinkeeper.law.clocks import clock
from kinkeeper.law.clocks.terms import ON_THE_DATE
from kinkeeper.law.programme import compile_clocks
from kinkeeper.law.state import Dates, State, state
from kinkeeper.law.vocabulary import BadDeclarationError
from tests.law.clocks.spec import by_engine, by_engine_all, happened
from tests.law.clocks.test_equal import BORN, histories
from tests.law.reference_engine import Happened, Instance, run_one

STOPS = (Pause("s47_started", "s47_ended_no_conference"),)
ALSO = (*STOPS, Pause("strategy_discussion_held", "assessment_started"))


def paused(*ladder: Offset, on: tuple[Pause, ...] = STOPS, repeats: bool = False) -> Clock:
    """A referral's duty that stands still, met by an assessment and ended by closing."""
    one = clock("assessment_complete")
    steps = ALWAYS if repeats else ONCE
    return replace(one, within=Dated.always(ladder), pauses_on=on, steps=steps)


def found(one: Clock, *lines: str) -> Instance:
    """The one instance of a referral and these lines, which the plain form gives as well."""
    told = ["Mon 02 Jun 2014 | referral_received | e", *lines]
    case = Case(title="", events="\n".join(told), instances="", states="")
    fast = by_engine(one, happened(case))
    assert fast == run_one(one, happened(case))
    (only,) = fast
    return only


def shown(one: Instance) -> tuple[str, str, int]:
    """Due, paused since, and the days given back."""
    return f"{one.due_on:%a %d %b %Y}", f"{one.paused_since or ''}", one.paused_days


BEGINS, ENDS = "{} | s47_started | q in e", "{} | s47_ended_no_conference | q in e"
WORKED = [
    # A fortnight from Monday 2 June 2014
    (calendar_days(14), [], ("Mon 16 Jun 2014", "", 0)),
    (calendar_days(14), ["Thu 05 Jun 2014", "Tue 10 Jun 2014"], ("Sat 21 Jun 2014", "", 5)),
    (working_days(10), ["Thu 05 Jun 2014", "Tue 10 Jun 2014"], ("Thu 19 Jun 2014", "", 3)),
    (weeks(2), ["Thu 05 Jun 2014", "Tue 10 Jun 2014"], ("Sat 21 Jun 2014", "", 5)),
    (months(1), ["Thu 05 Jun 2014", "Tue 10 Jun 2014"], ("Mon 07 Jul 2014", "", 5)),
    # The day of the anchor is never counted, so it is never given back
    (calendar_days(14), ["Mon 26 May 2014", "Wed 04 Jun 2014"], ("Tue 17 Jun 2014", "", 1)),
    # Begun on the day due, it counts; begun the day after, it comes too late
    (calendar_days(14), ["Mon 16 Jun 2014", "Fri 20 Jun 2014"], ("Fri 20 Jun 2014", "", 4)),
    (calendar_days(14), ["Tue 17 Jun 2014", "Fri 20 Jun 2014"], ("Mon 16 Jun 2014", "", 0)),
    # Still running: the date stays as it was, and it says since when
    (calendar_days(14), ["Thu 05 Jun 2014"], ("Mon 16 Jun 2014", "2014-06-05", 0)),
    (calendar_days(14), ["Tue 17 Jun 2014"], ("Mon 16 Jun 2014", "", 0)),
    # Begun and ended on one day, it took nothing
    (calendar_days(14), ["Thu 05 Jun 2014", "Thu 05 Jun 2014"], ("Mon 16 Jun 2014", "", 0)),
]


@pytest.mark.parametrize(("offset", "days", "expected"), WORKED)
def test_worked_pauses(offset: Offset, days: list[str], expected: tuple[str, str, int]) -> None:
    """Days paused are given back in the days the clock counts."""
    lines = [line.format(day) for line, day in zip((BEGINS, ENDS), days, strict=False)]
    assert shown(found(paused(offset), *lines)) == expected


def test_a_pause_of_another_thread_stops_nothing() -> None:
    """An enquiry under another referral leaves this one's time alone."""
    other = "Thu 05 Jun 2014 | s47_started | q in another"
    assert shown(found(paused(calendar_days(14)), other)) == ("Mon 16 Jun 2014", "", 0)


def test_what_overlaps_is_given_back_once() -> None:
    """Two reasons to pause on one day are one day paused."""
    lines = [BEGINS.format("Thu 05 Jun 2014"), ENDS.format("Tue 10 Jun 2014")]
    more = [
        "Mon 09 Jun 2014 | strategy_discussion_held | s in e",
        "Thu 12 Jun 2014 | assessment_started | a in e",
    ]
    one = paused(calendar_days(14), on=ALSO)
    assert shown(found(one, *lines, *more)) == ("Mon 23 Jun 2014", "", 7)


def test_met_while_it_stands_still_is_met_in_time() -> None:
    """Nothing is late on a day that did not count."""
    met = "Mon 30 Jun 2014 | assessment_authorised | a in e"
    one = found(paused(working_days(10)), BEGINS.format("Fri 13 Jun 2014"), met)
    assert (one.paused_since, one.met_on) == (None, date(2014, 6, 30))
    dates = Dates(one.due_on, met_on=one.met_on)
    assert state(dates, date(2014, 7, 1)) is State.MET


def test_ended_while_it_stands_still_was_not_needed() -> None:
    """The case closes past the date the clock had stopped before: that is no breach."""
    closed = "Mon 30 Jun 2014 | case_closed | e"
    one = found(paused(working_days(10)), BEGINS.format("Fri 13 Jun 2014"), closed)
    dates = Dates(one.due_on, ended_on=one.ended_on, paused_since=one.paused_since)
    assert (one.due_on, one.ended_on) == (date(2014, 6, 16), date(2014, 6, 30))
    assert state(dates, date(2014, 6, 29)) is State.OPEN
    assert state(dates, date(2014, 7, 1)) is State.NOT_NEEDED


def test_a_pause_on_a_day_not_recorded_is_told() -> None:
    """What cannot be counted is said, never guessed."""
    lines = [BEGINS.format("Thu 05 Jun 2014"), ENDS.format("not recorded")]
    one = found(paused(calendar_days(14)), *lines)
    assert (one.due_on, "paused" in one.not_run) == (None, True)


def test_a_running_pause_keeps_a_duty_open() -> None:
    """Past its date it is open, not late, from the day the pause began; and late again without."""
    dates = Dates(date(2014, 6, 16), paused_since=date(2014, 6, 5))
    assert state(dates, date(2014, 9, 1)) is State.OPEN
    assert state(replace(dates, paused_since=None), date(2014, 9, 1)) is State.LATE


@pytest.mark.parametrize(
    "offset",
    [hours(24), working_days(3).before(), Offset(3, Unit.TERM), ON_THE_DATE],
)
def test_only_days_counted_onwards_stand_still(offset: Offset) -> None:
    """A clock that law could not have meant is refused as it is declared."""
    with pytest.raises(BadDeclarationError, match="cannot pause"):
        paused(offset)


def test_a_pause_belongs_to_the_thread_of_the_clock() -> None:
    """Coming back from being missing does not stop a referral's time."""
    with pytest.raises(BadDeclarationError, match="does not belong"):
        paused(weeks(1), on=(Pause("missing_started", "missing_returned"),))


def test_a_pause_that_no_record_tells_of_stops_the_clock_from_running() -> None:
    """Else a duty that law has stopped would be called late."""
    one = paused(weeks(1))
    held = frozenset({"referral_received", "assessment_authorised"})
    assert "which would pause it" in compile_clocks((one,), held).not_run[one.id]


def test_the_reference_says_what_pauses_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manual is printed from the declaration."""
    printer = import_module("kinkeeper.law.reference.clocks")
    monkeypatch.setattr(printer, "CLOCKS", (paused(weeks(1)),))
    page = "\n".join(printer.clocks(frozenset()))
    assert "| Stands still | From “Section 47 enquiry started” to “" in page


OFFSETS = (working_days(10), calendar_days(14), weeks(6), months(3), working_days(0))
ANY_PAUSED = st.builds(
    lambda ladder, on, repeats: paused(*ladder, on=on, repeats=repeats),
    st.lists(st.sampled_from(OFFSETS), min_size=1, max_size=2),
    st.sampled_from([STOPS, ALSO]),
    st.booleans(),
)


def with_pauses(one: Clock) -> st.SearchStrategy[list[Happened]]:
    """Histories in which the pauses of a clock happen too."""
    kinds = tuple(kind for pause in one.pauses_on for kind in (pause.begins, pause.ends))
    return histories([one, replace(one, pauses_on=(), met_by=kinds)])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_the_engine_equals_the_plain_form(data: st.DataObject) -> None:
    """Arrays and a walk along the days give the same dates."""
    one = data.draw(ANY_PAUSED)
    history, born = data.draw(with_pauses(one)), data.draw(BORN)
    assert by_engine(one, history, born) == run_one(one, history, born)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_one_child_at_a_time_equals_everybody_at_once(data: st.DataObject) -> None:
    """Nobody's pause moves another's date."""
    one = data.draw(ANY_PAUSED)
    told = {f"child {n}": data.draw(with_pauses(one)) for n in range(3)}
    together = by_engine_all([one], told, dict.fromkeys(told))
    for child, history in told.items():
        alone = by_engine_all([one], {child: history}, {child: None})
        assert alone[one.id, child] == together[one.id, child]
