"""T07: nobody is somebody else because a request says so."""

from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access import actions
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.kernel.moment import now
from tests.access.conftest import MakeUser
from tests.security.conftest import SignIn

PLANTED = {"by": "boss", "recorded_by": "boss", "created_by": "boss", "X-User": "boss"}


def test_the_session_says_who_and_nothing_else_does(
    sam: User, sign_in: SignIn, client: Client, user: MakeUser
) -> None:
    """Headers and parameters that name another are not read."""
    sign_in()
    answer = client.get("/", PLANTED, headers={"X-User": "boss", "Remote-User": "boss"})
    assert answer.json()["who"] == "sam"


def test_a_planted_actor_signs_in_as_nobody(db: None, client: Client, user: MakeUser) -> None:
    """A header of a proxy we do not have opens nothing."""
    boss = user("director")
    answer = client.get("/", headers={"Remote-User": boss.username}, REMOTE_USER=boss.username)
    assert answer.status_code == 302


def test_the_audit_names_who_acted_at_the_moment_it_was(user: MakeUser) -> None:
    """The actor and the time are ours: an action has no argument for either."""
    admin, before = user("system_administrator"), now()
    actions.add_user(username="new", full_name="New", by=admin)
    entry = AuditEntry.objects.get()
    assert entry.actor_id == admin.pk
    assert before <= entry.at <= now()


def test_an_action_takes_no_field_it_did_not_name(user: MakeUser) -> None:
    """What a form adds to an action is an error, never a column."""
    with pytest.raises(TypeError):
        actions.add_user(  # type: ignore[call-arg]
            username="new", full_name="New", by=user("system_administrator"), is_service=True
        )
    assert not User.objects.filter(username="new").exists()


def test_an_asker_must_be_a_user(db: None, person: UUID) -> None:
    """A name is not an actor."""
    with pytest.raises((AttributeError, TypeError)):
        actions.add_user(username="new", full_name="New", by="boss")  # type: ignore[arg-type]
