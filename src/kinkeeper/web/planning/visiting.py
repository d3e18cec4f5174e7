"""A visit to one child, told on one screen: its kind, what was seen, the child's words, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from kinkeeper.access.action import all_or_none
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Who
from kinkeeper.care.actions import record_care_visit
from kinkeeper.care.queries import to_visit
from kinkeeper.casefile.actions.notes import NoteSaid, complete_note
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.casefile.queries.notes import seen_note
from kinkeeper.frontdoor.queries import involvement
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import uuid7
from kinkeeper.protection.actions import record_plan_visit, record_visit
from kinkeeper.protection.harm_queries import enquiry_going_on
from kinkeeper.protection.plan_queries import open_plan
from kinkeeper.web.decision_form import Choices, Field, Form
from kinkeeper.web.joint_visit_form import SEEN
from kinkeeper.web.parts import Fact
from kinkeeper.web.planning.told import PlansTold
from kinkeeper.web.questions import Fields, choice, day, long, said_yes, the_day, yes_no
from kinkeeper.web.step_page import StepPage
from kinkeeper.workforce.queries import workers_of
from kinkeeper.workforce.visited import NotAlone, NotSeen, VisitMade

PLAN, CARE, ENQUIRY, ASSESSMENT = "plan", "care", "s47", "assessment"
NEEDS: Final = {  # what each kind of visit asks of who records it, beside the note
    PLAN: Permission.RECORD_PROTECTION,
    CARE: Permission.RECORD_CARE,
    ENQUIRY: Permission.RECORD_ASSESSMENT,
    ASSESSMENT: Permission.RECORD_ASSESSMENT,
}
TRIED: Final = ("tried", "Tried: nobody was met")
PARTS: Final = (("worries", "What are you worried about?"), ("next", "What will happen next?"))


def may_record(who: Who, child: UUID) -> bool:
    """Whether they may record a visit of some kind, and the note of it: the link and the form ask this."""
    noted = may(who, Permission.RECORD_NOTE, child)
    return noted and any(may(who, needed, child) for needed in dict.fromkeys(NEEDS.values()))


def kinds(told: PlansTold, who: Who) -> Choices:
    """What they may record a visit to the child for today, the strictest first."""
    found = _kinds(told, who)
    return [one for one in found if may(who, NEEDS[one[0].partition(":")[0]], told.person_id)]


def _kinds(told: PlansTold, who: Who) -> Choices:
    child = told.person_id
    found = [(f"{PLAN}:{one.id}", one.kind_title) for one in told.plans if one.ended_on is None]
    found.sort(key=lambda one: one[1], reverse=True)
    if to_visit(who=who, person_id=child):
        found.append((CARE, "Looked after"))
    if enquiry_going_on(who=who, person_id=child):
        found.append((ENQUIRY, "Section 47 enquiry"))
    if involvement(who=who, person_id=child):
        found.append((ASSESSMENT, "Assessment"))
    return found


def fields(told: PlansTold, who: Who) -> Fields:
    """One screen: what the visit was for, what was seen, the child's words, worries, what follows."""
    return (
        choice("kind", "What was the visit for?", "Choose what it was for", kinds(told, who)),
        day("held_on", "What day was the visit?", "Enter the day of the visit", first=who.on),
        choice("seen", "Was the child seen?", "Choose whether the child was seen", (*SEEN, TRIED)),
        choice("not_alone", "If not alone, why?", "", NotAlone.choices),
        yes_no("bedroom", "Was the bedroom seen?", ""),
        long("text", "What happened?", "Write what happened"),
        long("words", "What did the child say?", hint="In their own words"),
        *(long(name, label) for name, label in PARTS),
        Field("visit", "", "hidden", first=str(uuid7())),
    )


def keep(told: PlansTold, form: Form, who: Who) -> None:
    """The visit and its note, both or neither; sent twice, it is kept once."""
    key = _key(form)
    visit = _visit(form, who)
    said = NoteSaid(
        kind=NoteKind.VISIT, on=visit.held_on, text=_text(form), childs_words=form.value("words")
    )
    with all_or_none(who):
        take_turn("casefile", key)
        if seen_note(who=who, note_id=key) is None:
            _record(told.person_id, form.value("kind"), visit, who)
            complete_note(child=told.person_id, draft_id=key, said=said, version=0, by=who)


def waits(told: PlansTold, who: Who) -> Sequence[Fact]:
    """What is missing before a visit can be recorded."""
    if kinds(told, who):
        return ()
    return (Fact("An open case, a plan or time in care", "Write a note of the visit instead"),)


def _record(child: UUID, kind: str, visit: VisitMade, who: Who) -> object:
    what, _, key = kind.partition(":")
    if what == PLAN and (plan := open_plan(who=who, person_id=child, plan_id=UUID(key))):
        return record_plan_visit(plan=plan, visit=visit, by=who)
    if what == CARE and (period := to_visit(who=who, person_id=child)):
        return record_care_visit(care_period=period, visit=visit, by=who)
    if what == ENQUIRY and (enquiry := enquiry_going_on(who=who, person_id=child)):
        return record_visit(
            child=child, episode=enquiry.episode_id, visit=visit, by=who, enquiry=True
        )
    if what == ASSESSMENT and (case := involvement(who=who, person_id=child)):
        return record_visit(child=child, episode=case.episode_id, visit=visit, by=who)
    raise BadInput("choose what the visit was for again", field="kind")


def _visit(form: Form, who: Who) -> VisitMade:
    seen, alone = form.value("seen"), {"alone": True, "with": False}.get(form.value("seen"))
    reason = NotSeen(seen.removeprefix("not:")) if seen.startswith("not:") else None
    tried = seen == TRIED[0]
    why = form.value("not_alone")
    return VisitMade(
        held_on=the_day(form, "held_on"),
        seen=not tried and reason is None,
        attempted=tried,
        not_seen_reason=NotSeen.NOT_IN if tried else reason,
        seen_alone=alone,
        not_alone_reason=NotAlone(why) if why else None,
        bedroom_seen=said_yes(form, "bedroom"),
        worker=workers_of([who.id]).get(who.id),
    )


def _text(form: Form) -> str:
    said = [form.value("text")]
    said += [f"{label}\n{form.value(name)}" for name, label in PARTS if form.value(name)]
    return "\n\n".join(said)


def _key(form: Form) -> UUID:
    try:
        return UUID(form.value("visit"))
    except ValueError:
        return uuid7()


def page(told: PlansTold, who: Who) -> StepPage[PlansTold]:
    """The screen of a visit to this child; `may_record` is asked before it."""
    missing = waits(told, who)
    return StepPage(
        "Record a visit",
        "Record the visit and the child's own words together; an attempt is told apart.",
        Permission.RECORD_NOTE,
        fields,
        keep,
        waits=lambda _: missing,
    )
