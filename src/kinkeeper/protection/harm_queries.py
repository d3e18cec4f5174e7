"""How the protection of a child goes: every answer is what the asker may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may, visible, visible_of
from kinkeeper.access.who import Asker
from kinkeeper.law.codes.coded import Coded, coded
from kinkeeper.protection import reading
from kinkeeper.protection.kinds import (
    CheckKind,
    ConferenceDecision,
    ConferenceKind,
    EnquiryResult,
    PlanEnd,
    StrategyDecision,
    TakesPart,
    View,
)
from kinkeeper.protection.models import (
    ConferenceBooking,
    HarmSuspicion,
    Invitation,
    ListEnquiry,
    Plan,
    PlanCheck,
    PlanEnding,
    PlanTerms,
    Section47Enquiry,
    StrategyRecord,
    TemporaryPlan,
    Transfer,
)
from kinkeeper.protection.states import Standing

Booking = ConferenceBooking
Enquiry = Section47Enquiry
Asked = Invitation
OurPlan = Plan
Move = Transfer
Stay = TemporaryPlan
ListAnswer = ListEnquiry
AgencyNamed = tuple[str, str]  # the agency as it is called, and who
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SuspicionShown:
    """A suspicion of significant harm."""

    on: date
    cause: str
    answered: bool


@dataclass(frozen=True, slots=True)
class StrategyShown:
    """A strategy discussion as those see it who are granted that section."""

    held_on: date
    decision: str
    reason: str
    shared: str
    safety: str
    plan: str
    seen_by: str
    see_by_on: date | None
    came: tuple[AgencyNamed, ...]
    absent: tuple[AgencyNamed, ...]
    anchor: bool


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What an enquiry found, and on whose authority."""

    on: date
    result: str
    reason: str
    account: str
    feedback: str
    by: str
    views: tuple[tuple[str, bool, str], ...]


@dataclass(frozen=True, slots=True)
class EnquiryCourse:
    """A section 47 enquiry, who leads it, and its outcome once there is one."""

    started_on: date
    lead: str
    joint: bool | None
    outcome: OutcomeShown | None


@dataclass(frozen=True, slots=True)
class AskedShown:
    """An agency asked to a conference, and the day its report came."""

    id: UUID
    agency: str
    name: str
    invited_on: date
    report_on: date | None


@dataclass(frozen=True, slots=True)
class HeldShown:
    """What a conference came to."""

    on: date
    decision: str
    reasons: str
    childs_view: str
    family_view: str
    not_quorate_why: str
    views: tuple[tuple[str, str, bool, str, str], ...]


@dataclass(frozen=True, slots=True)
class BookingShown:
    """A conference from its booking on."""

    id: UUID
    kind: str
    chair: str
    booked_for: date
    moved_why: str
    called_off_why: str
    report_shared_on: date | None
    decisions_sent_on: date | None
    minutes_sent_on: date | None
    asked: tuple[AskedShown, ...]
    held: HeldShown | None


@dataclass(frozen=True, slots=True)
class TermsShown:
    """What the last conference laid down for a plan."""

    on: date
    lead: str
    outline: str
    contingency: str
    visit_days: int
    review_by: date
    core_group: tuple[AgencyNamed, ...]


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A look at a plan between conferences."""

    kind: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class EndShown:
    """Why a plan ended."""

    on: date
    reason: str
    words: str
    cin_offered: bool | None


@dataclass(frozen=True, slots=True)
class TransferShown:
    """A move of a child on a plan between authorities."""

    way: str
    authority: str
    notified_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class StayShown:
    """A child on the list for a time, on another authority's plan."""

    authority: str
    contact: str
    category: Coded
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """An agency's question about the child, as it was answered."""

    on: date
    agency: str
    asker: str
    telephone: str
    why: str


@dataclass(frozen=True, slots=True)
class ProtectionShown:
    """All of a child's protection that the asker may see; `strategy` None where that section is closed."""

    person_id: UUID
    stands: Standing
    suspicions: tuple[SuspicionShown, ...]
    strategy: tuple[StrategyShown, ...] | None
    enquiries: tuple[EnquiryCourse, ...]
    bookings: tuple[BookingShown, ...]
    terms: tuple[TermsShown, ...]
    checks: tuple[CheckShown, ...]
    endings: tuple[EndShown, ...]
    transfers: tuple[TransferShown, ...]
    stays: tuple[StayShown, ...]
    asked_about: tuple[AskedAbout, ...]
    booking: Booking | None
    transfer_in: Move | None
    transfer_out: Move | None
    stay: Stay | None

    @property
    def chaired(self) -> bool:
        """Whether a conference is booked and waits to be held."""
        return self.booking is not None


