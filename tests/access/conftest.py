"""Users, a person, and the relationships the tests of access know."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from kinkeeper.access.glass import BREAK_GLASS
from kinkeeper.access.models import (
    Conflict,
    Restriction,
    RestrictionPermit,
    RestrictionScope,
    RoleGrant,
    User,
)
from kinkeeper.access.relationships import only
from kinkeeper.access.sections import Section
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from tests.access.worlds import ALLOCATED, KNOWN

MakeUser = Callable[..., User]
Restrict = Callable[..., Restriction]


@pytest.fixture(autouse=True)
def relationships() -> Iterator[None]:
    """Only the relationships of these tests, and the one that access itself has."""
    with only(ALLOCATED, KNOWN, BREAK_GLASS):
        yield


@pytest.fixture
def user(db: None) -> MakeUser:
    """`user("social_worker", "strategy")`: somebody with a role and sections, or with none."""

    def make(role: str = "", *sections: str) -> User:
        one = User.objects.create_user(f"user{User.objects.count()}", full_name="Sam Okoro")
        for section in ("", *sections) if role else ():
            RoleGrant.objects.create(
                user=one, role=role, section=section, started_on=date(2020, 1, 1)
            )
        return one

    return make


@pytest.fixture
def person(db: None) -> UUID:
    """Somebody with a record."""
    return Person.objects.create().id


@pytest.fixture
def restrict(user: MakeUser) -> Restrict:
    """Close a person's record, or a section of it, to all but those permitted."""
    setter = user()

    def close(person_id: UUID, *permitted: User, section: Section | None = None) -> Restriction:
        restriction = Restriction.objects.create(
            person_id=person_id,
            reason="danger",
            scope=RestrictionScope.SECTION if section else RestrictionScope.RECORD,
            section=section or "",
            review_on=today() + timedelta(days=30),
            set_by=setter,
        )
        for one in permitted:
            RestrictionPermit.objects.create(restriction=restriction, user=one, permitted_by=setter)
        return restriction

    return close


@pytest.fixture
def conflict(user: MakeUser) -> Callable[[User, UUID], Conflict]:
    """Name a conflict of interest."""
    namer = user()

    def name(one: User, person_id: UUID) -> Conflict:
        return Conflict.objects.create(
            user=one, person_id=person_id, reason="family", named_by=namer
        )

    return name


@pytest.fixture
def stranger() -> UUID:
    """The id of nobody."""
    return uuid7()
