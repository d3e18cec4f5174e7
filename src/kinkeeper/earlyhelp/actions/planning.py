"""The team around the family, the one plan, what came of it, and its reviews."""

from dataclasses import asdict
from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.earlyhelp.kinds import Result, State, Step, Whose
from kinkeeper.earlyhelp.models import (
    EarlyHelp,
    FamilyTeamMember,
    HelpReview,
    HelpStep,
    ItemOutcome,
    PlanItem,
)
from kinkeeper.earlyhelp.reading import standing
from kinkeeper.earlyhelp.stepping import asked_on, in_turn, of, take
from kinkeeper.earlyhelp.told import Item, Named, Reviewed, check_day, words_of
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def add_team_member(
    *, early_help: EarlyHelp, member: Named, role: str, on: date, by: Asker
) -> FamilyTeamMember:
    """Add somebody of an agency, or of the family, to the team around the family."""
    held = _going_on(early_help)
    check_day(on, since=asked_on(held))
    said = words_of(role, "what they are to the family", "role")
    row = FamilyTeamMember(early_help=held, role=said, started_on=on, **of(member))
    save(row, by=by)
    note(on=on.isoformat())
    return row


@action(Permission.RECORD_EARLY_HELP, on="member")
def end_team_member(*, member: FamilyTeamMember, on: date, by: Asker) -> FamilyTeamMember:
    """Say that somebody takes part no longer."""
    if member.ended_on is not None:
        raise Refused("They have left already.", missing="somebody who takes part")
    member.ended_on = check_day(on, since=member.started_on)
    save(member, by=by)
    return member


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def add_plan_item(*, early_help: EarlyHelp, item: Item, by: Asker) -> PlanItem:
    """Add a need to the family's plan, a child's or an adult's, and what is to be done about it."""
    held = _going_on(early_help)
    told = asdict(item) | {
        "need": words_of(item.need, "what is needed", "need"),
        "action": words_of(item.action, "what is to be done", "action"),
        "done_by": words_of(item.done_by, "who does it", "done_by"),
        "whose_name": item.whose_name.strip(),
        "service_id": item.service,
    }
    told.pop("service")
    if item.whose == Whose.ADULT and not told["whose_name"]:
        raise BadInput("say which adult", field="whose_name")
    if item.by_when < today():
        raise BadInput("give a day that is still to come", field="by_when")
    row = PlanItem(early_help=held, added_on=today(), **told)
    save(row, by=by)
    note(whose=str(item.whose))
    return row


@action(Permission.RECORD_EARLY_HELP, on="item")
def record_outcome(
    *, item: PlanItem, result: Result, on: date, words: str, by: Asker
) -> ItemOutcome:
    """Record what came of a need in the plan, once."""
    in_turn(item.early_help)
    if ItemOutcome.objects.filter(item=item).exists():
        raise Refused(
            "The outcome of this need is recorded already.",
            missing="a need without an outcome",
            do="Add a new need if there is one.",
        )
    row = ItemOutcome(
        item=item, result=result, on=check_day(on, since=item.added_on), words=words.strip()
    )
    save(row, by=by)
    note(result=str(result))
    return row


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def agree_plan(*, early_help: EarlyHelp, on: date, by: Asker) -> HelpStep:
    """Record that family and team agreed the plan."""
    held = in_turn(early_help)
    check_day(on, since=asked_on(held))
    note(on=on.isoformat())
    return take(held, Step.AGREE_PLAN, on=on, by=by)


@action(Permission.RECORD_EARLY_HELP, on="early_help")
def record_review(*, early_help: EarlyHelp, reviewed: Reviewed, by: Asker) -> HelpReview:
    """Record a review that the team around the family held."""
    held, on = in_turn(early_help), reviewed.held_on
    check_day(on, "held_on", since=_planned_on(held))
    if held.reviews.filter(held_on=on).exists():
        raise BadInput("a review of this day is recorded already", field="held_on")
    take(held, Step.REVIEW, on=on, by=by)
    told = asdict(reviewed) | {
        "came": words_of(reviewed.came, "who came", "came"),
        "progress": words_of(reviewed.progress, "what is better and what is not", "progress"),
    }
    row = HelpReview(early_help=held, **told)
    save(row, by=by)
    note(held_on=on.isoformat())
    return row


def _planned_on(early_help: EarlyHelp) -> date:
    """The day the plan was agreed, or else the day early help was asked for."""
    agreed = early_help.steps.filter(step=Step.AGREE_PLAN).first()
    return agreed.on if agreed else asked_on(early_help)


def _going_on(early_help: EarlyHelp) -> EarlyHelp:
    held = in_turn(early_help)
    if standing(held).state is State.ENDED:
        raise Refused("This early help has ended.", missing="early help that goes on")
    return held