def protection(*, who: Asker, person_id: UUID) -> ProtectionShown:
    """How a child's protection stands and went, for who may read the record."""
    sees = Permission.SEE_NARRATIVE
    moves = list(visible_of(who, sees, Transfer.objects.order_by("-notified_on", "-id"), person_id))
    stays = list(
        visible_of(who, sees, TemporaryPlan.objects.order_by("-started_on", "-id"), person_id)
    )
    booking = visible_of(who, sees, ConferenceBooking.objects.all(), person_id)
    return ProtectionShown(
        person_id=person_id,
        stands=reading.standing(person_id),
        suspicions=tuple(map(_suspicion, _suspicions(who, person_id))),
        strategy=_strategy(who, person_id),
        enquiries=_enquiries(who, person_id),
        bookings=_bookings(who, person_id),
        terms=_terms(who, person_id),
        checks=tuple(
            CheckShown(CheckKind(row.kind).label, row.on, row.words)
            for row in _under(who, PlanCheck, person_id, "plan__person_id", "-on")
        ),
        endings=tuple(
            EndShown(row.on, PlanEnd(row.reason).label, row.words, row.cin_offered)
            for row in _under(who, PlanEnding, person_id, "plan__person_id", "-on")
        ),
        transfers=tuple(map(_transfer, moves)),
        stays=tuple(map(_stay, stays)),
        asked_about=_asked_about(who, person_id),
        booking=booking.filter(held_on=None, called_off_on=None).first(),
        transfer_in=_first(one for one in moves if one.way == "in" and one.received_on is None),
        transfer_out=_first(one for one in moves if one.way == "out" and one.received_on is None),
        stay=_first(one for one in stays if one.ended_on is None),
    )


def enquiry_going_on(*, who: Asker, person_id: UUID) -> Enquiry | None:
    """The enquiry that has no outcome yet."""
    rows = reading.enquiries_going_on(person_id)
    return visible(who, Permission.SEE_RECORD, rows).first()


def plan_going_on(*, who: Asker, person_id: UUID) -> OurPlan | None:
    """The child protection plan that goes on."""
    found = reading.plan_now(person_id)
    return found if found and may(who, Permission.SEE_RECORD, found) else None


def invitations_waiting(*, who: Asker, booking: Booking) -> tuple[Asked, ...]:
    """The agencies asked to a conference whose reports have not come."""
    rows = booking.invitations.filter(report=None).order_by("invited_on", "id")
    return tuple(visible(who, Permission.SEE_RECORD, rows))


def to_send(*, who: Asker, person_id: UUID, what: str) -> Booking | None:
    """The earliest conference held here of which the decisions, or the minutes, have not been sent."""
    rows = ConferenceBooking.objects.exclude(held_on=None).filter(**{f"{what}_sent_on": None})
    seen = visible_of(who, Permission.SEE_RECORD, rows, person_id)
    return seen.order_by("held_on", "id").first()


def _first(found: Iterable[T]) -> T | None:
    return next(iter(found), None)


def _under(who: Asker, model: Any, person_id: UUID, path: str, *order: str) -> QuerySet[Any]:
    rows = model.objects.filter(**{path: person_id}).order_by(*order, "-id")
    return visible(who, Permission.SEE_NARRATIVE, rows)


def _suspicions(who: Asker, person_id: UUID) -> QuerySet[HarmSuspicion]:
    rows = HarmSuspicion.objects.select_related("answer").order_by("-on", "-id")
    return visible_of(who, Permission.SEE_NARRATIVE, rows, person_id)


def _suspicion(row: HarmSuspicion) -> SuspicionShown:
    return SuspicionShown(row.on, row.cause, hasattr(row, "answer"))


def _strategy(who: Asker, person_id: UUID) -> tuple[StrategyShown, ...] | None:
    if not may(who, Permission.SEE_STRATEGY, person_id):
        return None
    rows = StrategyRecord.objects.filter(discussion__person_id=person_id)
    rows = rows.prefetch_related("attendances").order_by("-held_on", "-id")
    anchors = set(
        Section47Enquiry.objects.filter(person_id=person_id).values_list("strategy_id", flat=True)
    )
    return tuple(_discussion(row, anchor=row.discussion_id in anchors) for row in rows)


def _discussion(row: StrategyRecord, *, anchor: bool) -> StrategyShown:
    there = [(TakesPart(one.agency).label, one.name, one.came) for one in row.attendances.all()]
    return StrategyShown(
        held_on=row.held_on,
        decision=StrategyDecision(row.decision).label,
        reason=row.reason,
        shared=row.shared,
        safety=row.safety,
        plan=row.plan,
        seen_by=row.seen_by,
        see_by_on=row.see_by_on,
        came=tuple((agency, name) for agency, name, came in there if came),
        absent=tuple((agency, name) for agency, name, came in there if not came),
        anchor=anchor,
    )


