"""Booking a conference, asking agencies to it, and what is sent before and after."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save, withdraw
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection import reading, states
from kinkeeper.protection.kinds import ConferenceKind, TakesPart
from kinkeeper.protection.models import AgencyReport, ConferenceBooking, Invitation, Transfer
from kinkeeper.protection.states import NOBODY, OnPlan, Standing, Step
from kinkeeper.protection.told_of_harm import Booked, check_day
from kinkeeper.workforce.actions import allocate
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.relationships import chairs


@action(Permission.DECIDE_PROTECTION, on="child")
def book_conference(*, child: UUID, booked: Booked, by: Asker) -> ConferenceBooking:
    """Book the conference that is owed: initial, transfer-in, or review; the chair is of another line."""
    stands = reading.in_turn(child)
    transfer = reading.transfer_waiting(child)
    kind, step = _kind(stands, transfer)
    enquiry = None
    if kind is not ConferenceKind.TRANSFER_IN:
        enquiry = reading.enquiries_to_conference(child).first()
    plan = reading.plan_now(child)
    _check_none_booked(child)
    told = stands.told(
        anchor=enquiry and enquiry.strategy_id,
        notified=transfer,
        date=booked.booked_for,
        chaired=booked.chair,
    )
    states.check(told, step)
    since = enquiry.started_on if enquiry else None
    on = check_day(booked.booked_on, "booked_on", since=since)
    row = ConferenceBooking(
        person_id=child,
        episode_id=(plan or enquiry or transfer).episode_id,  # type: ignore[union-attr]
        kind=kind,
        enquiry=enquiry,
        plan=plan,
        chair_id=booked.chair,
        booked_on=on,
        booked_for=_not_before(booked.booked_for, on),
    )
    _chair(child, booked, by)
    save(row, by=by)
    if transfer and kind is ConferenceKind.TRANSFER_IN:
        transfer.booking = row
        save(transfer, by=by)
    note(kind=str(kind), booked_for=row.booked_for.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="booking")
def move_conference(
    *, booking: ConferenceBooking, booked_for: date, why: str, by: Asker
) -> ConferenceBooking:
    """Put a conference on another day, with the reason; the limit it is held to does not move."""
    held = _open(booking)
    held.booked_for = _not_before(booked_for, held.booked_on)
    held.moved_why = words_of(why, field="why", wanted="say why it is moved")
    save(held, by=by)
    note(booked_for=booked_for.isoformat())
    return held


@action(Permission.DECIDE_PROTECTION, on="booking")
def call_off_conference(
    *, booking: ConferenceBooking, on: date, why: str, by: Asker
) -> ConferenceBooking:
    """Call a conference off, with the reason; it is still owed, where it was."""
    held = _open(booking)
    held.called_off_on = check_day(on, "on", since=held.booked_on)
    held.called_off_why = words_of(why, field="why", wanted="say why it is called off")
    save(held, by=by)
    withdraw([held], by=by)
    for transfer in Transfer.objects.filter(booking=held):
        transfer.booking = None
        save(transfer, by=by)
    note(called_off_on=on.isoformat())
    return held


@action(Permission.DECIDE_PROTECTION, on="booking")
def invite(
    *, booking: ConferenceBooking, agency: TakesPart, name: str, on: date, by: Asker
) -> Invitation:
    """Ask an agency to a conference, and for its report."""
    held = _open(booking)
    row = Invitation(
        booking=held,
        agency=agency,
        name=words_of(name, field="name", wanted="say who is asked", most=200),
        invited_on=check_day(on, "on", since=held.booked_on),
    )
    if held.invitations.filter(agency=agency, name=row.name).exists():
        raise BadInput("they are asked already", field="name")
    held.reports_in_on = None
    save(held, by=by)
    save(row, by=by)
    note(agency=str(agency), on=on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="invitation")
def receive_report(*, invitation: Invitation, on: date, by: Asker) -> AgencyReport:
    """Say that an agency's report has reached the chair; the last one ends the wait for all."""
    held = _open(invitation.booking)
    if AgencyReport.objects.filter(invitation=invitation).exists():
        raise BadInput("this report has come already", field="invitation")
    day = check_day(on, "on", since=invitation.invited_on)
    row = AgencyReport(invitation=invitation, received_on=day)
    save(row, by=by)
    if not held.invitations.filter(report=None).exists():
        came = held.invitations.values_list("report__received_on", flat=True)
        held.reports_in_on = max(came)
        save(held, by=by)
    note(agency=invitation.agency, on=day.isoformat())
    return row


@action(Permission.RECORD_PROTECTION, on="booking")
def share_report(*, booking: ConferenceBooking, on: date, by: Asker) -> ConferenceBooking:
    """Say that the parents and the child have the social worker's report."""
    held = _open(booking)
    held.report_shared_on = check_day(on, "on", since=held.booked_on)
    save(held, by=by)
    note(on=on.isoformat())
    return held


@action(Permission.RECORD_REVIEW, on="booking")
def send_decisions(*, booking: ConferenceBooking, on: date, by: Asker) -> ConferenceBooking:
    """Say that the family and the members have the decisions of a conference that was held."""
    return _sent(booking, "decisions_sent_on", on, by)


@action(Permission.RECORD_REVIEW, on="booking")
def send_minutes(*, booking: ConferenceBooking, on: date, by: Asker) -> ConferenceBooking:
    """Say that the minutes of a conference that was held are sent."""
    return _sent(booking, "minutes_sent_on", on, by)


def _kind(stands: Standing, transfer: Transfer | None) -> tuple[ConferenceKind, Step]:
    if stands.plan is OnPlan.NOW:
        return ConferenceKind.REVIEW, Step.BOOK_REVIEW
    if transfer is not None:
        return ConferenceKind.TRANSFER_IN, Step.BOOK_TRANSFER
    return ConferenceKind.INITIAL, Step.BOOK


def _chair(child: UUID, booked: Booked, by: Asker) -> None:
    """The chair is the child's from now on; one in the line of the team is refused."""
    if booked.chair not in chairs(child, booked.booked_on):
        allocate(
            child=child,
            worker=booked.chair,
            team=booked.chair_team,
            role=AllocationRole.CONFERENCE_CHAIR,
            started_on=booked.booked_on,
            by=by,
        )


def _check_none_booked(child: UUID) -> None:
    if reading.booking_now(child):
        raise Refused(
            "A conference is booked already.",
            missing="the end of the booking there is",
            who_can_waive=NOBODY,
            do="Move it to another day, or call it off.",
        )


def _not_before(booked_for: date, booked_on: date) -> date:
    if booked_for < booked_on:
        raise BadInput("give a day from the booking on", field="booked_for")
    return booked_for


def _open(booking: ConferenceBooking) -> ConferenceBooking:
    held = ConferenceBooking.objects.select_for_update(no_key=True).get(pk=booking.pk)
    if held.held_on or held.called_off_on:
        raise Refused(
            "The conference was held, or called off.",
            missing="a conference that is booked",
            who_can_waive=NOBODY,
            do="Look at what was recorded.",
        )
    return held


def _sent(booking: ConferenceBooking, field: str, on: date, by: Asker) -> ConferenceBooking:
    held = ConferenceBooking.objects.select_for_update(no_key=True).get(pk=booking.pk)
    if held.held_on is None or getattr(held, field):
        raise Refused(
            "The conference has not been held, or this was sent already.",
            missing="a conference that was held, of which this has not been sent",
            who_can_waive=NOBODY,
            do="Look at what was recorded.",
        )
    setattr(held, field, check_day(on, "on", since=held.held_on))
    save(held, by=by)
    note(on=on.isoformat())
    return held
