"""Legal statuses as they read to somebody to whom some of them are closed: decision 17, in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kinkeeper.access.memory import remembered
from kinkeeper.access.sections import Section
from kinkeeper.care.kinds import CARE_ORDERS
from kinkeeper.care.models import LegalStatusPeriod
from kinkeeper.law.codes.coded import is_closed

LEGAL = "ssda903.LS"


@dataclass(frozen=True, slots=True)
class Reading:
    """A legal status and the end it reads as having.

    `goes_on_as` are later rows that read as this one going on: they have no beginning of their own.
    `unsure`: what is not open to the reader may have taken its place, whether anything has or not.
    """

    row: LegalStatusPeriod
    ended_on: date | None
    goes_on_as: tuple[UUID, ...] = ()
    unsure: bool = False
    runs_on: bool = False  # past its own end, over what is left out

    @property
    def started_on(self) -> date:
        """It begins as it is recorded to."""
        return self.row.started_on


def read(rows: Iterable[LegalStatusPeriod], closed: Collection[Section]) -> tuple[Reading, ...]:
    """The legal statuses of a child, the earliest first, those of a closed section left out.

    One that is followed without a break by what is left out reads as lasting until that ends. Of a
    care order the law says so: a placement order suspends it, and it revives. Of another status it
    is what was last seen: to such a reader it is not sure, of any child.
    """
    found: list[Reading] = []
    for row in sorted(rows, key=lambda one: one.started_on):
        last = found[-1] if found and _follows(found[-1], row) else None
        if is_closed(LEGAL, row.code, closed):
            found[-1:] = (
                [replace(last, ended_on=row.ended_on, runs_on=True)] if last else found[-1:]
            )
        elif last and last.runs_on and last.row.code == row.code:
            found[-1] = replace(
                last, ended_on=row.ended_on, goes_on_as=(*last.goes_on_as, row.id), runs_on=False
            )
        else:
            found.append(Reading(row, row.ended_on, unsure=_unsure(row, closed)))
    return tuple(found)


def without_a_beginning(person_id: UUID, closed: Collection[Section]) -> frozenset[UUID]:
    """The rows whose beginning would tell that something was left out before it."""
    found = read(every_status(person_id), closed)
    return frozenset(one for each in found for one in each.goes_on_as)


@remembered
def every_status(person_id: UUID) -> tuple[LegalStatusPeriod, ...]:
    """Every legal status of a child, whoever asks: what of it is shown, its reader decides."""
    return tuple(LegalStatusPeriod.objects.filter(person_id=person_id))


def _follows(last: Reading, row: LegalStatusPeriod) -> bool:
    """After it in the same care: a day between them is not recorded, and would tell as much."""
    same = last.row.care_period_id == row.care_period_id
    return same and last.ended_on is not None and last.ended_on <= row.started_on


def _unsure(row: LegalStatusPeriod, closed: Collection[Section]) -> bool:
    return Section.ADOPTION in closed and row.code not in CARE_ORDERS
