"""Who stands apart from a child's work, and how far an audit of it is; whoever asks: for guards."""

from typing import Final
from uuid import UUID

from kinkeeper.chronology.queries import wrote_of
from kinkeeper.kernel.moment import today
from kinkeeper.quality.kinds import AuditState
from kinkeeper.quality.models import AuditModeration, AuditResult, CaseAudit
from kinkeeper.workforce.relationships import has_worked_with

OF_AUDITS: Final = ("case_audited",)


def in_line(user_id: UUID, person_id: UUID) -> bool:
    """Whether somebody worked with the child, manages who does, or wrote any of the record."""
    on = today()
    return has_worked_with(user_id, person_id, on) or wrote_of(user_id, person_id, but=OF_AUDITS)


def state_of(audit: CaseAudit) -> AuditState:
    """How far an audit is."""
    if AuditModeration.objects.filter(audit=audit).exists():
        return AuditState.CLOSED
    done = AuditResult.objects.filter(audit=audit).exists()
    return AuditState.COMPLETED if done else AuditState.GIVEN
