"""Values that the law changes from time to time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from kinkeeper.kernel.errors import KinkeeperError

T = TypeVar("T")


@dataclass(frozen=True, init=False)
class Dated(Generic[T]):
    """A value by the date it came into force; None while nothing is in force.

    Built from `{date or ISO date: value or None}`, dates ascending, each step a change from the
    one before. `law` is what says so. Raises KinkeeperError when the steps are not in order, say
    nothing, or repeat the value before them.
    """

    steps: tuple[tuple[date, T | None], ...]
    law: object

    def __init__(self, steps: Mapping[date | str, T | None], law: object = None) -> None:
        object.__setattr__(self, "steps", tuple((_date(on), value) for on, value in steps.items()))
        object.__setattr__(self, "law", law)
        _check(self.steps)

    @classmethod
    def always(cls, value: T, law: object = None) -> "Dated[T]":
        """One value for every date."""
        return cls({date.min: value}, law)

    def on(self, day: date) -> T | None:
        """The value in force on a day; None before the first step."""
        in_force: T | None = None
        for since, value in self.steps:
            if since > day:
                break
            in_force = value
        return in_force


def _date(on: date | str) -> date:
    try:
        return date.fromisoformat(on) if isinstance(on, str) else on
    except ValueError as wrong:
        raise KinkeeperError(f"A dated value starts on {on!r}, which is not a date.") from wrong


def _check(steps: tuple[tuple[date, object], ...]) -> None:
    if not steps:
        raise KinkeeperError("A dated value needs at least one date.")
    before: object = None
    for number, (since, value) in enumerate(steps):
        if number and since <= steps[number - 1][0]:
            raise KinkeeperError(f"Dated values must ascend: {since} comes too late.")
        if value == before:
            raise KinkeeperError(f"The step on {since} changes nothing.")
        before = value
