"""A worker on its own connections finds what a request has committed, and does it."""

import pytest

from kinkeeper.jobs import worker
from kinkeeper.returns import receiving
from kinkeeper.returns.models import LoadState
from tests.jobs.conftest import SendFiles, in_a_thread, jobs

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_found_and_done(sent: SendFiles) -> None:
    """From the request's transaction, through procrastinate, to a load; and the night's work too."""
    sent(notes_txt=b"hello")
    in_a_thread(worker.work_off)
    assert {status for _, _, status, _ in jobs()} == {"succeeded"}
    assert LoadState.objects.latest("id").state == "refused"


def test_a_job_that_fails_is_marked_failed(
    sent: SendFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker goes on; the load has failed and the job says so."""
    monkeypatch.setattr(receiving, "_load", lambda *_: 1 / 0)
    sent()
    in_a_thread(worker.work_off)
    assert [name for _, name, status, _ in jobs("failed")] == ["load_received"]
    assert LoadState.objects.latest("id").state == "failed"
