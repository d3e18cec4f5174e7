"""Children on plans who move in or away, or stay here for a time on another authority's plan."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.codes.coded import coded
from kinkeeper.protection import reading
from kinkeeper.protection.kinds import Way
from kinkeeper.protection.models import Plan, TemporaryPlan, Transfer
from kinkeeper.protection.states import NOBODY, OnPlan
from kinkeeper.protection.told_of_harm import Stays, check_day

WHICH = "say which authority"


@action(Permission.DECIDE_PROTECTION, on="child")
def hear_of_move_in(*, child: UUID, episode: UUID, authority: str, on: date, by: Asker) -> Transfer:
    """Record that an authority told this one that a child on its plan moved in for good."""
    stands = reading.in_turn(child)
    if stands.plan is OnPlan.NOW or reading.transfer_waiting(child):
        raise _refused("The child has a plan here, or a notice of the move waits already.")
    told = words_of(authority, field="authority", wanted=WHICH, most=200)
    row = Transfer(
        person_id=child,
        episode_id=episode,
        way=Way.IN,
        authority=told,
        notified_on=check_day(on, "on"),
    )
    if row.episode.person_id != child or row.episode.closed_on is not None:
        raise _refused("The episode is of another child, or is closed.")
    save(row, by=by)
    note(way=str(Way.IN), on=on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="plan")
def tell_of_move_out(*, plan: Plan, authority: str, on: date, by: Asker) -> Transfer:
    """Record that the authority to which a child moved for good was told; our plan stays until it met."""
    reading.in_turn(plan.person_id)
    waits = Transfer.objects.filter(plan=plan, way=Way.OUT, received_on=None)
    if plan.ended_on is not None or waits.exists():
        raise _refused("The plan has ended, or the other authority was told already.")
    row = Transfer(
        person_id=plan.person_id,
        episode_id=plan.episode_id,
        way=Way.OUT,
        authority=words_of(authority, field="authority", wanted=WHICH, most=200),
        plan=plan,
        notified_on=check_day(on, "on", since=plan.started_on),
    )
    save(row, by=by)
    note(way=str(Way.OUT), on=on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="transfer")
def record_received(*, transfer: Transfer, on: date, by: Asker) -> Transfer:
    """Record the day on which the authority a child moved to held its conference."""
    held = Transfer.objects.select_for_update(no_key=True).get(pk=transfer.pk)
    if held.way != Way.OUT or held.received_on is not None:
        raise _refused("That authority's conference is recorded already, or is ours to hold.")
    held.received_on = check_day(on, "on", since=held.notified_on)
    save(held, by=by)
    note(on=on.isoformat())
    return held


@action(Permission.DECIDE_PROTECTION, on="child")
def list_temporarily(*, child: UUID, stays: Stays, by: Asker) -> TemporaryPlan:
    """Put a child who lives here for a time on the list: the plan stays with the other authority."""
    reading.in_turn(child)
    if TemporaryPlan.objects.filter(person_id=child, ended_on=None).exists():
        raise _refused("The child is on the list for a time already.")
    if coded("cin.category_of_abuse", stays.category) is None:
        raise BadInput("choose a category from the list", field="category")
    row = TemporaryPlan(
        person_id=child,
        authority=words_of(stays.authority, field="authority", wanted=WHICH, most=200),
        contact=words_of(stays.contact, field="contact", wanted="say whom to ring", most=200),
        category=stays.category,
        started_on=check_day(stays.started_on, "started_on"),
    )
    save(row, by=by)
    note(started_on=stays.started_on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="temporary")
def end_temporary(*, temporary: TemporaryPlan, on: date, why: str, by: Asker) -> TemporaryPlan:
    """Take a child off the list who was on it for a time."""
    held = TemporaryPlan.objects.select_for_update(no_key=True).get(pk=temporary.pk)
    if held.ended_on is not None:
        raise _refused("This has ended already.")
    held.ended_on = check_day(on, "on", since=held.started_on)
    held.ended_why = words_of(why, field="why", wanted="say why it ends")
    save(held, by=by)
    note(on=on.isoformat())
    return held


def _refused(words: str) -> Refused:
    return Refused(
        words,
        missing="a move that has not been recorded",
        who_can_waive=NOBODY,
        do="Look at what was recorded.",
    )
