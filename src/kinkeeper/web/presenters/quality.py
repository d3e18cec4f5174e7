"""Audits, standards and oversight in words, and the pages that ask for each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import users_of
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.casefile.actions.tasks import TaskGiven
from kinkeeper.kernel.errors import BadInput
from kinkeeper.people.queries import names_of
from kinkeeper.quality import actions
from kinkeeper.quality.kinds import AuditState, Grade, OversightKind, Part
from kinkeeper.quality.queries import Audit, AuditShown, OversightShown, StandardShown, auditors
from kinkeeper.quality.told import Decided, Found, Proposed
from kinkeeper.web import words
from kinkeeper.web.decision_form import Form
from kinkeeper.web.parts import Cell, Fact, Link, Row, Worklist
from kinkeeper.web.presenters.behind import child
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.questions import Fields, choice, chosen, day, long, pick, text, the_day
from kinkeeper.web.scope import Subject
from kinkeeper.web.step_page import StepPage
from kinkeeper.workforce.queries import users_with

Whole = tuple[Audit, AuditShown]
GRADES = tuple(Grade.choices)
STATES = {
    "complete": AuditState.GIVEN,
    "propose": AuditState.COMPLETED,
    "moderate": AuditState.COMPLETED,
}


def listed(who: Who, found: Sequence[AuditShown]) -> tuple[Worklist, list[UUID]]:
    """Audits, those that wait first; and whom they are of."""
    people = [one.person_id for one in found]
    names = names_of(who, people)
    order = list(AuditState)
    rows = [
        Row((child(one.person_id, names), *_cells(one)))
        for one in sorted(found, key=lambda one: order.index(one.state))
    ]
    columns = ("Child", "Audit", "Auditor", "Grade that stands")
    return table("Case audits", columns, rows, words.counted(len(rows), "audit")), people


def of_child(found: Sequence[AuditShown]) -> Worklist:
    """That a child's work was audited; the text for who may read it."""
    rows = [Row(_cells(one)) for one in found]
    return table("Case audits", ("Audit", "Auditor", "Grade that stands"), rows)


def decisions(found: Sequence[OversightShown]) -> Worklist:
    """What managers decided, the latest first."""
    rows = [
        row(
            one.kind.label,
            words.short_date(one.on),
            one.decided,
            one.why,
            f"{one.by}. Recorded later: {one.late_why}" if one.late_why else one.by,
        )
        for one in found
    ]
    return table("Management oversight", ("What", "When", "Decided", "Why", "By"), rows)


def facts(told: AuditShown) -> list[Fact]:
    """An audit as it stands."""
    given = [
        Fact("How far it is", told.state.label),
        Fact("Why this child's work", told.why),
        Fact("Auditor", told.auditor),
        Fact("Given on", words.full_date(told.given_on)),
        Fact("Against", f"Practice standards, version {told.standard}"),
    ]
    if told.on is None or told.grade is None:
        return given
    found = [
        Fact("Completed on", words.full_date(told.on)),
        Fact("Auditor's grade", told.grade.label),
        Fact("Findings", told.found),
        Fact("What the child says", told.child_says),
    ]
    if told.stands is None:
        return [*given, *found]
    by = Fact("Moderated by", told.moderator)
    return [
        *given,
        *found,
        Fact("Grade that stands", told.stands.label),
        by,
        Fact("Why", told.moderated_why),
    ]


def parts(told: AuditShown) -> Worklist:
    """The grade of each part, and what was found."""
    rows = [row(part.label, grade.label, found) for part, grade, found in told.parts]
    return table("Part by part", ("Part of practice", "Grade", "What was found"), rows)


def to_do(told: AuditShown) -> Worklist:
    """What is to be done, each a task once the audit is moderated."""
    rows = [
        Row(
            (
                Cell(one.what, head=True, label=False),
                Cell(one.owner),
                Cell(words.short_date(one.due_on)),
                Cell("A task" if one.task_id else "A task once it is moderated"),
            )
        )
        for one in told.actions
    ]
    return table("What is to be done", ("What", "Who", "By when", "How it stands"), rows)


def ways(told: AuditShown, who: Who) -> list[Link]:
    """What may be done next."""
    return [
        Link(page.title, reverse("case-audit-step", args=[told.id, slug]))
        for slug, page in STEPS.items()
        if told.state is STATES[slug]
        and _is_whose(slug, told)
        and may(who, page.needs, told.person_id)
    ]


def _is_whose(slug: str, told: AuditShown) -> bool:
    return told.is_auditor is (slug != "moderate")


def _cells(one: AuditShown) -> tuple[Cell, ...]:
    url = reverse("case-audit", args=[one.id]) if one.reads else ""
    on = words.short_date(one.on or one.given_on)
    stands = one.stands.label if one.stands else "Not yet" if one.reads else "Not open to you"
    return (
        Cell(one.state.label, url=url, hidden=f"audit of {on}", under=on),
        Cell(one.auditor),
        Cell(stands),
    )


def _complete_fields(_: Whole, who: Who) -> Fields:
    asked = []
    for part in Part:
        asked.append(choice(part.value, part.label, "Choose a grade", GRADES))
        asked.append(
            long(f"{part.value}_found", f"{part.label}: what did you find?", "Say what you found")
        )
    return (
        day("on", "When did you complete it?", "Enter the day", first=who.on),
        *asked,
        choice("grade", "Over all", "Choose a grade", GRADES),
        long("found", "Findings", "Say what you found"),
        long(
            "child_says",
            "What does the child say?",
            "Say what the child says, or why they were not asked",
        ),
    )


