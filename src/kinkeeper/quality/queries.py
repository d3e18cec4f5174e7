"""Audits, standards and oversight: every answer is what the asker may see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import holders, members_of, names
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import may, visible
from kinkeeper.access.teams import managed
from kinkeeper.access.who import Asker, as_who
from kinkeeper.quality.kinds import AuditState, Grade, OversightKind, Part
from kinkeeper.quality.models import (
    AuditAction,
    CaseAudit,
    Oversight,
    PracticeStandard,
    StandardAcknowledgement,
)

Audit = CaseAudit  # for a door that hands one to an action
Standard = PracticeStandard
AUDITORS = tuple(one.name for one in ROLES.values() if Permission.MAKE_AUDIT in one.permits)
READERS = tuple(one.name for one in ROLES.values() if Permission.READ_STANDARDS in one.permits)


@dataclass(frozen=True, slots=True)
class ActionShown:
    """What is to be done about what an audit found; `task_id` once it is a task."""

    what: str
    owner: str
    due_on: date
    task_id: UUID | None


@dataclass(frozen=True, slots=True)
class AuditShown:
    """An audit. Without `reads`, no more than that it is there, how far it is and when."""

    id: UUID
    person_id: UUID
    state: AuditState
    given_on: date
    auditor: str
    is_auditor: bool
    reads: bool
    why: str = ""
    standard: int = 0
    on: date | None = None
    grade: Grade | None = None
    found: str = ""
    child_says: str = ""
    parts: tuple[tuple[Part, Grade, str], ...] = ()
    actions: tuple[ActionShown, ...] = ()
    stands: Grade | None = None
    moderated_why: str = ""
    moderator: str = ""


@dataclass(frozen=True, slots=True)
class OversightShown:
    """What a manager decided, and why."""

    kind: OversightKind
    on: date
    decided: str
    why: str
    late_why: str
    by: str


@dataclass(frozen=True, slots=True)
class StandardShown:
    """The standards in force, and whether the asker acknowledged this version."""

    number: int
    published_on: date
    text: str
    changed: str
    acknowledged_on: date | None


def audits(*, who: Asker) -> tuple[AuditShown, ...]:
    """Every audit that is the asker's, or of a child whose record they see; what waits first."""
    own = CaseAudit.objects.filter(auditor_id=who.pk).values("pk")
    seen = visible(who, Permission.SEE_RECORD, CaseAudit.objects.all()).values("pk")
    rows = _whole(CaseAudit.objects.filter(pk__in=own.union(seen)))
    return _shown(who, rows.order_by("-given_on", "-id"))


def audits_of(*, who: Asker, person_id: UUID) -> tuple[AuditShown, ...]:
    """That a child's work was audited: for who sees the record; the text for who may read it."""
    if not may(who, Permission.SEE_RECORD, person_id):
        return ()
    rows = _whole(CaseAudit.objects.filter(person_id=person_id))
    return _shown(who, rows.order_by("-given_on", "-id"))


def one_audit(*, who: Asker, audit_id: UUID) -> tuple[CaseAudit, AuditShown] | None:
    """One audit, for its auditor and for who may read it; else nothing."""
    row = _whole(CaseAudit.objects.filter(pk=audit_id)).first()
    if row is None or not may(who, Permission.SEE_EXISTS, row.person_id):
        return None
    (shown,) = _shown(who, [row])
    return (row, shown) if shown.reads else None


def whose_audit(audit_id: UUID) -> UUID | None:
    """Whom an audit is of, whoever asks: for the audit of what was refused."""
    return CaseAudit.objects.filter(pk=audit_id).values_list("person_id", flat=True).first()


def auditors(on: date) -> dict[UUID, str]:
    """Who may be given an audit, by name."""
    found = names(user for _, user in holders(AUDITORS, on))
    return dict(sorted(found.items(), key=lambda one: one[1]))


def oversight_of(*, who: Asker, person_id: UUID) -> tuple[OversightShown, ...]:
    """What managers decided of a child's work, the latest first, for who reads the narrative."""
    if not may(who, Permission.SEE_NARRATIVE, person_id):
        return ()
    rows = list(Oversight.objects.filter(person_id=person_id).order_by("-on", "-id"))
    by = names(row.recorded_by for row in rows)
    return tuple(
        OversightShown(
            OversightKind(row.kind),
            row.on,
            row.decided,
            row.why,
            row.late_why,
            by.get(row.recorded_by, "") if row.recorded_by else "",
        )
        for row in rows
    )


def current_standard(*, who: Asker) -> tuple[PracticeStandard, StandardShown] | None:
    """The standards in force."""
    row = PracticeStandard.objects.order_by("-number").first()
    if row is None:
        return None
    read = StandardAcknowledgement.objects.filter(standard=row, user_id=who.pk)
    on = read.values_list("on", flat=True).first()
    return row, StandardShown(row.number, row.published_on, row.text, row.changed, on)


def has_not_read(*, who: Asker) -> tuple[str, ...]:
    """Who of the asker's own teams has not acknowledged the standards in force, by name."""
    found = current_standard(who=who)
    if found is None:
        return ()
    on = as_who(who).on
    reads = {user for _, user in holders(READERS, on)} - {who.pk}
    theirs = {one.user_id for one in members_of(managed(who.pk, on), on)} & reads
    done = found[0].acknowledged.values_list("user_id", flat=True)
    return tuple(sorted(names(theirs - set(done)).values()))


def _whole(rows: "QuerySet[CaseAudit]") -> "QuerySet[CaseAudit]":
    return rows.select_related("auditor", "standard", "result", "moderation").prefetch_related(
        "parts", "actions__owner", "actions__became"
    )


def _shown(who: Asker, rows: Iterable[CaseAudit]) -> tuple[AuditShown, ...]:
    found = list(rows)
    by = names(_moderator(row) for row in found)
    return tuple(_audit(who, row, by) for row in found)


def _moderator(row: CaseAudit) -> UUID | None:
    return row.moderation.recorded_by if hasattr(row, "moderation") else None


def _audit(who: Asker, row: CaseAudit, by: dict[UUID, str]) -> AuditShown:
    result, moderation = getattr(row, "result", None), getattr(row, "moderation", None)
    own = row.auditor_id == who.pk
    still = own and moderation is None
    reads = still or may(who, Permission.READ_AUDIT, row.person_id)
    state = AuditState.COMPLETED if result else AuditState.GIVEN
    shown = AuditShown(
        id=row.id,
        person_id=row.person_id,
        state=AuditState.CLOSED if moderation else state,
        given_on=row.given_on,
        auditor=row.auditor.full_name,
        is_auditor=own,
        reads=reads,
        on=result.on if result else None,
    )
    if not reads:
        return shown
    return replace(
        shown,
        why=row.why,
        standard=row.standard.number,
        grade=Grade(result.grade) if result else None,
        found=result.found if result else "",
        child_says=result.child_says if result else "",
        parts=_parts(row),
        actions=tuple(map(_action, row.actions.all())),
        stands=Grade(moderation.grade) if moderation else None,
        moderated_why=moderation.why if moderation else "",
        moderator=by.get(moderation.recorded_by, "") if moderation else "",
    )


def _parts(row: CaseAudit) -> tuple[tuple[Part, Grade, str], ...]:
    order = list(Part)
    found = [(Part(one.part), Grade(one.grade), one.found) for one in row.parts.all()]
    return tuple(sorted(found, key=lambda one: order.index(one[0])))


def _action(row: AuditAction) -> ActionShown:
    became = getattr(row, "became", None)
    return ActionShown(
        row.what, row.owner.full_name, row.due_on, became.task_id if became else None
    )
