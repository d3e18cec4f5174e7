"""T06: a right taken away is gone at the next request of an open session."""

from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access import actions
from kinkeeper.access.models import RoleGrant, TeamMember, User
from tests.access.conftest import MakeUser, Restrict
from tests.access.worlds import allocate
from tests.security.conftest import SignIn


@pytest.fixture
def reading(sam: User, sign_in: SignIn, client: Client, person: UUID) -> str:
    """Sam, an allocated social worker, with the record open; its address."""
    RoleGrant.objects.create(user=sam, role="social_worker")
    allocate(sam, person)
    sign_in()
    address = f"/child/{person}/"
    assert client.get(address).status_code == 200
    return address


def test_an_allocation_ended(reading: str, client: Client, user: MakeUser) -> None:
    """The record is not there any more."""
    actions.end_place(member=TeamMember.objects.get(), by=user("workforce_lead"))
    assert client.get(reading).status_code == 404


def test_a_role_ended(reading: str, client: Client, sam: User, user: MakeUser) -> None:
    """Signed in still, but holding nothing."""
    grant = RoleGrant.objects.get(user=sam)
    actions.end_grant(grant=grant, by=user("system_administrator"))
    assert client.get(reading).status_code == 404
    assert client.get("/").json() == {"who": "sam", "roles": []}


def test_a_user_disabled(reading: str, client: Client, sam: User, user: MakeUser) -> None:
    """Signed out, in every browser, and not to be signed in again."""
    actions.disable_user(user=sam, by=user("system_administrator"))
    assert client.get(reading).status_code == 302
    User.objects.filter(pk=sam.pk).update(is_active=True)
    assert client.get(reading).status_code == 302


def test_a_record_restricted(
    reading: str, client: Client, person: UUID, restrict: Restrict
) -> None:
    """Closed while it is open in front of them."""
    restrict(person)
    assert client.get(reading).status_code == 404
