"""People to find, and a front-door worker who may know of everybody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.people.keys import refresh_keys
from kinkeeper.people.models import Person, PersonIdentifier, PersonName

AddPerson = Callable[..., Person]
AddUser = Callable[[str], User]


@pytest.fixture
def user(db: None) -> AddUser:
    """Make somebody who holds a role."""

    def make(role: str) -> User:
        one = User.objects.create_user(f"{role}-{User.objects.count()}", full_name="Sam Okoro")
        RoleGrant.objects.create(user=one, role=role, started_on=date(2020, 1, 1))
        return one

    return make


@pytest.fixture
def screener(user: AddUser) -> User:
    """Somebody at the front door, who sees the banner of everybody."""
    return user("mash_decision_maker")


@pytest.fixture
def person(db: None) -> AddPerson:
    """Store a person: names as `kind="Forename Surname"`, numbers as `nhs="..."`."""
    return stored


def stored(name: str = "", /, *, numbers: dict[str, str] | None = None, **given: Any) -> Person:
    """A stored person with a legal name, a known-as or former one, and numbers."""
    others = {kind: given.pop(kind) for kind in ("known_as", "former", "adoptive") if kind in given}
    one = Person.objects.create(**given)
    for kind, full in [("legal", name), *others.items()]:
        forename, _, surname = full.rpartition(" ")
        if full:
            PersonName.objects.create(person=one, kind=kind, forename=forename, surname=surname)
    for kind, value in (numbers or {}).items():
        PersonIdentifier.objects.create(person=one, kind=kind, value=value)
    refresh_keys([one.id])
    return one
