"""Stepping up and stepping down: offered, answered by the receiver, and met about."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.earlyhelp import states
from kinkeeper.earlyhelp.kinds import Answer, Beginning, Direction, Ending, Part, Point, Said, Step
from kinkeeper.earlyhelp.models import EarlyHelp, Handover, HandoverAnswer, HandoverMeeting
from kinkeeper.earlyhelp.reading import offer_of
from kinkeeper.earlyhelp.relationships import offered_to
from kinkeeper.earlyhelp.stepping import (
    answer_for,
    asked_on,
    begin,
    in_turn,
    nobody_answers,
    take,
    write_consent,
    write_level,
)
from kinkeeper.earlyhelp.told import Agreed, Asked, Met, Named, Offered, check_day, words_of
from kinkeeper.kernel.errors import BadInput, Refused


@action(Permission.OFFER_HANDOVER, on="child")
def offer_step_down(*, child: UUID, episode: UUID, offered: Offered, by: Asker) -> Handover:
    """Offer a child's family to early help; the case stays open until it is accepted and met about."""
    _check_nothing_waits(child)
    return _offer(child, Direction.DOWN, offered, by, episode_id=episode)


@action(Permission.OFFER_HANDOVER, on="early_help")
def offer_step_up(*, early_help: EarlyHelp, offered: Offered, by: Asker) -> Handover:
    """Offer a family to social care; early help goes on until it is accepted."""
    held = in_turn(early_help)
    check_day(offered.decided_on, "decided_on", since=asked_on(held))
    _check_nothing_waits(held.person_id)
    return _offer(held.person_id, Direction.UP, offered, by, early_help=held)


@action(Permission.ANSWER_HANDOVER, on="handover")
def answer_handover(
    *, handover: Handover, accepted: bool, on: date, by: Asker, reason: str = ""
) -> HandoverAnswer:
    """Accept or refuse what is handed over; only its receiver does. From then on it is theirs."""
    answer = Answer.ACCEPTED if accepted else Answer.REFUSED
    held = _answered(handover, answer, on, reason, by)
    row: HandoverAnswer = held.answer
    if accepted and held.direction == Direction.DOWN:
        _receive(held, on, by)
    elif accepted and held.early_help:
        helped = in_turn(held.early_help)
        take(helped, Step.HAND_UP, on=on, by=by, ending=Ending.STEPPED_UP, words=held.reason)
        nobody_answers(helped, on=on, by=by)
    return row


@action(Permission.OFFER_HANDOVER, on="handover")
def take_back(*, handover: Handover, on: date, reason: str, by: Asker) -> HandoverAnswer:
    """Take back what one offered, while nobody has answered."""
    answer: HandoverAnswer = _answered(handover, Answer.WITHDRAWN, on, reason, by).answer
    return answer


@action(Permission.OFFER_HANDOVER, on="handover")
def record_handover_meeting(*, handover: Handover, met: Met, by: Asker) -> HandoverMeeting:
    """Record that family, outgoing worker and new lead met to hand over."""
    held = _in_turn(handover)
    states.check_meeting(offer_of(held, asker=by.pk))
    check_day(met.held_on, "held_on", since=held.decided_on)
    if not met.family_came:
        words_of(met.family_absent_why, "why the family was not there", "family_absent_why")
    told = asdict(met) | {"came": words_of(met.came, "who came", "came")}
    row = HandoverMeeting(
        handover=held, person_id=held.person_id, episode_id=held.episode_id, **told
    )
    save(row, by=by)
    note(held_on=met.held_on.isoformat(), family_came=met.family_came)
    return row


def _offer(
    child: UUID, direction: Direction, offered: Offered, by: Asker, **whence: object
) -> Handover:
    if offered.to_team is None and offered.to_user is None:
        raise BadInput("say to whom it is offered", field="to")
    lead = offered.lead
    row = Handover(
        person_id=child,
        direction=direction,
        decided_on=check_day(offered.decided_on, "decided_on"),
        reason=words_of(offered.reason, "why", "reason"),
        to_team_id=offered.to_team,
        to_user_id=offered.to_user,
        lead_name=lead.name.strip() if lead else "",
        lead_agency=lead.agency.strip() if lead else "",
        lead_telephone=lead.telephone.strip() if lead else "",
        family_agrees=offered.family_agrees,
        family_by=offered.family_by.strip(),
        offered_by=by.pk,
        **whence,
    )
    save(row, by=by)
    point = Point.STEP_DOWN if direction is Direction.DOWN else Point.STEP_UP
    write_level(
        child=child, point=point, rated=offered.rated, on=row.decided_on, by=by, source=row.id
    )
    note(direction=str(direction), decided_on=row.decided_on.isoformat())
    return row


def _answered(handover: Handover, answer: Answer, on: date, reason: str, by: Asker) -> Handover:
    """The handover with its answer. Raises Refused where it cannot be answered so, or by them."""
    held = _in_turn(handover)
    states.check_answer(offer_of(held, asker=by.pk), answer)
    if answer is not Answer.WITHDRAWN and not _is_receiver(held, by):
        raise Refused(
            "Only who is asked to receive the family answers.",
            missing="the receiver's answer",
            who_can_waive=states.NOBODY,
            do="Ask who offered it to offer it to you.",
        )
    said = reason.strip() if answer is Answer.ACCEPTED else words_of(reason, "why", "reason")
    check_day(on, since=held.decided_on)
    row = HandoverAnswer(
        handover=held, answer=answer, on=on, reason=said, offered_by=held.offered_by
    )
    save(row, by=by)
    note(answer=str(answer), on=on.isoformat())
    return _in_turn(handover)


def _in_turn(handover: Handover) -> Handover:
    return Handover.objects.select_for_update().get(pk=handover.pk)


def _is_receiver(handover: Handover, by: Asker) -> bool:
    return offered_to(by.pk, as_who(by).on).filter(id=handover.id).exists()


def _receive(handover: Handover, on: date, by: Asker) -> EarlyHelp:
    """Early help goes on from what was stepped down: agreed to, coordinated and led."""
    receiver = Named(name=as_who(by).full_name, agency="Early help", user=by.pk)
    lead = Named(
        name=handover.lead_name,
        agency=handover.lead_agency,
        telephone=handover.lead_telephone,
        user=handover.to_user_id,
    )
    asked = Asked(
        need=handover.reason,
        need_on=handover.decided_on,
        on=on,
        began_from=Beginning.STEP_DOWN,
        coordinator=receiver,
    )
    early_help = begin(child=handover.person_id, asked=asked, by=by, handover=handover.id)
    told_by = names([handover.offered_by]).get(handover.offered_by) or "Social care"
    agreed = Agreed(
        said=Said.GIVEN,
        by_whom=handover.family_by or "The family",
        on=handover.decided_on,
        told_by=told_by,
    )
    write_consent(early_help, agreed, by=by)
    take(early_help, Step.NAME_LEAD, on=on, by=by)
    answer_for(early_help, Part.LEAD, lead, on=on, by=by)
    return early_help


def _check_nothing_waits(child: UUID) -> None:
    take_turn("early help", child)
    if Handover.objects.filter(person_id=child, answer=None).exists():
        raise Refused(
            "A handover of this child waits for an answer already.",
            missing="the answer to the handover that was offered",
            who_can_waive=states.NOBODY,
            do="Wait for it, or take it back.",
        )
