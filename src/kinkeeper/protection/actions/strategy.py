"""Suspecting significant harm, and the strategy discussion that answers it."""

from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.listeners import together
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection import reading, states
from kinkeeper.protection.kinds import StrategyDecision, TakesPart
from kinkeeper.protection.models import (
    EnquiryLead,
    HarmSuspicion,
    Section47Enquiry,
    StrategyAttendance,
    StrategyDiscussion,
    StrategyRecord,
)
from kinkeeper.protection.states import Harm, Standing, Step
from kinkeeper.protection.told_of_harm import Discussed, Suspected, check_day

ENQUIRES = frozenset({StrategyDecision.SINGLE, StrategyDecision.JOINT})


@action(Permission.DECIDE_PROTECTION, on="child")
def suspect_harm(*, child: UUID, episode: UUID, suspected: Suspected, by: Asker) -> HarmSuspicion:
    """Decide that there is reasonable cause to suspect significant harm: a discussion is owed."""
    stands = reading.in_turn(child)
    states.check(stands.told(cause=suspected.cause.strip()), Step.SUSPECT)
    row = HarmSuspicion(
        person_id=child,
        episode_id=episode,
        on=check_day(suspected.on, "on"),
        cause=words_of(suspected.cause, field="cause"),
        backdated_why=words_of(suspected.backdated_why, field="backdated_why"),
    )
    _check_episode(row, child)
    save(row, by=by)
    note(on=row.on.isoformat())
    return row


@action(Permission.DECIDE_PROTECTION, on="child")
def hold_strategy(*, child: UUID, discussed: Discussed, by: Asker) -> StrategyDiscussion:
    """Record a strategy discussion; where it decides on section 47, the enquiry begins on its day.

    The discussion that begins the enquiry is the anchor of its clocks; a later one moves none.
    """
    stands = reading.in_turn(child)
    suspicion = reading.suspicion_waiting(child)
    step = _step(stands, discussed)
    states.check(_told(stands, discussed), step)
    again = step is Step.DISCUSS_AGAIN
    since, episode = _evidence(child) if again else _since(suspicion)
    on = check_day(discussed.held_on, "held_on", since=since)
    _check_seen(discussed, on)
    found = StrategyDiscussion(person_id=child, episode_id=episode, held_on=on)
    with together():  # the clocks of a child are set going once
        save(found, by=by)
        _write(found, discussed, None if again else suspicion, by)
        if step is Step.ENQUIRE and discussed.lead:
            _begin_enquiry(found, discussed, discussed.lead, by)
    note(held_on=on.isoformat(), decision=str(discussed.decision))
    return found


def _step(stands: Standing, discussed: Discussed) -> Step:
    """Which move this is. Raises Refused for a second enquiry while one goes on."""
    enquires = discussed.decision in ENQUIRES
    if stands.harm not in (Harm.ENQUIRY, Harm.CONFERENCE):
        return Step.ENQUIRE if enquires else Step.DISCUSS
    if enquires:
        raise Refused(
            "A section 47 enquiry goes on already: a further discussion begins no second one.",
            missing="the end of the enquiry that goes on",
            who_can_waive=states.NOBODY,
            do="Record what was shared and what else was decided.",
        )
    return Step.DISCUSS_AGAIN


def _told(stands: Standing, discussed: Discussed) -> Standing:
    there = {one.agency for one in discussed.attended if one.came and one.name.strip()}
    return stands.told(
        local_authority=TakesPart.LOCAL_AUTHORITY in there,
        police=TakesPart.POLICE in there,
        health=TakesPart.HEALTH in there,
        shared=discussed.shared.strip(),
        safety=discussed.safety.strip(),
        reason=discussed.reason.strip(),
        sees=discussed.seen_by.strip() and discussed.see_by_on,
        lead=discussed.lead,
    )


def _since(suspicion: HarmSuspicion | None) -> tuple[date, UUID]:
    """The day harm was suspected, and in which episode: the table has seen to it that it was."""
    if suspicion is None:
        raise LookupError("a strategy discussion follows a suspicion")
    return suspicion.on, suspicion.episode_id


def _evidence(child: UUID) -> tuple[date, UUID]:
    """The day the enquiry under way began, and its episode."""
    going = reading.enquiries_going_on(child).first()
    enquiry = going or reading.enquiries_to_conference(child)[0]
    return enquiry.started_on, enquiry.episode_id


def _check_seen(discussed: Discussed, on: date) -> None:
    if discussed.see_by_on is not None and discussed.see_by_on < on:
        raise BadInput("give a day from the discussion on", field="see_by_on")


def _check_episode(row: HarmSuspicion, child: UUID) -> None:
    if row.episode.person_id != child or row.episode.closed_on is not None:
        raise Refused(
            "The episode is of another child, or is closed.",
            missing="an open episode of this child",
            who_can_waive=states.NOBODY,
            do="Record the new referral first.",
        )
    if row.on < row.episode.referred_on and not row.backdated_why:
        raise Refused(
            "The day is before the referral that it rests on.",
            missing="the reason for a day before the referral",
            who_can_waive=states.NOBODY,
            do="Check the day, or say why it is earlier.",
        )


def _write(
    found: StrategyDiscussion, told: Discussed, suspicion: HarmSuspicion | None, by: Asker
) -> None:
    row = StrategyRecord(
        discussion=found,
        suspicion=suspicion,
        person_id=found.person_id,
        episode_id=found.episode_id,
        held_on=found.held_on,
        decision=told.decision,
        reason=words_of(told.reason, field="reason"),
        shared=words_of(told.shared, field="shared"),
        safety=words_of(told.safety, field="safety"),
        plan=words_of(told.plan, field="plan"),
        seen_by=words_of(told.seen_by, field="seen_by", most=200),
        see_by_on=told.see_by_on,
    )
    save(row, by=by)
    for one in told.attended:
        name = words_of(one.name, field=str(one.agency), most=200)
        save(StrategyAttendance(record_of=row, agency=one.agency, name=name, came=one.came), by=by)


def _begin_enquiry(found: StrategyDiscussion, told: Discussed, lead: UUID, by: Asker) -> None:
    enquiry = Section47Enquiry(
        person_id=found.person_id,
        episode_id=found.episode_id,
        strategy=found,
        started_on=found.held_on,
    )
    save(enquiry, by=by)
    joint = told.decision is StrategyDecision.JOINT
    save(EnquiryLead(enquiry=enquiry, worker_id=lead, joint=joint), by=by)