def _complete(told: Whole, form: Form, who: Who) -> None:
    graded = {p: (Grade(form.value(p.value)), form.value(f"{p.value}_found")) for p in Part}
    found = Found(
        on=the_day(form, "on"),
        parts=graded,
        grade=Grade(form.value("grade")),
        found=form.value("found"),
        child_says=form.value("child_says"),
    )
    actions.complete_audit(audit=told[0], found=found, by=who)


def _people(person_id: UUID, who: Who) -> list[tuple[str, str]]:
    found = users_of(users_with(who=who, person_id=person_id))
    return [(str(one.id), one.full_name) for one in sorted(found, key=lambda one: one.full_name)]


def _propose_fields(told: Whole, who: Who) -> Fields:
    return (
        text("what", "What is to be done?", "Say what is to be done"),
        pick(
            "owner", "Who is to do it?", "Choose who is to do it", _people(told[1].person_id, who)
        ),
        day("due_on", "By when?", "Enter a day"),
    )


def _propose(told: Whole, form: Form, who: Who) -> None:
    owner = chosen(form, "owner")
    if owner is None:
        raise BadInput("choose who is to do it", field="owner")
    said = Proposed(what=form.value("what"), owner=owner, due_on=the_day(form, "due_on"))
    actions.propose_action(audit=told[0], proposed=said, by=who)


def _moderate_fields(_: Whole, __: Who) -> Fields:
    return (
        choice("grade", "Which grade stands?", "Choose a grade", GRADES),
        long("why", "Why?", "Say why this grade stands"),
    )


def _moderate(told: Whole, form: Form, who: Who) -> None:
    grade = Grade(form.value("grade"))
    actions.moderate(audit=told[0], grade=grade, why=form.value("why"), by=who)


def _give_fields(_: Subject, who: Who) -> Fields:
    offered = [(str(one), name) for one, name in auditors(who.on).items()]
    hint = "Somebody who never worked with the child, manages nobody who does, and wrote none of it"
    return (
        pick("auditor", "Who is to audit?", "Choose who is to audit", offered, hint),
        text("why", "Why this child's work?", "Say why", "For example, drawn by chance"),
    )


def _give(subject: Subject, form: Form, who: Who) -> None:
    auditor = chosen(form, "auditor")
    if auditor is None:
        raise BadInput("choose who is to audit", field="auditor")
    actions.give_audit(child=subject.id, auditor=auditor, why=form.value("why"), by=who)


def _oversee_fields(subject: Subject, who: Who) -> Fields:
    return (
        choice("kind", "What is it?", "Choose what it is", OversightKind.choices),
        day("on", "When was it decided?", "Enter the day", first=who.on),
        long("decided", "What was decided?", "Say what was decided"),
        long("why", "Why?", "Say why"),
        text(
            "late_why", "Recorded on a later day: why?", "", "Only where it was not decided today"
        ),
        text("what", "Task that follows", "", "Leave it empty where none does"),
        pick("owner", "Who is to do it?", "", _people(subject.id, who)),
        day("due", "By when?", ""),
    )


def _oversee(subject: Subject, form: Form, who: Who) -> None:
    told = Decided(
        kind=OversightKind(form.value("kind")),
        on=the_day(form, "on"),
        decided=form.value("decided"),
        why=form.value("why"),
        late_why=form.value("late_why"),
    )
    what, owner, due = form.value("what"), chosen(form, "owner"), form.on("due")
    if what and owner is None:
        raise BadInput("choose who is to do it", field="owner")
    task = TaskGiven(what=what, for_user=owner, due_on=due) if what else None
    actions.record_oversight(child=subject.id, told=told, task=task, by=who)


def standard_facts(told: StandardShown) -> list[Fact]:
    """The version in force."""
    read = words.full_date(told.acknowledged_on) if told.acknowledged_on else "Not yet"
    return [
        Fact("Version", str(told.number)),
        Fact("Published on", words.full_date(told.published_on)),
        Fact("What is new in it", told.changed),
        Fact("You said that you work by it", read),
    ]


def unread(found: Sequence[str]) -> Worklist:
    """Who of one's teams has not said so."""
    return table("Who has not said so yet", ("Worker",), [row(name) for name in found])


PUBLISH: Fields = (
    long("text", "The standards", "Enter the standards"),
    text("changed", "What is new in them?", "Say what is new in them"),
)
STEPS: dict[str, StepPage[Whole]] = {
    "complete": StepPage(
        "Complete the audit",
        "Grade each part of practice against the standards, and say what you found and what the child says.",
        Permission.MAKE_AUDIT,
        _complete_fields,
        _complete,
        "Complete the audit",
        fits=lambda told: told[1].state is STATES["complete"],
    ),
    "propose": StepPage(
        "Say what is to be done",
        "It becomes a task of whoever is to do it, once a second person has moderated the audit.",
        Permission.MAKE_AUDIT,
        _propose_fields,
        _propose,
        "Add this",
        fits=lambda told: told[1].state is STATES["propose"],
    ),
    "moderate": StepPage(
        "Moderate the audit",
        "A second person says which grade stands. The audit is then closed, and is never changed.",
        Permission.MODERATE_AUDIT,
        _moderate_fields,
        _moderate,
        "Close the audit",
        checked=True,
        fits=lambda told: told[1].state is STATES["moderate"],
    ),
}
GIVE: StepPage[Subject] = StepPage(
    "Give an audit",
    "Somebody without a line to this child's work audits it. They read the record until it is closed.",
    Permission.GIVE_AUDIT,
    _give_fields,
    _give,
    "Give the audit",
)
OVERSEE: StepPage[Subject] = StepPage(
    "Record a decision",
    "A decision made in supervision, or a manager's own, with the task that follows from it.",
    Permission.RECORD_OVERSIGHT,
    _oversee_fields,
    _oversee,
    "Record this",
)
