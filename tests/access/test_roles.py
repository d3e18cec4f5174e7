"""The roles are plain data that says in English what it grants."""

import pytest

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import roles_in_words
from kinkeeper.access.role import Reach, Role
from kinkeeper.access.roles import ROLES
from kinkeeper.access.sections import Section

SEES_NO_CHILD = (
    "workforce_lead",
    "scrutiny_member",
    "governor_services_officer",
    "whistleblowing_officer",
    "system_administrator",
)
NARRATIVE = "performance_analyst finance_partner information_governance_officer service_account"


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_a_role_describes_itself(role: Role) -> None:
    """A title and whole sentences, for the person who grants it."""
    assert role.title
    assert role.description.endswith(".")
    assert role.permits


@pytest.mark.parametrize("name", SEES_NO_CHILD)
def test_roles_that_need_no_child_reach_none(name: str) -> None:
    """They hold no permission about a person, at any depth."""
    role = ROLES[name]
    assert role.reach is Reach.AGGREGATE
    assert not any(permission.personal for permission in role.permits)


@pytest.mark.parametrize("name", [*SEES_NO_CHILD, *NARRATIVE.split(), "partner"])
def test_roles_without_narrative(name: str) -> None:
    """Coded data, aggregates, logs and programs need no narrative."""
    assert Permission.SEE_NARRATIVE not in ROLES[name].permits


def test_only_the_director_and_coded_data_reach_every_record() -> None:
    """Who sees every record is a short list, and each on it is there for a reason."""
    everyone = {name for name, role in ROLES.items() if role.everyone is Depth.RECORD}
    assert everyone == {"director", "performance_analyst", "finance_partner", "service_account"}


def test_partners_never_hold_adoption_or_allegations_or_search() -> None:
    """What partners see is what was shared with them."""
    partner = ROLES["partner"]
    assert not partner.may_hold
    assert Permission.SEARCH_PEOPLE not in partner.permits


def test_whoever_reviews_neither_allocates_nor_records_casework() -> None:
    """The reviewing officer stands outside the line."""
    officer = ROLES["reviewing_officer"].permits
    assert Permission.RECORD_REVIEW in officer
    assert not officer & {Permission.ALLOCATE, Permission.RECORD_ASSESSMENT}


def test_nobody_else_manages_users() -> None:
    """One role adds users and grants roles, and it sees no child."""
    assert [n for n, r in ROLES.items() if Permission.MANAGE_USERS in r.permits] == [
        "system_administrator"
    ]


def test_a_role_cannot_carry_a_section_or_hide_a_reach() -> None:
    """A mistaken role fails when it is declared."""
    with pytest.raises(ValueError, match="its own grant"):
        Role("a", "A", "A.", frozenset({Permission.SEE_STRATEGY}), related=Depth.RECORD)
    with pytest.raises(ValueError, match="reaches nobody"):
        Role("a", "A", "A.", frozenset({Permission.SEE_RECORD}), aggregate=True)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_held_by_somebody(permission: Permission) -> None:
    """A permission nobody can hold is a door without a key."""
    if permission.section:
        assert any(permission.section in role.may_hold for role in ROLES.values())
    else:
        assert any(permission in role.permits for role in ROLES.values())


def test_every_section_is_opened_by_one_permission() -> None:
    """No section can be granted that opens nothing."""
    assert sorted(p.section for p in Permission if p.section) == sorted(Section)


def test_the_roles_are_printed_in_words() -> None:
    """The page of roles is made from the roles themselves."""
    printed = {role["title"]: role for role in roles_in_words()}
    assert printed["Social worker"]["reach"] == "relationship"
    assert "record" in printed["Social worker"]["permits"]["assessment"]
