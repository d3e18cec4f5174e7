"""The three timelines of a child looked after, and where they stand today."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import Dated, is_live, live
from kinkeeper.access.who import Asker
from kinkeeper.care.models import CarePeriod, Placement
from kinkeeper.care.reading import LEGAL, Reading, every_status, read
from kinkeeper.chronology.queries import closed_sections
from kinkeeper.kernel.moment import today
from kinkeeper.law.codes.coded import Coded, coded, codes_of, open_code
from kinkeeper.people.guarded import Guarded, would_tell
from kinkeeper.people.protected import guarded_addresses
from kinkeeper.workforce.queries import allocated

Closed = Collection[Section]
R = TypeVar("R", bound=Dated)
PLACE = "ssda903.PLACE"


@dataclass(frozen=True, slots=True)
class CarePeriodShown:
    """A time looked after. Where `start_known` is false it began on `started_on` or before."""

    id: UUID
    person_id: UUID
    started_on: date
    start_known: bool
    primary_need: Coded | None
    ended_on: date | None
    cease_reason: Coded | None
    previous_permanence: Coded | None
    previous_permanence_la: str | None
    previous_permanence_on_text: str | None


@dataclass(frozen=True, slots=True)
class LegalStatusShown:
    """A legal status while it lasted; `unsure`: an order not open to the asker may have followed."""

    id: UUID
    status: Coded | None
    started_on: date
    start_known: bool
    ended_on: date | None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class PlacementShown:
    """A placement while it lasted."""

    id: UUID
    kind: Coded | None
    provider_kind: Coded | None
    postcode: str | None
    home_postcode: str | None
    provider_urn: str | None
    change_reason: Coded | None
    started_on: date
    start_known: bool
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class InCare:
    """That a child is looked after, and since when: no more than a banner says."""

    person_id: UUID
    care_period_id: UUID
    started_on: date
    start_known: bool


@dataclass(frozen=True, slots=True)
class CareSummary:
    """Where a child looked after stands today; a part is empty where the asker may not see it."""

    care: InCare
    legal_status: LegalStatusShown | None
    placement: PlacementShown | None


def care_summary(*, who: Asker, person_id: UUID, where: bool = True) -> CareSummary | None:
    """Since when, on what legal status and, if asked, where a child is looked after today, if at all."""
    care = _now(_periods(who, Permission.SEE_BANNER, person_id))
    if care is None:
        return None
    legal = _now(_legal(who, person_id))
    placement = _now(placements(who=who, person_id=person_id)) if where else None
    return CareSummary(_banner(care), _status(legal) if legal else None, placement)


def looked_after(*, who: Asker, on: date) -> tuple[InCare, ...]:
    """Every child looked after on a day, who has been longest first."""
    return tuple(map(_banner, _in_care(who, on).order_by("started_on", "id")))


def unallocated(*, who: Asker) -> tuple[InCare, ...]:
    """Every child looked after today without a lead worker, who has been longest first."""
    with_worker = allocated(today()).filter(person_id=OuterRef("person_id"))
    rows = _in_care(who, today()).filter(~Exists(with_worker))
    return tuple(map(_banner, rows.order_by("started_on", "id")))


def care_periods(*, who: Asker, person_id: UUID) -> tuple[CarePeriodShown, ...]:
    """The times a child was looked after, the latest first."""
    closed = closed_sections(who=who, person_id=person_id)
    return tuple(_shown(row, closed) for row in _periods(who, Permission.SEE_RECORD, person_id))


def legal_statuses(*, who: Asker, person_id: UUID) -> tuple[LegalStatusShown, ...]:
    """A child's legal statuses, the latest first, without those of a section closed to the asker.

    One that stood masked among others in full would be told by what is missing from the list; so
    would one left out by the time without any: `care.reading` says how the one before it reads.
    """
    return tuple(map(_status, _legal(who, person_id)))


def placements(*, who: Asker, person_id: UUID) -> tuple[PlacementShown, ...]:
    """A child's placements, the latest first, without those of a section closed to the asker.

    One that stood masked in its place would tell as much as its kind.
    """
    guarded = guarded_addresses(who=who, person_id=person_id)
    return tuple(_placement(row, guarded) for row in _placed(who, person_id))


def adoption_open(*, who: Asker, person_id: UUID) -> bool:
    """Whether what tells of adoption is shown; it does not depend on there being any."""
    return Section.ADOPTION not in closed_sections(who=who, person_id=person_id)


def _in_care(who: Asker, on: date) -> "QuerySet[CarePeriod]":
    return visible(who, Permission.SEE_BANNER, CarePeriod.objects.filter(live(on)))


def _now(rows: Iterable[R]) -> R | None:
    """The first that holds today."""
    return next((row for row in rows if is_live(row, today())), None)


def _periods(who: Asker, what: Permission, person_id: UUID) -> tuple[CarePeriod, ...]:
    """The times a child was looked after, for who may see so much of the record."""
    return _every_period(person_id) if may(who, what, person_id) else ()


@remembered
def _every_period(person_id: UUID) -> tuple[CarePeriod, ...]:
    rows = CarePeriod.objects.filter(person_id=person_id)
    return tuple(rows.order_by("-started_on", "-ended_on", "-id"))


@remembered
def _legal(who: Asker, person_id: UUID) -> tuple[Reading, ...]:
    rows = every_status(person_id) if may(who, Permission.SEE_RECORD, person_id) else ()
    return read(rows, closed_sections(who=who, person_id=person_id))[::-1]


@remembered
def _placed(who: Asker, person_id: UUID) -> tuple[Placement, ...]:
    closed = closed_sections(who=who, person_id=person_id)
    rows = Placement.objects.exclude(kind__in=codes_of(PLACE, closed))
    ordered = rows.order_by("-started_on", "-ended_on", "-id")
    return tuple(visible_of(who, Permission.SEE_PLACEMENT, ordered, person_id))


def _banner(row: CarePeriod) -> InCare:
    return InCare(row.person_id, row.id, row.started_on, row.start_known)


def _shown(row: CarePeriod, closed: Closed) -> CarePeriodShown:
    # Of every child alike: every care begun since 2014 has a code, so that one blank would tell.
    hidden = bool(codes_of("ssda903.PREV_PERM", closed))
    earlier = None if hidden else row.previous_permanence
    return CarePeriodShown(
        id=row.id,
        person_id=row.person_id,
        started_on=row.started_on,
        start_known=row.start_known,
        primary_need=coded("ssda903.CIN", row.primary_need),
        ended_on=row.ended_on,
        cease_reason=open_code("ssda903.REC", row.cease_reason, closed),
        previous_permanence=coded("ssda903.PREV_PERM", earlier),
        previous_permanence_la=None if hidden else row.previous_permanence_la,
        previous_permanence_on_text=None if hidden else row.previous_permanence_on_text,
    )


def _status(one: Reading) -> LegalStatusShown:
    return LegalStatusShown(
        id=one.row.id,
        status=coded(LEGAL, one.row.code),
        started_on=one.started_on,
        start_known=one.row.start_known,
        ended_on=one.ended_on,
        unsure=one.unsure,
    )


def _placement(row: Placement, guarded: Guarded) -> PlacementShown:
    private = would_tell(guarded, row.postcode, row.started_on, row.ended_on)
    private_home = would_tell(guarded, row.home_postcode, row.started_on, row.started_on)
    return PlacementShown(
        id=row.id,
        kind=coded(PLACE, row.kind),
        provider_kind=coded("ssda903.PLACE_PROVIDER", row.provider_kind),
        postcode=None if private else row.postcode,
        home_postcode=None if private_home else row.home_postcode,
        provider_urn=None if private else row.provider_urn,
        change_reason=coded("ssda903.REASON_PLACE_CHANGE", row.change_reason),
        started_on=row.started_on,
        start_known=row.start_known,
        ended_on=row.ended_on,
    )