def _enquiries(who: Asker, person_id: UUID) -> tuple[EnquiryCourse, ...]:
    rows = Section47Enquiry.objects.select_related("led__worker", "outcome")
    rows = rows.prefetch_related("outcome__views").order_by("-started_on", "-id")
    found = list(visible_of(who, Permission.SEE_NARRATIVE, rows, person_id))
    by = names([row.outcome.recorded_by for row in found if hasattr(row, "outcome")])
    return tuple(_course(row, by) for row in found)


def _course(row: Any, by: Any) -> EnquiryCourse:
    led, outcome = getattr(row, "led", None), getattr(row, "outcome", None)
    return EnquiryCourse(
        started_on=row.started_on,
        lead=str(led.worker) if led else "",
        joint=led.joint if led else None,
        outcome=_outcome(outcome, by) if outcome else None,
    )


def _outcome(row: Any, by: Any) -> OutcomeShown:
    return OutcomeShown(
        on=row.on,
        result=EnquiryResult(row.result).label,
        reason=row.reason,
        account=row.account,
        feedback=row.feedback,
        by=by.get(row.recorded_by, ""),
        views=tuple(
            (TakesPart(one.agency).label, one.asks_for_conference, one.words)
            for one in row.views.all()
        ),
    )


def _bookings(who: Asker, person_id: UUID) -> tuple[BookingShown, ...]:
    rows = ConferenceBooking.objects.select_related("chair", "came_to")
    rows = rows.prefetch_related("invitations__report", "came_to__views")
    seen = visible_of(who, Permission.SEE_NARRATIVE, rows.order_by("-booked_for", "-id"), person_id)
    return tuple(map(_booking, seen))


def _booking(row: Any) -> BookingShown:
    held = getattr(row, "came_to", None)
    return BookingShown(
        id=row.id,
        kind=ConferenceKind(row.kind).label,
        chair=str(row.chair),
        booked_for=row.booked_for,
        moved_why=row.moved_why,
        called_off_why=row.called_off_why,
        report_shared_on=row.report_shared_on,
        decisions_sent_on=row.decisions_sent_on,
        minutes_sent_on=row.minutes_sent_on,
        asked=tuple(map(_asked, row.invitations.all())),
        held=_held(held) if held else None,
    )


def _asked(row: Any) -> AskedShown:
    report = getattr(row, "report", None)
    came = report.received_on if report else None
    return AskedShown(row.id, TakesPart(row.agency).label, row.name, row.invited_on, came)


def _held(row: Any) -> HeldShown:
    return HeldShown(
        on=row.on,
        decision=ConferenceDecision(row.decision).label,
        reasons=row.reasons,
        childs_view=row.childs_view,
        family_view=row.family_view,
        not_quorate_why=row.not_quorate_why,
        views=tuple(
            (TakesPart(one.agency).label, one.name, one.came, View(one.view).label, one.words)
            for one in row.views.all()
        ),
    )


def _terms(who: Asker, person_id: UUID) -> tuple[TermsShown, ...]:
    rows = PlanTerms.objects.filter(plan__person_id=person_id).select_related("lead")
    rows = rows.prefetch_related("core_group").order_by("-on", "-id")
    return tuple(
        TermsShown(
            on=row.on,
            lead=str(row.lead),
            outline=row.outline,
            contingency=row.contingency,
            visit_days=row.visit_days,
            review_by=row.review_by,
            core_group=tuple(
                (TakesPart(one.agency).label if one.agency else "Family", one.name)
                for one in row.core_group.all()
            ),
        )
        for row in visible(who, Permission.SEE_NARRATIVE, rows)
    )


def _transfer(row: Transfer) -> TransferShown:
    return TransferShown(row.get_way_display(), row.authority, row.notified_on, row.received_on)


def _stay(row: TemporaryPlan) -> StayShown:
    category = coded("cin.category_of_abuse", row.category) or Coded(row.category, row.category)
    return StayShown(row.authority, row.contact, category, row.started_on, row.ended_on)


def _asked_about(who: Asker, person_id: UUID) -> tuple[AskedAbout, ...]:
    rows = ListEnquiry.objects.order_by("-asked_at", "-id")
    return tuple(
        AskedAbout(row.asked_on, TakesPart(row.agency).label, row.asker, row.telephone, row.why)
        for row in visible_of(who, Permission.SEE_NARRATIVE, rows, person_id)
    )
