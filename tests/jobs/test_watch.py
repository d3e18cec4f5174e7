"""Nothing stands still because a process died, and a night's work is done once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection, transaction

from kinkeeper.jobs import lock, watch
from kinkeeper.jobs.queries import Standing, standing
from kinkeeper.jobs.tasks import NIGHTLY
from kinkeeper.kernel.moment import now
from kinkeeper.returns.models import LoadState, SentFile
from tests.jobs.conftest import SendFiles, in_a_thread, jobs

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def taken() -> int:
    """A worker takes the job that waits, and is never heard of again; the job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (procrastinate_fetch_job_v2(NULL, w)).id "
                       "FROM procrastinate_register_worker_v1() w")  # fmt: skip
        return int(cursor.fetchone()[0])


def state() -> str:
    """How the load stands."""
    return LoadState.objects.latest("id").state


def test_a_job_without_its_process_is_tried_again(sent: SendFiles) -> None:
    """Seen twice, so that one between two steps is left alone."""
    sent()
    job = taken()
    first = watch.recover(frozenset())
    assert first == frozenset({job})
    assert jobs()[0][2] == "doing"
    watch.recover(first)
    assert jobs()[0][2:] == ("todo", 1)


def test_a_job_whose_process_lives_is_left_alone(sent: SendFiles) -> None:
    """However long it takes: the lock says so, not a clock."""
    sent()
    with lock.holding(taken()):
        assert watch.recover(watch.recover(frozenset())) == frozenset()
    assert jobs()[0][2] == "doing"


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_look_at_once() -> None:
    """What one finds dead, another has not just begun again."""
    with transaction.atomic():
        assert lock.alone()
        in_a_thread(watch.Watch().look)
        assert jobs() == []


def test_one_that_dies_each_time_is_given_up(sent: SendFiles) -> None:
    """After three attempts the load has failed, and says so."""
    sent()
    for _ in range(3):
        watch.recover({taken()})
    watch.give_up_abandoned()
    assert (jobs()[0][2], state()) == ("failed", "failed")
    assert not SentFile.objects.exists()


def test_a_load_that_waits_for_no_job_has_failed(sent: SendFiles) -> None:
    """Whatever became of the job; one whose job is there waits on."""
    sent()
    watch.give_up_abandoned()
    assert state() == "waiting"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    watch.give_up_abandoned()
    assert state() == "failed"


@pytest.mark.parametrize(
    ("at", "night"),
    [
        (datetime(2026, 1, 5, 1, 59, tzinfo=UTC), datetime(2026, 1, 4, 2, tzinfo=UTC)),
        (datetime(2026, 1, 5, 2, 0, tzinfo=UTC), datetime(2026, 1, 5, 2, tzinfo=UTC)),
        (datetime(2026, 7, 5, 1, 0, tzinfo=UTC), datetime(2026, 7, 5, 1, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), datetime(2026, 10, 24, 1, tzinfo=UTC)),
    ],
    ids=["before", "on the hour", "summer", "clocks forward", "clocks back"],
)
def test_the_night_begins_by_londons_clocks(at: datetime, night: datetime) -> None:
    """Two o'clock in the morning, summer and winter."""
    assert watch.latest_night(at, time(2)) == night


def test_a_night_is_deferred_once_by_any_number_of_workers() -> None:
    """Each piece of it; the next night again."""
    for _ in range(2):
        watch.Watch().look()
    assert [name for _, name, _, _ in jobs()] == [task.name for task in NIGHTLY]
    watch.defer_night(now() + timedelta(days=1))
    assert len(jobs()) == 2 * len(NIGHTLY)


def told(since: int | None, heard: int | None) -> str:
    """What is said when the oldest job and the last word of a worker are so many seconds old."""
    ago = [None if one is None else AT - timedelta(seconds=one) for one in (since, heard)]
    return Standing(1, ago[0], ago[1], AT).words


def test_jobs_that_nobody_does_are_told() -> None:
    """Once they have waited, and no worker was heard of for some minutes."""
    assert "no worker is running" in told(60, None)
    assert "5 minutes" in told(600, 300)
    assert [told(600, 20), told(5, None), told(None, None)] == ["", "", ""]


def test_how_it_stands_is_read_from_the_jobs(sent: SendFiles) -> None:
    """A job that waits counts; one that is done does not."""
    assert standing().undone == 0
    sent()
    found = standing()
    assert (found.undone, found.heard_at) == (1, None)
    assert found.since is not None
