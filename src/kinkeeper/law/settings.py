"""What an authority sets for itself: shorter times, or its own where the law is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.errors import BadSetting
from kinkeeper.kernel.offsets import Direction, Offset, Unit
from kinkeeper.kernel.opening import LONDON
from kinkeeper.kernel.workdays import Calendar, calendar
from kinkeeper.law.clock import Clock, Ladder

# Two years, a leap day, and the holidays of both: enough to see which of two times is longer.
SAMPLE = tuple(date(2015, 1, 1) + timedelta(days=n) for n in range(731))
# Of the moments of those days, the first of each third hour.
MOMENTS = tuple(
    datetime.combine(day, time(hour), UTC) for day in SAMPLE for hour in range(0, 24, 3)
)


def tighten(clock: Clock, ladder: Ladder, *, since: date) -> Clock:
    """The clock with the authority's own times from a date, one for each step the clock keeps.

    Raises BadSetting where the law fixes the time, or where it may be shortened only and
    `ladder` gives longer on any day.
    """
    if clock.local == "no":
        raise _refused(clock, "its time is fixed by law")
    if not ladder:
        raise _refused(clock, "a setting needs a time for at least one step")
    versions = {on: _local(clock, national, ladder) for on, national in _from(clock, since)}
    steps: dict[date | str, Ladder | None] = {
        on: national for on, national in clock.in_force if on < since
    }
    for on, mine in versions.items():
        if not steps or mine != list(steps.values())[-1]:
            steps[on] = mine
    return replace(clock, within=Dated(steps, law=clock.within.law))


@dataclass(frozen=True)
class LocalSettings:
    """An authority's own times by clock id, from the date it set them."""

    ladders: Mapping[str, Ladder]
    since: date

    def apply(self, clocks: Iterable[Clock]) -> tuple[Clock, ...]:
        """The clocks with these settings. Raises BadSetting for an unknown or refused one."""
        known = {one.id: one for one in clocks}
        if unknown := set(self.ladders) - set(known):
            raise BadSetting(
                f"There is no clock {', '.join(sorted(unknown))} to set.",
                do="See docs/reference/clocks.md for their names.",
            )
        mine = {
            c: tighten(known[c], ladder, since=self.since) for c, ladder in self.ladders.items()
        }
        return tuple(mine.get(name, one) for name, one in known.items())


def _from(clock: Clock, since: date) -> list[tuple[date, Ladder | None]]:
    """The national versions that stand on or after a date; the first is dated from it."""
    later = [(on, national) for on, national in clock.in_force if on > since]
    standing = [national for on, national in clock.in_force if on <= since]
    return [(since, standing[-1]), *later] if standing else later


def _local(clock: Clock, national: Ladder | None, ladder: Ladder) -> Ladder | None:
    """The ladder an authority may put in place of a national one; None where none is in force."""
    if national is None:
        return None
    before = clock.steps.first - 1
    kept = [national[min(n, len(national) - 1)] for n in range(before + len(ladder))]
    for place, offset in enumerate(ladder):
        kept[before + place] = _as_counted(clock, offset, kept[before + place])
    return tuple(kept)


def _as_counted(clock: Clock, mine: Offset, theirs: Offset) -> Offset:
    """The authority's time, counted the way the national one is."""
    if (mine.direction is Direction.BEFORE) is not (theirs.direction is Direction.BEFORE):
        raise _refused(clock, f"{mine} counts another way than {theirs}")
    if mine.unit is Unit.WORKING_HOUR and not theirs.needs_time:
        raise _refused(clock, f"it is not counted in hours, but {theirs}")
    counted = replace(mine, direction=theirs.direction)
    if clock.local == "tighten_only" and _longer(counted, theirs):
        raise _refused(clock, f"{counted} is longer than {theirs}, and it may only be shortened")
    return counted


def _longer(mine: Offset, theirs: Offset) -> bool:
    """Whether one falls later than the other from any day of the sample."""
    if mine == replace(theirs, n=mine.n):
        back = mine.direction is Direction.BEFORE
        return mine.n < theirs.n if back else mine.n > theirs.n
    known = calendar()
    if mine.needs_time or theirs.needs_time:
        return any(_runs_out(mine, at, known) > _runs_out(theirs, at, known) for at in MOMENTS)
    return any(mine.due(day, known) > theirs.due(day, known) for day in SAMPLE)


def _runs_out(offset: Offset, anchor: datetime, known: Calendar) -> datetime:
    """The moment a time has passed: its own where it is in hours, else the end of its day."""
    if offset.needs_time:
        return offset.due_at(anchor, known)
    day = offset.due(anchor.astimezone(LONDON).date(), known)
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _refused(clock: Clock, why: str) -> BadSetting:
    return BadSetting(
        f"“{clock.title}” cannot be set here: {why}.",
        do=f"It rests on {clock.law}. Correct or remove the setting for {clock.id}.",
    )
