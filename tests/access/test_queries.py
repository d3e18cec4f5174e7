"""Who looked, what should be looked into, and names for what was recorded."""

from uuid import UUID

import pytest

from kinkeeper.access import audit, queries
from kinkeeper.access.models import User
from kinkeeper.kernel.errors import NotAllowed
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate


@pytest.fixture
def worker(user: MakeUser, person: UUID) -> User:
    """A social worker allocated to the person."""
    one = user("social_worker")
    allocate(one, person)
    return one


def test_the_access_log_says_who_looked_latest_first(
    worker: User, user: MakeUser, person: UUID, stranger: UUID
) -> None:
    """Every look at this record and at no other, with the page and the full name."""
    director = user("director")
    audit.read(by=worker, person_id=person, page="story")
    audit.read(by=director, person_id=person, page="family")
    audit.read(by=director, person_id=stranger, page="story")
    looks = queries.access_log(worker, person)
    assert [(look.username, look.page) for look in looks] == [
        (director.username, "family"),
        (worker.username, "story"),
    ]
    assert looks[0].full_name == "Sam Okoro"


def test_the_access_log_goes_on_from_a_line(worker: User, person: UUID) -> None:
    """A long log is read page by page."""
    for page in ("a", "b", "c"):
        audit.read(by=worker, person_id=person, page=page)
    first = queries.access_log(worker, person, limit=2)
    rest = queries.access_log(worker, person, limit=2, before=first[-1].id)
    assert [look.page for look in (*first, *rest)] == ["c", "b", "a"]


def test_the_access_log_is_part_of_the_record(user: MakeUser, person: UUID) -> None:
    """Who may not see the record may not see who looked at it."""
    with pytest.raises(NotAllowed):
        queries.access_log(user("social_worker"), person)


def test_alerts_are_for_those_who_oversee(user: MakeUser) -> None:
    """An alert is shown to information governance and to nobody else."""
    audit.record(by=audit.NOBODY, verb="password_spray")
    assert len(queries.alerts(user("information_governance_officer"))) == 1
    with pytest.raises(NotAllowed):
        queries.alerts(user("director"))


def test_names_are_looked_up_together(worker: User, stranger: UUID) -> None:
    """Unknown and absent users are simply not named."""
    assert queries.names([worker.id, stranger, None]) == {worker.id: "Sam Okoro"}
