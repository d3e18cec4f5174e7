"""Whoever tries a record that is closed to them is told nothing, and the audit is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinkeeper.access.models import AuditEntry, Conflict, Restriction, RestrictionPermit, User
from kinkeeper.access.permissions import Permission
from kinkeeper.duties.models import Duty
from kinkeeper.kernel.moment import today
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-7000-8000-000000000000"
PAGES = (
    *(
        "child",
        "child-details",
        "child-work",
        "child-care",
        "child-access",
        "child-returns",
        "known",
    ),
    *("break-glass", "restrict", "conflict", "output-new", "output-exception"),
)
Deny = Callable[[str, UUID], None]


@pytest.fixture
def in_conflict() -> Deny:
    """Name a conflict of interest between a user and a child."""

    def name(username: str, subject: UUID) -> None:
        one = User.objects.get(username=username)
        namer = User.objects.create_user("namer", full_name="Na Mer")
        Conflict.objects.create(user=one, person_id=subject, reason="family", named_by=namer)

    return name


@pytest.fixture
def restricted(child: ChildId) -> UUID:
    """A child whose whole record is closed to all who were not let in."""
    subject, setter = child("C000000003"), User.objects.create_user("setter", full_name="Set Ter")
    later = today() + timedelta(days=30)
    facts = {"reason": "danger", "scope": "record", "review_on": later, "set_by": setter}
    Restriction.objects.create(person_id=subject, **facts)
    return subject


@pytest.mark.parametrize("page", PAGES)
def test_a_conflict_is_the_404_of_nobody_and_an_alert(
    page: str, child: ChildId, signed_in: SignIn, in_conflict: Deny
) -> None:
    """On every page of the record: the same body, and the attempt in the audit."""
    subject = child("C000000003")
    client = signed_in("social_worker", works_with=subject)
    in_conflict("social_worker", subject)
    hidden, unknown = (client.get(reverse(page, args=[one])) for one in (subject, NOBODY))
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    told = AuditEntry.objects.filter(person_id=subject, actor="social_worker")
    assert [entry.verb for entry in told] == ["refused_conflict"]


def test_a_duty_past_a_conflict_is_an_alert(
    child: ChildId, signed_in: SignIn, in_conflict: Deny
) -> None:
    """The page of a duty is as closed as the record, and tells as much."""
    subject = child("C000000003")
    client = signed_in("social_worker", works_with=subject)
    in_conflict("social_worker", subject)
    duty = Duty.objects.filter(person_id=subject)[0]
    hidden, unknown = (client.get(f"/duties/{one}/") for one in (duty.id, NOBODY))
    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    assert AuditEntry.objects.filter(verb="refused_conflict", person_id=subject).count() == 1


def test_a_restricted_record_is_refused_in_the_audit(restricted: UUID, signed_in: SignIn) -> None:
    """No alert, for nobody is in conflict; but whoever reads the log sees who tried."""
    assert signed_in("director").get(f"/children/{restricted}/").status_code == 404
    entry = AuditEntry.objects.get(person_id=restricted, actor="director")
    assert (entry.verb, entry.details) == ("refused", {"permission": Permission.SEE_EXISTS.value})


def test_whoever_is_let_in_is_told_that_it_is_restricted(
    restricted: UUID, signed_in: SignIn
) -> None:
    """Why, and until when; a record that nothing closes says no such word."""
    client, one = signed_in("director"), User.objects.get(username="director")
    restriction = Restriction.objects.get(person_id=restricted)
    RestrictionPermit.objects.create(restriction=restriction, user=one, permitted_by=one)
    page = " ".join(client.get(f"/children/{restricted}/").content.decode().split())
    assert "Restricted record: somebody would be in danger if found." in page
    Restriction.objects.update(lifted_on=today(), lifted_by=one)
    assert "Restricted record" not in client.get(f"/children/{restricted}/").content.decode()


def test_hidden_and_unknown_are_as_much_work(restricted: UUID, signed_in: SignIn) -> None:
    """The database is asked as often for a closed record, or a duty of it, as for none."""
    client, duty = signed_in("director"), Duty.objects.filter(person_id=restricted)[0].id
    for address, hidden in (("/children/{}/", restricted), ("/duties/{}/", duty)):
        assert _questions(client, address, hidden) == _questions(client, address, NOBODY)


def test_an_access_log_that_is_not_ones_to_read_is_refused(
    child: ChildId, signed_in: SignIn
) -> None:
    """The audit says that it was refused, and never that it was read."""
    subject = child("C000000003")
    client = signed_in("performance_analyst")
    assert client.get(reverse("child-access", args=[subject])).status_code == 404
    entry = AuditEntry.objects.get(person_id=subject, actor="performance_analyst")
    assert (entry.verb, entry.details["permission"]) == ("refused", "person.see_access_log")


def _questions(client: Client, address: str, thing: UUID | str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address.format(thing)).status_code == 404
    return len(asked)
