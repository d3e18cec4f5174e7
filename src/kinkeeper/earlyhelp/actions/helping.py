"""Asking for early help, leading it, assessing the family, and ending it."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.earlyhelp.kinds import Part, Point, State, Step
from kinkeeper.earlyhelp.models import Consent, EarlyHelp, FamilyAssessment, GuardWaiver, HelpStep
from kinkeeper.earlyhelp.reading import answers_for, standing
from kinkeeper.earlyhelp.states import GUARDS
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
from kinkeeper.earlyhelp.told import (
    Agreed,
    Asked,
    Assessed,
    Ended,
    Named,
    Rated,
    check_day,
    words_of,
)
from kinkeeper.kernel.errors import BadInput, Refused


@action(Permission.START_EARLY_HELP, on="child")
def start(*, child: UUID, asked: Asked, by: Asker, agreed: Agreed | None = None) -> EarlyHelp:
    """Ask for early help for a child and their family; what the family said may be told at once."""
    early_help = begin(child=child, asked=asked, by=by)
    if agreed:
        write_consent(early_help, agreed, by=by)
    note(began_from=str(asked.began_from), on=asked.on.isoformat())
    return early_help


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def record_consent(*, early_help: EarlyHelp, agreed: Agreed, by: Asker) -> Consent:
    """Record what the family said when asked to agree, or that it agrees no more."""
    held = in_turn(early_help)
    _check_goes_on(held)
    note(said=str(agreed.said), on=agreed.on.isoformat())
    return write_consent(held, agreed, by=by)


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def name_lead(*, early_help: EarlyHelp, lead: Named, on: date, by: Asker) -> HelpStep:
    """Name the lead professional, of whatever agency; a later one takes over from that day."""
    held = in_turn(early_help)
    check_day(on, since=asked_on(held))
    first = standing(held).state is State.ASKED
    step = take(held, Step.NAME_LEAD if first else Step.CHANGE_LEAD, on=on, by=by)
    answer_for(held, Part.LEAD, lead, on=on, by=by)
    note(on=on.isoformat())
    return step


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def record_lead_contacted(*, early_help: EarlyHelp, on: date, by: Asker) -> HelpStep:
    """Record that the lead professional was spoken to and a meeting set."""
    held = in_turn(early_help)
    check_day(on, since=asked_on(held))
    note(on=on.isoformat())
    return take(held, Step.CONTACT_LEAD, on=on, by=by)


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def assess(
    *, early_help: EarlyHelp, assessed: Assessed, rated: Rated, by: Asker
) -> FamilyAssessment:
    """Sign the family assessment, with the level of need it found."""
    held, on = in_turn(early_help), assessed.signed_on
    check_day(on, "signed_on", since=asked_on(held))
    write_level(
        child=held.person_id, point=Point.ASSESSMENT, rated=rated, on=on, by=by, source=held.id
    )
    take(held, Step.ASSESS, on=on, by=by)
    told = asdict(assessed) | {
        "signed_by": words_of(assessed.signed_by, "who signed it", "signed_by"),
        "strengths": words_of(assessed.strengths, "what is going well", "strengths"),
        "needs": words_of(assessed.needs, "what the child needs", "needs"),
    }
    row = FamilyAssessment(early_help=held, **told)
    save(row, by=by)
    note(signed_on=on.isoformat(), level=str(rated.level))
    return row


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def end_early_help(*, early_help: EarlyHelp, ended: Ended, by: Asker) -> HelpStep:
    """End early help, saying why and what is different for the child."""
    held = in_turn(early_help)
    check_day(ended.on, since=asked_on(held))
    words = words_of(ended.words, "what is different for the child", "words")
    step = take(held, Step.END, on=ended.on, by=by, ending=ended.ending, words=words)
    nobody_answers(held, on=ended.on, by=by)
    note(ending=str(ended.ending), on=ended.on.isoformat())
    return step


@action(Permission.LET_GO_GUARD, on="early_help")
def let_go(*, early_help: EarlyHelp, guard: str, reason: str, by: Asker) -> GuardWaiver:
    """Let go what stands before a step, for a reason, where anybody may."""
    held, known = in_turn(early_help), GUARDS.get(guard)
    if known is None or not known.waivable:
        raise Refused("Nobody may let this go.", missing=guard, who_can_waive="nobody")
    if by.pk in answers_for(held.id):
        raise Refused(
            "Who leads or coordinates early help does not let its guards go.",
            missing="another who may",
            who_can_waive=known.who_can_waive,
            do="Ask a team manager.",
        )
    if guard in standing(held).waived:
        raise BadInput("it has been let go already", field="guard")
    row = GuardWaiver(early_help=held, guard=guard, reason=words_of(reason, "why", "reason"))
    save(row, by=by)
    note(guard=guard)
    return row


def _check_goes_on(early_help: EarlyHelp) -> None:
    if standing(early_help).state is State.ENDED:
        raise Refused(
            "This early help has ended.", missing="early help that goes on", do="Ask for it anew."
        )
