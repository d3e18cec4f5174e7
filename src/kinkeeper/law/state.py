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
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Dates:
    """What a state depends on; times are used only where both are known."""

    due_on: date | None
    met_on: date | None = None
    ended_on: date | None = None
    superseded_on: date | None = None
    due_at: datetime | None = None
    met_at: datetime | None = None
    not_run: str | None = None


def state(dates: Dates, as_at: date) -> State:
    """The state at the end of the day `as_at`; what happened later had not happened yet."""
    due = dates.due_on
    if dates.not_run is not None or due is None:
        return State.NOT_RUN
    if dates.met_on is not None and dates.met_on <= as_at:
        return State.MET if _in_time(dates, due) else State.MET_LATE
    if dates.superseded_on is not None and dates.superseded_on <= as_at:
        return State.SUPERSEDED
    if dates.ended_on is not None and dates.ended_on <= as_at:
        return State.NOT_NEEDED if dates.ended_on <= due else State.ENDED_LATE
    return State.OPEN if due >= as_at else State.LATE


def _in_time(dates: Dates, due: date) -> bool:
    if dates.due_at is not None and dates.met_at is not None:
        return dates.met_at <= dates.due_at
    return dates.met_on is not None and dates.met_on <= due
