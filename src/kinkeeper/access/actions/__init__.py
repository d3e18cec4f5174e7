"""The verbs of access: the only writer of its tables."""

from kinkeeper.access.actions.against import (
    end_permit,
    lift_restriction,
    name_conflict,
    override_restriction,
    permit,
    restrict,
)
from kinkeeper.access.actions.looks import answer_looks
from kinkeeper.access.actions.teams import add_team, end_place, end_team, place
from kinkeeper.access.actions.users import (
    add_service,
    add_user,
    disable_user,
    end_grant,
    end_sessions,
    grant_role,
    open_section,
    set_password,
)

__all__ = [
    "add_service",
    "add_team",
    "add_user",
    "answer_looks",
    "disable_user",
    "end_grant",
    "end_permit",
    "end_place",
    "end_sessions",
    "end_team",
    "grant_role",
    "lift_restriction",
    "name_conflict",
    "open_section",
    "override_restriction",
    "permit",
    "place",
    "restrict",
    "set_password",
]
