"""The invented people of a demonstration, made as users: a person to sign in as for each role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rich.progress import Progress

from kinkeeper.access.invented import PEOPLE

if TYPE_CHECKING:
    from kinkeeper.access.who import Who


def users(
    by: Who, teams: dict[str, Any], password: str, progress: Progress, *, since: date
) -> Iterator[tuple[str, Any]]:
    """Each role and the user made for it, in their team of that name, with rights since a date."""
    from kinkeeper.access.actions import add_user, grant_role, open_section, place
    from kinkeeper.access.sections import named

    for person in progress.track(PEOPLE, description="People to sign in as"):
        user = add_user(
            username=person.username, full_name=person.full_name, by=by, password=password
        )
        grant_role(user=user, role=person.role, by=by, from_on=since)
        for section in person.opens:
            open_section(user=user, role=person.role, section=named(section), by=by)
        if person.team:
            kind = "manager" if person.manages else "member"
            place(user=user, team=teams[person.team], by=by, kind=kind, from_on=since)
        yield person.role, user


def number(place: int) -> str:
    """What a return gives for the registration of an invented worker, who has none."""
    return f"XXINVENTED{place:02d}"


def worker(by: Who, users: dict[str, Any], role: str) -> UUID:
    """The worker whom the user of a role is, made and tied to them."""
    from kinkeeper.workforce.actions import add_worker, link_user

    place = [person.role for person in PEOPLE].index(role)
    worker = add_worker(full_name=users[role].full_name, swe_number=number(place), by=by)
    return link_user(worker=worker, user=users[role].id, by=by).id
