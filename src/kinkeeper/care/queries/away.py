"""Children who do not live with their family today: the one rule of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import FOSTER, HOMES, WITH_FAMILY
from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.law.codes.coded import codes_of

IN_FOSTER_CARE: Final = "in foster care"
IN_A_HOME: Final = "in a children's home"
ELSEWHERE: Final = "away from home"


@dataclass(frozen=True, slots=True)
class Away:
    """A child looked after elsewhere; `where` is empty where that is not recorded, or not open."""

    person_id: UUID
    where: str
    started_on: date
    start_known: bool


def away_from_home(*, who: Asker, person_ids: Collection[UUID], on: date) -> dict[UUID, Away]:
    """Of these children, those placed away from home on the day, as far as the asker may know.

    Of one looked after of whom no placement of a kind is seen that lasts, no more than that is said:
    nobody reads as at home because where they live is not recorded, or not open to the asker.
    """
    placed: dict[UUID, list[Placement]] = {}
    for row in _seen(who, person_ids, on).order_by("-started_on", "-id"):
        placed.setdefault(row.person_id, []).append(row)
    found = {one: away for one, rows_of in placed.items() if (away := _away(rows_of, on))}
    told = {one for one, of in placed.items() if of[0].kind and _lasts(of[0], on)}
    periods = CarePeriod.objects.filter(live(on), person_id__in=set(person_ids) - told)
    closed = visible(who, Permission.SEE_BANNER, periods).order_by("started_on", "id")
    unsaid = {
        row.person_id: Away(row.person_id, "", row.started_on, row.start_known) for row in closed
    }
    return unsaid | found


def _seen(who: Asker, person_ids: Collection[UUID], on: date) -> "QuerySet[Placement]":
    """Placements that had begun, without those that tell of adoption where that is closed."""
    rows = Placement.objects.filter(person_id__in=person_ids, started_on__lte=on)
    told = rows.filter(kind__in=codes_of("ssda903.PLACE", [Section.ADOPTION]))
    opened = visible(who, Permission.SEE_ADOPTION, told)
    kept_back = told.exclude(id__in=opened.values("id")).values("id")
    return visible(who, Permission.SEE_PLACEMENT, rows).exclude(id__in=kept_back)


def _lasts(row: Placement, on: date) -> bool:
    return row.ended_on is None or row.ended_on > on


def _away(placed: Sequence[Placement], on: date) -> Away | None:
    """Where the latest of these placements is, since the first of those like it without a break."""
    first = placed[0]
    where = _where(first)
    if where is None or not _lasts(first, on):
        return None
    for earlier in placed[1:]:
        if _where(earlier) != where or earlier.ended_on != first.started_on:
            break
        first = earlier
    return Away(first.person_id, where, first.started_on, first.start_known)


def _where(row: Placement) -> str | None:
    """In a foster home or a children's home; of any other place, no more than that it is elsewhere."""
    if row.kind is None or row.kind in WITH_FAMILY:
        return None
    where = IN_FOSTER_CARE if row.kind in FOSTER else ELSEWHERE
    return IN_A_HOME if row.kind in HOMES else where
