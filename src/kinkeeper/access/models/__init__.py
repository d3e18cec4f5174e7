"""The tables of access: users, what they were granted, what stands against, the audit."""

from kinkeeper.access.models.against import (
    Conflict,
    ConflictReason,
    Restriction,
    RestrictionPermit,
    RestrictionReason,
    RestrictionScope,
)
from kinkeeper.access.models.audit import AuditEntry
from kinkeeper.access.models.grants import RoleGrant, Team, TeamMember, TeamMemberKind
from kinkeeper.access.models.looks import LooksAnswer, LooksOutcome, UnusualLooks
from kinkeeper.access.models.user import User, UserManager

__all__ = [
    "AuditEntry",
    "Conflict",
    "ConflictReason",
    "LooksAnswer",
    "LooksOutcome",
    "Restriction",
    "RestrictionPermit",
    "RestrictionReason",
    "RestrictionScope",
    "RoleGrant",
    "Team",
    "TeamMember",
    "TeamMemberKind",
    "UnusualLooks",
    "User",
    "UserManager",
]
