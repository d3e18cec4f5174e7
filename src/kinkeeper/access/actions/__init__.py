"""The verbs of access: the only writer of its tables."""

from kinkeeper.access.actions.against import (
    end_permit,
    extend_restriction,
    lift_restriction,
    name_conflict,
    override_restriction,
    permit,
    renew_restriction,
    restrict,
)
from kinkeeper.access.actions.glass import break_glass, review_break_glass
from kinkeeper.access.actions.looks import answer_looks
from kinkeeper.access.actions.outputs import allow_protected, check_output, make_output
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
    "allow_protected",
    "answer_looks",
    "break_glass",
    "check_output",
    "disable_user",
    "end_grant",
    "end_permit",
    "end_place",
    "end_sessions",
    "end_team",
    "extend_restriction",
    "grant_role",
    "lift_restriction",
    "make_output",
    "name_conflict",
    "open_section",
    "override_restriction",
    "permit",
    "place",
    "renew_restriction",
    "restrict",
    "review_break_glass",
    "set_password",
]
