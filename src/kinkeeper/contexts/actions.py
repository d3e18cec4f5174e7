"""The verbs of contexts: each writes one row that stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.contexts.kinds import ENDS, LEAST_REASON, LONGEST_WORDS, Came, ContextKind, Step
from kinkeeper.contexts.models import (
    Context,
    ContextAssessment,
    ContextAuthorisation,
    ContextContact,
    ContextEntry,
    ContextLink,
    ContextStep,
    ContextUnlink,
    PlanAction,
    PlanOutcome,
)
from kinkeeper.contexts.states import check, check_open
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today

LONGEST_NAME = 120
LONGEST_AGENCY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A context as it is opened: what it is called, where it is, why it is of concern."""

    name: str
    kind: ContextKind
    on: date
    reason: str
    where: str = ""


@action(Permission.KEEP_CONTEXTS)
def open_context(*, named: Named, by: Asker) -> Context:
    """Open a context, so that contacts and children can be brought to it."""
    context = Context(
        name=_words(named.name, "name", longest=LONGEST_NAME),
        kind=named.kind,
        where=_words(named.where, "where", least=0),
    )
    save(context, by=as_who(by))
    _step(context, Step.OPENED, named.on, named.reason, by)
    return context


@action(Permission.KEEP_CONTEXTS)
def close_context(*, context: Context, on: date, reason: str, by: Asker) -> ContextStep:
    """Close it, with the reason; every action of its plan has ended."""
    return _step(context, Step.CLOSED, on, reason, by)


@action(Permission.KEEP_CONTEXTS)
def reopen_context(*, context: Context, on: date, reason: str, by: Asker) -> ContextStep:
    """Open it again, with the reason."""
    return _step(context, Step.REOPENED, on, reason, by)


@action(Permission.KEEP_CONTEXTS)
def bring_contact(*, context: Context, contact_group: UUID, by: Asker) -> ContextContact:
    """Say that a contact was about this context; said twice, it is once."""
    require(by, Permission.SEE_FRONT_DOOR)
    _check_open(context)
    before = ContextContact.objects.filter(context=context, contact_group=contact_group).first()
    if before is not None:
        return before
    made = ContextContact(context=context, contact_group_id=contact_group)
    save(made, by=as_who(by))
    return made


@action(Permission.KEEP_CONTEXTS)
def assess(*, context: Context, on: date, words: str, by: Asker) -> ContextAssessment:
    """Write what was found; somebody else authorises it."""
    _check_open(context)
    made = ContextAssessment(
        context=context, on=_day(on), words=_words(words, "words"), written_by=as_who(by).id
    )
    save(made, by=as_who(by))
    return made


@action(Permission.AUTHORISE_CONTEXT)
def authorise(*, assessment: ContextAssessment, by: Asker) -> ContextAuthorisation:
    """Stand for what somebody else wrote, once."""
    take_turn("assessment of a context", assessment.pk)
    if assessment.written_by == as_who(by).id:
        raise Refused(
            "Nobody authorises what they wrote.",
            missing="somebody other than its author",
            do="Ask another manager.",
        )
    if ContextAuthorisation.objects.filter(assessment=assessment).exists():
        raise Refused(
            "This assessment is authorised already.",
            missing="an assessment that waits",
            do="Look at the context again.",
        )
    made = ContextAuthorisation(
        assessment=assessment,
        on=today(),
        written_by=assessment.written_by,
        authorised_by=as_who(by).id,
    )
    save(made, by=as_who(by))
    return made


@action(Permission.KEEP_CONTEXTS)
def plan(*, context: Context, what: str, agency: str, due_on: date, by: Asker) -> PlanAction:
    """Add what is to be done, by whom and by when."""
    _check_open(context)
    made = PlanAction(
        context=context,
        what=_words(what, "what"),
        agency=_words(agency, "agency", longest=LONGEST_AGENCY),
        due_on=due_on,
    )
    save(made, by=as_who(by))
    return made


