"""The tables of access: users, what they were granted, what stands against, the audit."""

from kinkeeper.access.models.against import (
    Conflict,
    Restriction,
    RestrictionPermit,
    RestrictionReview,
)
from kinkeeper.access.models.audit import AuditEntry
from kinkeeper.access.models.glass import BreakGlass, BreakGlassAlert, BreakGlassReview
from kinkeeper.access.models.grants import RoleGrant, Team, TeamMember, TeamMemberKind
from kinkeeper.access.models.looks import LooksAnswer, LooksOutcome, UnusualLooks
from kinkeeper.access.models.outputs import Output, OutputCheck, OutputException
from kinkeeper.access.models.user import User, UserManager
from kinkeeper.access.reasons import (
    CheckOutcome,
    ConflictReason,
    GlassOutcome,
    GlassReason,
    Recipient,
    RestrictionReason,
    RestrictionScope,
    ToldAs,
)

__all__ = [
    "AuditEntry",
    "BreakGlass",
    "BreakGlassAlert",
    "BreakGlassReview",
    "CheckOutcome",
    "Conflict",
    "ConflictReason",
    "GlassOutcome",
    "GlassReason",
    "LooksAnswer",
    "LooksOutcome",
    "Output",
    "OutputCheck",
    "OutputException",
    "Recipient",
    "Restriction",
    "RestrictionPermit",
    "RestrictionReason",
    "RestrictionReview",
    "RestrictionScope",
    "RoleGrant",
    "Team",
    "TeamMember",
    "TeamMemberKind",
    "ToldAs",
    "UnusualLooks",
    "User",
    "UserManager",
]
