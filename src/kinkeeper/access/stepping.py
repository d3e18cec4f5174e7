"""Stepping from one invented person to another, in a demonstration alone."""

from __future__ import annotations

from django.conf import settings

from kinkeeper.access.invented import PASSWORD, PEOPLE, Person
from kinkeeper.access.models import User
from kinkeeper.access.queries import opened_by


def to_step_into(username: str) -> User | None:
    """The invented person of this name, where stepping in is let: in a demonstration, and only
    while the published password opens them. Where real files were loaded it never does.
    """
    invented = {person.username for person in PEOPLE}
    if settings.PRODUCTION or username not in invented or not any(opened_by(PASSWORD, [username])):
        return None
    return User.objects.get(username=username)


def all_present() -> tuple[Person, ...]:
    """Those of the invented people who are there, in the order of the roles; none in production."""
    if settings.PRODUCTION:
        return ()
    names = [person.username for person in PEOPLE]
    there = User.objects.filter(is_active=True, username__in=names)
    present = set(there.values_list("username", flat=True))
    return tuple(person for person in PEOPLE if person.username in present)
