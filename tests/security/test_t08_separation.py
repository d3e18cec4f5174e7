"""T08: nobody decides for themselves, in the action and by plain SQL."""

from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from kinkeeper.access import actions
from kinkeeper.access.models import RoleGrant, User
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.ids import uuid7
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate


def test_nobody_grants_to_themselves_by_action(user: MakeUser) -> None:
    """The administrator asks another."""
    admin = user("system_administrator")
    with pytest.raises(Refused):
        actions.grant_role(user=admin, role="director", by=admin)


def test_nobody_grants_to_themselves_by_sql(user: MakeUser) -> None:
    """Whoever reaches the table meets the constraint."""
    one = user()
    with pytest.raises(IntegrityError, match="never_to_oneself"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_rolegrant (id, user_id, role, section, started_on, recorded_at,"
            " recorded_by) VALUES (%s, %s, 'director', '', current_date, now(), %s)",
            [uuid7(), one.pk, one.pk],
        )


def test_a_grant_cannot_be_turned_into_ones_own(user: MakeUser) -> None:
    """Nor is a grant to another renamed to oneself afterwards."""
    admin, other = user("system_administrator"), user()
    grant = actions.grant_role(user=other, role="director", by=admin)
    with pytest.raises(ProgrammingError, match="never rewritten"):
        RoleGrant.objects.filter(pk=grant.pk).update(user=admin)


def test_nobody_names_their_own_conflict_by_sql(user: MakeUser, person: UUID) -> None:
    """A conflict is named by another."""
    one = user("team_manager")
    allocate(one, person)
    with pytest.raises(IntegrityError, match="named_by_another"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_conflict (id, user_id, person_id, reason, named_by_id, named_on,"
            " recorded_at) VALUES (%s, %s, %s, 'family', %s, current_date, now())",
            [uuid7(), one.pk, person, one.pk],
        )


def test_a_user_renamed_is_the_same_user(user: MakeUser) -> None:
    """Separation follows the person, not the name they go by."""
    admin = user("system_administrator")
    User.objects.filter(pk=admin.pk).update(username="another.name")
    with pytest.raises(Refused):
        actions.grant_role(user=User.objects.get(pk=admin.pk), role="director", by=admin)
