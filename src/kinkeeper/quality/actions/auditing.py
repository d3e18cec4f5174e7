"""Giving a case audit, completing it, proposing what is to be done, and moderating it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who, who_is
from kinkeeper.casefile.actions.tasks import TaskGiven, set_task
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.quality.apart import in_line, state_of
from kinkeeper.quality.kinds import Grade, Step
from kinkeeper.quality.models import (
    AuditAction,
    AuditActionTask,
    AuditModeration,
    AuditPart,
    AuditResult,
    CaseAudit,
    PracticeStandard,
)
from kinkeeper.quality.states import APART, Standing, check, refuse
from kinkeeper.quality.told import Found, Proposed

TURN = "case audit"


@action(Permission.GIVE_AUDIT, on="child")
def give_audit(*, child: UUID, auditor: UUID, why: str, by: Asker) -> CaseAudit:
    """Give an audit of a child's work to somebody without a line to it, who reads the record for it."""
    take_turn(TURN, child)
    theirs = who_is(auditor)
    if not theirs.permits(Permission.MAKE_AUDIT):
        raise BadInput("choose somebody who audits", field="auditor")
    if not may(theirs, Permission.SEE_EXISTS, child):
        raise BadInput("choose somebody to whom this record is not closed", field="auditor")
    refuse(Standing(in_line=in_line(auditor, child)), APART)
    said = words_of(why, field="why", wanted="say why this child's work", most=300)
    waits = CaseAudit.objects.filter(person_id=child, auditor_id=auditor, moderation=None)
    if waits.exists():
        raise Refused(
            "This person has an audit of this child's work already.",
            missing="an audit that is closed",
            who_can_waive="nobody",
            do="Wait until it is closed, or give it to somebody else.",
        )
    row = CaseAudit(
        person_id=child,
        auditor_id=auditor,
        standard=_standard(),
        given_on=today(),
        why=said,
    )
    save(row, by=as_who(by))
    note(auditor=str(auditor))
    return row


@action(Permission.MAKE_AUDIT, on="audit")
def complete_audit(*, audit: CaseAudit, found: Found, by: Asker) -> AuditResult:
    """Complete one's own audit: a grade for each part and over all, findings, what the child says."""
    held, who = _held(audit), as_who(by)
    standing = _standing(held, by)
    check(Step.COMPLETE, replace(standing, parts=len(found.parts)))
    if not held.given_on <= found.on <= today():
        raise BadInput("enter a day since it was given, and not one to come", field="on")
    wanted = "say what you found"
    for part, (grade, words) in found.parts.items():
        said = words_of(words, field=f"{part}_found", wanted=wanted)
        save(AuditPart(audit=held, part=part, grade=grade, found=said), by=who)
    row = AuditResult(
        audit=held,
        person_id=held.person_id,
        on=found.on,
        grade=found.grade,
        found=words_of(found.found, field="found", wanted=wanted),
        child_says=words_of(
            found.child_says,
            field="child_says",
            wanted="say what the child says, or why they were not asked",
        ),
    )
    save(row, by=who)
    note(grade=str(found.grade))
    return row


@action(Permission.MAKE_AUDIT, on="audit")
def propose_action(*, audit: CaseAudit, proposed: Proposed, by: Asker) -> AuditAction:
    """Say what is to be done about what was found; it becomes a task once the audit is moderated."""
    held = _held(audit)
    check(Step.PROPOSE, _standing(held, by))
    if proposed.due_on < today():
        raise BadInput("enter today or a day to come", field="due_on")
    if not may(who_is(proposed.owner), Permission.SEE_NARRATIVE, held.person_id):
        raise BadInput("choose somebody who may see this record", field="owner")
    what = words_of(proposed.what, field="what", wanted="say what is to be done", most=300)
    row = AuditAction(audit=held, what=what, owner_id=proposed.owner, due_on=proposed.due_on)
    save(row, by=as_who(by))
    return row


@action(Permission.MODERATE_AUDIT, on="audit")
def moderate(*, audit: CaseAudit, grade: Grade, why: str, by: Asker) -> AuditModeration:
    """Moderate another's audit: the grade that stands, and its actions given as tasks. It is closed."""
    held, who = _held(audit), as_who(by)
    require(by, Permission.SEE_NARRATIVE, held)
    check(Step.MODERATE, _standing(held, by))
    row = AuditModeration(
        audit=held,
        auditor_then=held.auditor_id,
        on=today(),
        grade=grade,
        why=words_of(why, field="why", wanted="say why this grade stands"),
    )
    save(row, by=who)
    for one in held.actions.order_by("due_on", "id"):
        task = set_task(child=held.person_id, given=_task(one, row.on), by=by)
        save(AuditActionTask(action=one, task=task), by=who)
    note(grade=str(grade), tasks=held.actions.count())
    return row


def _held(audit: CaseAudit) -> CaseAudit:
    """The row of now, once one's turn at it has come."""
    take_turn(TURN, audit.pk)
    return CaseAudit.objects.get(pk=audit.pk)


def _standing(held: CaseAudit, by: Asker) -> Standing:
    own = held.auditor_id == by.pk
    return Standing(state_of(held), own, in_line(by.pk, held.person_id) if own else False)


def _standard() -> PracticeStandard:
    """The version in force. Raises Refused where none was published."""
    found = PracticeStandard.objects.order_by("-number").first()
    if found is None:
        raise Refused(
            "There are no practice standards to audit against.",
            missing="practice standards that were published",
            who_can_waive="nobody",
            do="Ask a head of service to publish them.",
        )
    return found


def _task(one: AuditAction, on: date) -> TaskGiven:
    return TaskGiven(what=one.what, for_user=one.owner_id, due_on=max(one.due_on, on))
