"""What an authority may set for itself, and what the law does not let it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.errors import BadSetting
from kinkeeper.kernel.offsets import (
    Offset,
    calendar_days,
    hours,
    weeks,
    working_days,
    working_hours,
)
from kinkeeper.law.clocks import CLOCKS, clock
from kinkeeper.law.settings import LocalSettings, tighten

SINCE = date(2015, 4, 1)


@pytest.mark.parametrize("offset", [working_days(19), working_days(20), working_days(30)])
def test_a_time_fixed_by_law_cannot_be_set(offset: Offset) -> None:
    """Not even a shorter first review can be set: the law gives its time."""
    with pytest.raises(BadSetting, match="fixed by law"):
        tighten(clock("review_first"), (offset,), since=SINCE)


@pytest.mark.parametrize("offset", [working_days(46), weeks(10), calendar_days(70)])
def test_a_time_that_may_be_shortened_is_never_lengthened(offset: Offset) -> None:
    """Whatever it is counted in, a longer assessment is refused."""
    with pytest.raises(BadSetting, match="only be shortened"):
        tighten(clock("assessment_complete"), (offset,), since=SINCE)


@pytest.mark.parametrize("offset", [working_days(35), weeks(7), calendar_days(40)])
def test_a_shorter_time_stands_from_its_day(offset: Offset) -> None:
    """The national time holds until the authority's own begins."""
    mine = tighten(clock("assessment_complete"), (offset,), since=SINCE)
    assert mine.within.on(date(2015, 3, 31)) == (working_days(45),)
    assert mine.within.on(SINCE) == (offset,)


def test_a_local_choice_may_be_longer() -> None:
    """Where the law is silent the authority chooses."""
    mine = tighten(clock("cin_visit"), (working_days(30),), since=SINCE)
    assert mine.within.on(SINCE) == (working_days(30),)


def test_a_setting_is_for_the_steps_a_clock_keeps() -> None:
    """Core groups after the first are set without touching the first."""
    mine = tighten(clock("core_group_repeat"), (weeks(4),), since=SINCE)
    assert mine.within.on(SINCE) == (working_days(10), weeks(4))


def test_a_duty_no_longer_owed_stays_so() -> None:
    """A setting revives nothing that the law has ended."""
    mine = tighten(clock("pre_proceedings_end"), (weeks(12),), since=SINCE)
    assert mine.within.on(SINCE) is None
    assert mine.within.on(date(2022, 1, 1)) == (weeks(12),)


def test_more_notice_is_tighter() -> None:
    """What must come before an event is tightened by coming sooner."""
    earlier = tighten(clock("review_papers"), (working_days(5).before(),), since=SINCE)
    assert earlier.within.on(SINCE) == (working_days(5).before(),)
    with pytest.raises(BadSetting, match="only be shortened"):
        tighten(clock("review_papers"), (working_days(2).before(),), since=SINCE)
    with pytest.raises(BadSetting, match="counts another way"):
        tighten(clock("review_papers"), (working_days(2),), since=SINCE)


def test_an_empty_setting_is_refused() -> None:
    """A setting says a time."""
    with pytest.raises(BadSetting, match="at least one"):
        tighten(clock("cin_visit"), (), since=SINCE)


def test_settings_change_only_what_they_name() -> None:
    """All other clocks are the very same, in the same order."""
    mine = LocalSettings({"mash_red": (hours(2),)}, since=SINCE).apply(CLOCKS)
    assert [c.id for c in mine] == [c.id for c in CLOCKS]
    assert [c.id for c, other in zip(mine, CLOCKS, strict=True) if c is not other] == ["mash_red"]


def test_a_setting_for_an_unknown_clock_is_refused() -> None:
    """A misspelt name is loud."""
    with pytest.raises(BadSetting, match="no clock"):
        LocalSettings({"mash_purple": (hours(2),)}, since=SINCE).apply(CLOCKS)


def test_working_hours_where_the_choice_is_the_authoritys_own() -> None:
    """A screening in 24 hours may be set to the eight hours of a working day."""
    mine = tighten(clock("manager_screen_24h"), (working_hours(8),), since=SINCE)
    assert mine.within.on(SINCE) == (working_hours(8),)


def test_working_hours_are_for_what_is_counted_in_hours() -> None:
    """A duty in working days is not turned into hours."""
    with pytest.raises(BadSetting, match="not counted in hours"):
        tighten(clock("cin_visit"), (working_hours(8),), since=SINCE)


@pytest.mark.parametrize(("n", "stands"), [(8, True), (32, False)])
def test_working_hours_tighten_only_where_every_weekend_allows(n: int, stands: bool) -> None:
    """A day of eight hours may take five days to pass over Easter; four may take eight."""
    national = replace(clock("mash_red"), local="tighten_only", within=Dated.always((hours(150),)))
    if stands:
        mine = tighten(national, (working_hours(n),), since=SINCE)
        assert mine.within.on(SINCE) == (working_hours(n),)
    else:
        with pytest.raises(BadSetting, match="only be shortened"):
            tighten(national, (working_hours(n),), since=SINCE)


def test_hours_are_not_shorter_than_days_that_end_sooner() -> None:
    """Thirty hours from eight at night end on the second day after, past one working day."""
    national = replace(clock("cin_visit"), local="tighten_only")
    one_day = replace(national, within=Dated.always((working_days(1),)))
    with pytest.raises(BadSetting, match="only be shortened"):
        tighten(one_day, (hours(30),), since=SINCE)
