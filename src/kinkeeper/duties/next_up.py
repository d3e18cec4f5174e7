"""What is due next of one area of work, for each of many children."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.who import Asker
from kinkeeper.duties.queries import seen_open
from kinkeeper.duties.rules import clock_here, clocks_here
from kinkeeper.law.clock import Clock


@dataclass(frozen=True, slots=True)
class NextUp:
    """The open duty of a child that is due first; `due_on` None where it cannot be dated."""

    duty_id: UUID
    person_id: UUID
    clock: Clock
    due_on: date | None
    warn_on: date | None


def next_up(
    *, who: Asker, person_ids: Collection[UUID], area: str, as_at: date
) -> dict[UUID, NextUp]:
    """By child, the first of the open duties of this area that the asker may see."""
    clocks = [clock.id for clock in clocks_here() if clock.area == area]
    rows = seen_open(who, as_at).filter(person_id__in=person_ids, clock__in=clocks)
    first = rows.order_by("person_id", "due_on", "clock").distinct("person_id")
    told = first.values_list("id", "person_id", "clock", "due_on", "warn_on")
    return {
        person_id: NextUp(duty_id, person_id, clock_here(clock), due_on, warn_on)
        for duty_id, person_id, clock, due_on, warn_on in told
    }
