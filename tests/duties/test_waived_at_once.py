"""One duty waived by many presses at one moment: it is kept once, and the others are told so."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection

from kinkeeper.access.models import AuditEntry, User
from kinkeeper.care.models import CarePeriod
from kinkeeper.chronology.save import save
from kinkeeper.duties.actions import waive
from kinkeeper.duties.models import Duty, Waiver
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db(transaction=True)
BY = SimpleNamespace(id=uuid7())
TODAY, CAME = date(2026, 11, 23), date(2026, 11, 9)
PRESSES = 5


@pytest.fixture
def officer(granted: Callable[..., User]) -> Iterator[User]:
    """The reviewing officer of a child two weeks in care."""
    with moment.held(TODAY):
        child = Person(kind="child", born_on=date(2014, 5, 1))
        save(child, by=BY)
        save(CarePeriod(person=child, started_on=CAME, start_known=True), by=BY)
        one = granted("reviewing_officer")
        worker = Worker.objects.create(full_name="Officer", user=one)
        Allocation.objects.create(person=child, worker=worker, role="iro", started_on=CAME)
        refresh_everybody()  # as every night: it is known which checks can be run
        yield one


def press(duty: Duty, officer: User, together: Barrier) -> str:
    """One press, on a connection of its own; what the others are told."""
    try:
        together.wait(timeout=60)
        waive(duty=duty, on=TODAY, until=date(2026, 12, 11), why="Health report.", by=officer)
    except Refused as refused:
        return refused.message
    finally:
        connection.close()
    return "done"


def test_of_many_presses_one_is_kept(officer: User) -> None:
    """Each reads the duty as the one before left it: no error of the database, and one audit entry."""
    duty, together = Duty.objects.get(clock="review_first"), Barrier(PRESSES)
    with ThreadPoolExecutor(PRESSES) as pool:
        told = list(pool.map(lambda _: press(duty, officer, together), range(PRESSES)))
    assert sorted(told) == [*["This duty is waived already."] * (PRESSES - 1), "done"]
    assert Waiver.objects.count() == AuditEntry.objects.filter(verb="duties.waive").count() == 1
