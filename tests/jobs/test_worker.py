"""A worker on its own connections finds what a request has committed, and does it."""

import pytest
from django.db import connection
from procrastinate.periodic import PeriodicDeferrer

from kinkeeper.jobs import worker
from kinkeeper.returns import receiving
from kinkeeper.returns.models import LoadState
from tests.jobs.conftest import SendFiles, in_a_thread, jobs

DONE = "succeeded"
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND usename = current_user AND backend_type = 'client backend'
"""
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_found_and_done(sent: SendFiles) -> None:
    """From the request's transaction, through procrastinate, to a load; and the night's work too."""
    sent(notes_txt=b"hello")
    in_a_thread(worker.work_off)
    assert {status for _, _, status, _ in jobs()} == {DONE}
    assert LoadState.objects.latest("id").state == "refused"


def test_what_is_due_by_the_hour_is_sent_on_a_connection_that_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One left over from before, that the database has ended since, is not used again."""
    monkeypatch.setattr(PeriodicDeferrer.__init__, "__defaults__", (3601,))
    for _ in range(2):
        in_a_thread(worker.work_off)
        assert [status for _, name, status, _ in jobs() if name == "forget_old_jobs"] == [DONE]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_periodic_defers")
            cursor.execute("DELETE FROM procrastinate_jobs")
            cursor.execute(END_OTHERS)


def test_a_job_that_fails_is_marked_failed(
    sent: SendFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker goes on; the load has failed and the job says so."""
    monkeypatch.setattr(receiving, "_load", lambda *_: 1 / 0)
    sent()
    in_a_thread(worker.work_off)
    assert [name for _, name, status, _ in jobs("failed")] == ["load_received"]
    assert LoadState.objects.latest("id").state == "failed"
