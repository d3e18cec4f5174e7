"""The state of a running duty as at a day: worked out from its dates, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Every state of `docs/explanation/clocks.md`."""

    OPEN = "open"
    LATE = "late"
    MET = "met"
    MET_LATE = "met late"
    NOT_NEEDED = "not needed"
    ENDED_LATE = "ended late"
    SUPERSEDED = "superseded"
    WAIVED = "waived"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Dates:
    """What a state depends on; times are used only where both are known."""

    due_on: date | None
    met_on: date | None = None
    ended_on: date | None = None
    superseded_on: date | None = None
    waived_on: date | None = None
    waived_until: date | None = None  # the day it was put off to; None: for good
    paused_since: date | None = None
    due_at: datetime | None = None
    met_at: datetime | None = None
    not_run: str | None = None


def state(dates: Dates, as_at: date) -> State:
    """The state at the end of the day `as_at`; what happened later had not happened yet."""
    due = dates.due_on
    if dates.not_run is not None or due is None:
        return State.NOT_RUN
    if _came(dates.met_on, as_at) and _in_time(dates, due):
        return State.MET
    if _waived(dates, as_at):
        return State.WAIVED
    if _came(dates.met_on, as_at):
        return State.MET_LATE
    if _came(dates.superseded_on, as_at):
        return State.SUPERSEDED
    return _unmet(dates, due, as_at)


def _unmet(dates: Dates, due: date, as_at: date) -> State:
    """Of what nothing has met or replaced: a breach unless it was in time or stood still."""
    if dates.ended_on is not None and dates.ended_on <= as_at:
        in_time = dates.ended_on <= due or _came(dates.paused_since, dates.ended_on)
        return State.NOT_NEEDED if in_time else State.ENDED_LATE
    return State.OPEN if due >= as_at or _came(dates.paused_since, as_at) else State.LATE


def _came(on: date | None, as_at: date) -> bool:
    return on is not None and on <= as_at


def _waived(dates: Dates, as_at: date) -> bool:
    """Whether a waiver stands; one that puts off covers what closes it by the day it was put off to."""
    closings = (dates.met_on, dates.ended_on, dates.superseded_on)
    judged = min((on for on in closings if on is not None and on <= as_at), default=as_at)
    until = dates.waived_until
    return _came(dates.waived_on, as_at) and (until is None or judged <= until)


def _in_time(dates: Dates, due: date) -> bool:
    if dates.due_at is not None and dates.met_at is not None:
        return dates.met_at <= dates.due_at
    return dates.met_on is not None and dates.met_on <= due