@action(Permission.KEEP_CONTEXTS)
def record_outcome(
    *, planned: PlanAction, came: Came, on: date, words: str, by: Asker
) -> PlanOutcome:
    """Say what came of an action; once it was done or stopped nothing more does."""
    take_turn("action of a context", planned.pk)
    if PlanOutcome.objects.filter(action=planned, came__in=ENDS).exists():
        raise Refused(
            "This action has ended already.",
            missing="an action that goes on",
            do="Add another action where more is to be done.",
        )
    made = PlanOutcome(action=planned, came=came, on=_day(on), words=_words(words, "words"))
    save(made, by=as_who(by))
    note(came=str(came))
    return made


@action(Permission.KEEP_CONTEXTS)
def note_entry(*, context: Context, on: date, words: str, by: Asker) -> ContextEntry:
    """Add to the chronology what happened there."""
    _check_open(context)
    made = ContextEntry(context=context, on=_day(on), words=_words(words, "words"))
    save(made, by=as_who(by))
    return made


@action(Permission.LINK_CONTEXT, on="person")
def link_child(*, context: Context, person: UUID, since: date, why: str, by: Asker) -> ContextLink:
    """Say that a child is of this context, since when and why; a child is of it once at a time."""
    _hold(context)
    _check_open(context)
    if ContextLink.objects.filter(context=context, person_id=person, end=None).exists():
        raise Refused(
            "This child is linked to this context already.",
            missing="a child who is not linked to it",
            do="Look at the linked children.",
        )
    reason = _words(why, "why", least=LEAST_REASON)
    made = ContextLink(context=context, person_id=person, since=_day(since), why=reason)
    save(made, by=as_who(by))
    return made


@action(Permission.LINK_CONTEXT, on="link")
def unlink_child(*, link: ContextLink, until: date, why: str, by: Asker) -> ContextUnlink:
    """Say from when a child is of this context no longer, and why; that they were stays."""
    _hold(link.context)
    if ContextUnlink.objects.filter(link=link).exists():
        raise Refused(
            "This child is linked no longer.",
            missing="a child who is linked",
            do="Look at the context again.",
        )
    if until < link.since:
        raise BadInput("it would have ended before it began", field="until")
    reason = _words(why, "why", least=LEAST_REASON)
    made = ContextUnlink(link=link, until=_day(until, "until"), why=reason)
    save(made, by=as_who(by))
    return made


def _step(context: Context, kind: Step, on: date, reason: str, by: Asker) -> ContextStep:
    _hold(context)
    left = PlanAction.objects.filter(context=context).exclude(outcomes__came__in=ENDS).count()
    before = list(ContextStep.objects.filter(context=context).order_by("recorded_at", "id"))
    check(kind, [Step(one.kind) for one in before], left=left)
    if before and on < before[-1].on:
        raise BadInput("it would come before what it follows", field="on")
    step = ContextStep(
        context=context,
        kind=kind,
        on=_day(on),
        reason=_words(reason, "reason", least=LEAST_REASON),
    )
    save(step, by=as_who(by))
    note(step=str(kind))
    return step


def _check_open(context: Context) -> None:
    steps = ContextStep.objects.filter(context=context).order_by("recorded_at", "id")
    check_open([Step(one) for one in steps.values_list("kind", flat=True)])


def _hold(context: Context) -> None:
    """One at a time with this context until the commit."""
    take_turn("context", context.pk)


def _day(on: date, field: str = "on") -> date:
    if on > today():
        raise BadInput("the day lies ahead", field=field)
    return on


def _words(text: str, field: str, *, least: int = 1, longest: int = LONGEST_WORDS) -> str:
    said = text.strip()
    if len(said) < least:
        asked = f"say why, in {least} characters or more" if least > 1 else "say it in words"
        raise BadInput(asked, field=field)
    if len(said) > longest or "\x00" in said:
        raise BadInput(f"say it in letters, {longest} at most", field=field)
    return said
