"""T05: a worker named in a conflict of interest meets a closed door on every way in."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access import actions, queries
from kinkeeper.access.lookup import get_or_404
from kinkeeper.access.models import AuditEntry, Conflict, ConflictReason, RoleGrant, User
from kinkeeper.access.outputs import Document, Part, To
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import Recipient, RestrictionReason
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import may, visible
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate, open_glass

PERSONAL = [permission for permission in Permission if permission.personal]


@pytest.mark.parametrize("role", [name for name, role in ROLES.items() if not role.aggregate])
def test_no_role_opens_it(
    user: MakeUser, person: UUID, conflict: Callable[[User, UUID], Conflict], role: str
) -> None:
    """Whatever the role, allocated, opened in an emergency, with every section: not one row."""
    one = user(role, *ROLES[role].may_hold)
    allocate(one, person)
    open_glass(one, person)
    conflict(one, person)
    assert not [what for what in PERSONAL if may(one, what, person)]
    assert not any(visible(one, what, Person.objects.all()).exists() for what in PERSONAL)


@pytest.fixture
def kept_out(
    sam: User, client: Client, person: UUID, conflict: Callable[[User, UUID], Conflict]
) -> Client:
    """Sam's browser: a director, signed in, and in conflict with the person."""
    RoleGrant.objects.create(user=sam, role="director")
    conflict(sam, person)
    client.force_login(sam, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_page_a_lookup_and_an_action_are_refused_and_told(
    sam: User, kept_out: Client, person: UUID, user: MakeUser
) -> None:
    """Each attempt is an alert that information governance reads."""
    assert kept_out.get(f"/child/{person}/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.name_conflict(person_id=person, user=user(), reason=ConflictReason.FRIEND, by=sam)
    told = queries.alerts(user("information_governance_officer"))
    assert [(look.username, look.verb) for look in told] == [("sam", "refused_conflict")] * 2


def test_the_page_is_that_of_nobody(kept_out: Client, person: UUID, stranger: UUID) -> None:
    """The answer to a hidden record is, letter for letter, the answer to none."""
    hidden, unknown = (kept_out.get(f"/child/{one}/") for one in (person, stranger))
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(str(person).encode(), b"") == unknown.content.replace(
        str(stranger).encode(), b""
    )


def test_a_colleague_without_conflict_is_no_alert(user: MakeUser, person: UUID) -> None:
    """A plain 404 disturbs nobody."""
    with pytest.raises(Exception, match="nothing here"):
        get_or_404(user("social_worker"), Permission.SEE_RECORD, Person.objects.all(), person)
    assert not AuditEntry.objects.exists()


WAYS: dict[str, Callable[..., object]] = {
    "an emergency": lambda one, person: actions.break_glass(
        person_id=person, reason="harm_now", why="x" * 30, by=one
    ),
    "letting oneself in": lambda one, person: actions.restrict(
        person_id=person,
        reason=RestrictionReason.COURT,
        permitted=[one],
        review_on=today() + timedelta(days=9),
        by=one,
    ),
    "a document": lambda one, person: actions.make_output(
        person_id=person,
        what="summary",
        to=To(Recipient.OWN_FILE),
        purpose="x",
        document=Document("T", [Part("P", [])]),
        by=one,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_manager_in_conflict_is_refused_each_way_and_told(
    user: MakeUser, person: UUID, conflict: Callable[[User, UUID], Conflict], way: str
) -> None:
    """Whatever they try, with the child in their own team: the refusal is an alert."""
    one = user("team_manager")
    allocate(one, person)
    conflict(one, person)
    with pytest.raises(NotAllowed):
        WAYS[way](one, person)
    (told,) = queries.alerts(user("information_governance_officer"))
    assert (told.username, told.verb) == (one.username, "refused_conflict")
