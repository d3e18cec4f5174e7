"""Two who save the same child at one moment: the second waits, and the duties are those of both."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from kinkeeper.chronology.save import save
from kinkeeper.duties import turns
from kinkeeper.duties.models import Duty
from kinkeeper.duties.refresh import refresh_everybody, refresh_people
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
BY = SimpleNamespace(id=uuid7())
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""


def child() -> Person:
    """A child whom no transaction under way has touched."""
    return Person.objects.create(kind="child", born_on=date(2010, 5, 1))


def refer(person: Person, on: date) -> None:
    save(HelpEpisode(person=person, level="cin", referred_on=on), by=BY)


def patience() -> None:
    """Nobody waits for ever in a test."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")


def apart(work: Callable[[], object]) -> None:
    """The work in a transaction and on a connection of its own."""
    try:
        patience()
        with transaction.atomic():
            work()
    finally:
        connection.close()


def waits(other: "Future[None]") -> bool:
    """Whether the other comes to wait for its turn, before it ends."""
    while not other.done():
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone() != (0,):
                return True
        time.sleep(0.02)
    return False


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    """Somebody else at work at the same moment; neither waits for ever."""
    patience()
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_two_who_save_one_child_take_turns(beside: ThreadPoolExecutor) -> None:
    """The second waits for the first, and then counts what the first saved as well."""
    person = child()
    with transaction.atomic():
        refer(person, date(2014, 3, 3))
        other = beside.submit(apart, lambda: refer(person, date(2015, 3, 3)))
        assert waits(other)
    other.result(timeout=90)
    assert Duty.objects.filter(clock="assessment_complete").count() == 2
    done = refresh_everybody()
    assert (done.added, done.changed, done.removed) == (0, 0, 0)


def test_two_who_correct_one_duty_take_turns(beside: ThreadPoolExecutor) -> None:
    """Both take out the stored duty and write it anew, one after the other: it stands once."""
    person = child()
    refer(person, date(2014, 3, 3))
    Duty.objects.update(due_on=date(2020, 1, 1))
    with transaction.atomic():
        refresh_people([str(person.id)])
        other = beside.submit(apart, lambda: refresh_people([str(person.id)]))
        assert waits(other)
    other.result(timeout=90)
    assert Duty.objects.get(clock="assessment_complete").due_on == date(2014, 5, 8)


def test_two_who_save_different_children_do_not_wait(beside: ThreadPoolExecutor) -> None:
    """A turn is taken of one child, not of the table."""
    first, second = child(), child()
    with transaction.atomic():
        turns.take([str(first.id)])
        beside.submit(apart, lambda: turns.take([str(second.id)])).result(timeout=90)


@pytest.mark.parametrize("everybody_first", [True, False])
def test_everybody_waits_for_each(beside: ThreadPoolExecutor, *, everybody_first: bool) -> None:
    """A full refresh and the refresh of a child wait for each other, whichever came first."""
    one = [str(child().id)]
    first, second = (None, one) if everybody_first else (one, None)
    with transaction.atomic():
        turns.take(first)
        other = beside.submit(apart, lambda: turns.take(second))
        assert waits(other)
    other.result(timeout=90)


def test_a_merged_child_waits_for_who_they_are_now(beside: ThreadPoolExecutor) -> None:
    """The duties of both are those of the one kept."""
    keep, drop = child(), child()
    Person.objects.filter(id=drop.id).update(merged_into=keep)
    with transaction.atomic():
        turns.take([str(drop.id)])
        other = beside.submit(apart, lambda: turns.take([str(keep.id)]))
        assert waits(other)
    other.result(timeout=90)


def test_people_are_taken_in_one_order(beside: ThreadPoolExecutor) -> None:
    """Two who work on the same people, named in opposite orders, never wait for each other."""
    people = [str(child().id) for _ in range(40)]
    with transaction.atomic():
        turns.take(people[:1])
        other = beside.submit(apart, lambda: turns.take(people[::-1]))
        assert waits(other)
        turns.take(people)
    other.result(timeout=90)
