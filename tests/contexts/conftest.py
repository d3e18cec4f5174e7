"""A context, who keeps it, and children who are and are not the reader's to see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kinkeeper.access.models import User
from kinkeeper.contexts.actions import Named, open_context
from kinkeeper.contexts.kinds import ContextKind
from kinkeeper.contexts.models import Context
from kinkeeper.kernel.moment import today
from kinkeeper.people.actions import add_person
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker

Make = Callable[..., Any]
WHY = "Seen there on three evenings."
NAMED = Named(
    name="The yard", kind=ContextKind.PLACE, on=date(2025, 1, 6), reason="Gathers after dark."
)


@pytest.fixture
def manager(granted: Make, make: Make) -> User:
    """A team manager who is with some children."""
    user: User = granted("team_manager")
    make(Worker, full_name=user.full_name, user=user)
    return user


@pytest.fixture
def context(manager: User) -> Context:
    """A place that is worked with."""
    return open_context(named=NAMED, by=manager)


@pytest.fixture
def known(make: Make, manager: User) -> Callable[..., Person]:
    """`known(surname, worker=…)`: a child of that name, with that worker."""

    def person(surname: str, *, worker: Worker) -> Person:
        born = date(2012, 5, 5)
        child = add_person(forename="Ada", surname=surname, born_on=born, by=manager)
        since = today() - timedelta(days=100)
        make(Allocation, person=child, worker=worker, role="lead", started_on=since)
        return child

    return person
