"""How the protection of a child stands, read from their rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.turns import take_turn
from kinkeeper.kernel.offsets import Offset
from kinkeeper.kernel.workdays import calendar
from kinkeeper.law.clocks import protection_plans
from kinkeeper.protection.kinds import PlanKind, TakesPart, Way
from kinkeeper.protection.models import (
    Conference,
    ConferenceBooking,
    ConferenceHeld,
    HarmSuspicion,
    Plan,
    Section47Enquiry,
    Transfer,
)
from kinkeeper.protection.states import Harm, OnPlan, Standing

QUORUM = 3
REVIEWS, VISITS = protection_plans.CONFERENCES, "cp_visit"


def standing(person_id: UUID) -> Standing:
    """How it stands now: what goes on about suspected harm, and the plan."""
    return Standing(_harm(person_id), _plan(person_id))


def in_turn(person_id: UUID) -> Standing:
    """The same, once it is one's turn: two people never take a step about one child at once."""
    take_turn("protection", person_id)
    return standing(person_id)


def suspicion_waiting(person_id: UUID) -> HarmSuspicion | None:
    """The suspicion that no strategy discussion has answered."""
    rows = HarmSuspicion.objects.filter(person_id=person_id, answer=None, episode__closed_on=None)
    return rows.order_by("on", "id").last()


def enquiries_going_on(person_id: UUID) -> QuerySet[Section47Enquiry]:
    """Enquiries of which nothing is decided, in cases that are open."""
    rows = Section47Enquiry.objects.filter(person_id=person_id, episode__closed_on=None)
    met = Conference.objects.filter(person_id=person_id).exclude(enquiry=None)
    open_ones = rows.filter(ended_on=None, conference_needed=None)
    return open_ones.exclude(id__in=met.values("enquiry_id")).order_by("-started_on", "-id")


def enquiries_to_conference(person_id: UUID) -> QuerySet[Section47Enquiry]:
    """Enquiries that found a conference needed, which has not been held."""
    rows = Section47Enquiry.objects.filter(person_id=person_id, episode__closed_on=None)
    met = Conference.objects.filter(person_id=person_id).exclude(enquiry=None)
    held = ConferenceHeld.objects.filter(booking__enquiry__person_id=person_id)
    needed = rows.filter(conference_needed=True)
    needed = needed.exclude(id__in=met.values("enquiry_id"))
    return needed.exclude(id__in=held.values("booking__enquiry_id")).order_by("-started_on", "-id")


def plan_now(person_id: UUID) -> Plan | None:
    """The child protection plan that goes on."""
    rows = Plan.objects.filter(person_id=person_id, kind=PlanKind.CHILD_PROTECTION, ended_on=None)
    return rows.order_by("started_on", "id").last()


def booking_now(person_id: UUID) -> ConferenceBooking | None:
    """The conference that is booked and neither held nor called off."""
    rows = ConferenceBooking.objects.filter(person_id=person_id, held_on=None, called_off_on=None)
    return rows.first()


def transfer_waiting(person_id: UUID) -> Transfer | None:
    """The notice that a child on a plan moved in, for which no conference is booked yet."""
    rows = Transfer.objects.filter(person_id=person_id, way=Way.IN, received_on=None, booking=None)
    return rows.order_by("notified_on", "id").first()


def is_quorate(came: Iterable[tuple[TakesPart, str]]) -> bool:
    """Whether three agencies were there, the local authority one of them."""
    there = {(agency, name if agency is TakesPart.OTHER else "") for agency, name in came}
    return len(there) >= QUORUM and TakesPart.LOCAL_AUTHORITY in {agency for agency, _ in there}


def review_due(held_on: date, *, first: bool) -> date | None:
    """The last day for the next review conference, by the guidance of the day; None before there was any."""
    ladder = REVIEWS.on(held_on)
    return _due(ladder[0 if first else -1], held_on) if ladder else None


def most_visit_days(on: date) -> int:
    """The most working days that may lie between visits."""
    clock = next(one for one in protection_plans.CLOCKS if one.id == VISITS)
    ladder = clock.within.on(on)
    return ladder[0].n if ladder else 0


def _due(offset: Offset, on: date) -> date:
    return offset.due(on, calendar())


def _harm(person_id: UUID) -> Harm:
    if enquiries_going_on(person_id).exists():
        return Harm.ENQUIRY
    if enquiries_to_conference(person_id).exists():
        return Harm.CONFERENCE
    return Harm.STRATEGY if suspicion_waiting(person_id) else Harm.NOTHING


def _plan(person_id: UUID) -> OnPlan:
    rows = Plan.objects.filter(person_id=person_id, kind=PlanKind.CHILD_PROTECTION)
    ends = list(rows.values_list("ended_on", flat=True))
    if None in ends:
        return OnPlan.NOW
    return OnPlan.ENDED if ends else OnPlan.NEVER
