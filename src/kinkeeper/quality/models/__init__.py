"""Case audits, dip samples, practice standards and management oversight."""

from kinkeeper.quality.models.audits import (
    AuditAction,
    AuditActionTask,
    AuditModeration,
    AuditPart,
    AuditResult,
    CaseAudit,
)
from kinkeeper.quality.models.oversight import Oversight
from kinkeeper.quality.models.samples import DipSample, SampleAnswer, SampleCase
from kinkeeper.quality.models.standards import PracticeStandard, StandardAcknowledgement

__all__ = [
    "AuditAction",
    "AuditActionTask",
    "AuditModeration",
    "AuditPart",
    "AuditResult",
    "CaseAudit",
    "DipSample",
    "Oversight",
    "PracticeStandard",
    "SampleAnswer",
    "SampleCase",
    "StandardAcknowledgement",
]
