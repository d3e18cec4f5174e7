"""A child, the worker they are allocated to, and rows as the verbs write them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kinkeeper.access.models import RoleGrant, Team, TeamMember, User
from kinkeeper.casefile.actions.notes import NoteSaid, complete_note
from kinkeeper.casefile.kinds import NoteKind
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker

BEFORE = date(2020, 1, 1)
Works = Callable[..., User]


@pytest.fixture
def works_with(granted: Callable[..., User]) -> Works:
    """`works_with(child, …, sections=…)`: a social worker in a team, to whom they are allocated."""

    def allocate(*children: Person, sections: tuple[str, ...] = ()) -> User:
        user = granted("social_worker", *sections)
        team = Team.objects.create(name=f"Team of {user}", service="Care", started_on=BEFORE)
        TeamMember.objects.create(user=user, team=team, started_on=BEFORE)
        worker = Worker.objects.create(full_name=user.full_name, user=user)
        for child in children:
            led = Allocation.objects.filter(person=child, role="lead").exists()
            facts = {"role": "co_worker" if led else "lead", "started_on": BEFORE}
            Allocation.objects.create(person=child, worker=worker, team=team, **facts)
        return user

    return allocate


@pytest.fixture
def sibling(child: Person) -> Person:
    """Another child."""
    return Person.objects.create(born_on=date(2017, 3, 3))


def open_section(user: User, section: str) -> None:
    """From now on this section of the records they reach is open to them too."""
    RoleGrant.objects.create(user=user, role="social_worker", section=section, started_on=BEFORE)


def noted(child: Person, by: User, text: str = "Seen at home.", **more: Any) -> Any:
    """A complete note."""
    said = NoteSaid(kind=more.pop("kind", NoteKind.VISIT), on=today(), text=text, **more)
    return complete_note(child=child.id, draft_id=uuid7(), said=said, version=0, by=by)


def restrict(child: Person, by: User) -> None:
    """Close the whole record to everybody who is not let in by name."""
    from datetime import timedelta

    from kinkeeper.access.models import Restriction

    later = today() + timedelta(days=30)
    facts = {"reason": "danger", "scope": "record", "review_on": later, "set_by": by}
    Restriction.objects.create(person_id=child.id, **facts)


NOBODY = UUID("00000000-0000-7000-8000-000000000000")
