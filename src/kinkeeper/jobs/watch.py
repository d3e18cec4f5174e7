"""Looks every few seconds for jobs whose process died, loads nobody will load, and the night's work.

It is part of every worker and is no job itself: a job could be what stands still.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

import structlog
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from kinkeeper.jobs import lock
from kinkeeper.jobs.tasks import MOST_ATTEMPTS, NIGHTLY, check_received, load_received
from kinkeeper.kernel.moment import LONDON, now
from kinkeeper.returns import receiving
from kinkeeper.returns.queries import unfinished
from kinkeeper.returns.run_queries import unfinished_runs
from kinkeeper.returns.running import carrying_out

_LIVE: Final = """
    SELECT DISTINCT args->>%s FROM procrastinate_jobs
    WHERE task_name = %s AND status IN ('todo', 'doing')
"""
_SKEW: Final = timedelta(minutes=1)  # the database's clock may be behind ours: at once is at once
_log: Final = structlog.get_logger(__name__)


class Watch:
    """What one worker looks after beside its jobs."""

    def __init__(self) -> None:
        self.suspects: frozenset[int] = frozenset()
        self.night: datetime | None = None

    def look(self) -> None:
        """Look once, unless another worker does so at this moment."""
        with transaction.atomic():
            if lock.alone():
                self.suspects = recover(self.suspects)
                give_up_abandoned()
                self._see_to_the_night()

    def _see_to_the_night(self) -> None:
        night = latest_night(now(), settings.NIGHTLY_AT)
        if night != self.night:
            defer_night(night)
            self.night = night


def recover(suspects: Collection[int]) -> frozenset[int]:
    """Try again, or give up, jobs found without their process twice; those found the first time.

    Twice, because a job has no lock for a moment before it begins and after it has ended.
    """
    found = lock.unheld()
    for job_id in found.keys() & set(suspects):
        attempt = found[job_id] + 1
        _log.warning("job_interrupted", job_id=job_id, attempt=attempt)
        if attempt < MOST_ATTEMPTS:
            app.job_manager.retry_job_by_id(job_id, retry_at=now() - _SKEW)
        else:
            finish = async_to_sync(app.job_manager.finish_job_by_id_async)
            finish(job_id=job_id, status=Status.FAILED, delete_job=False)
    return frozenset(found.keys() - set(suspects))


def give_up_abandoned() -> None:
    """No load and no check waits for a job that is not there."""
    waiting = list(unfinished().values_list("id", flat=True))
    for load_id in _without_a_job(waiting, "load_id", load_received.name):
        _log.error("load_abandoned", load_id=str(load_id))
        receiving.give_up(load_id)
    waiting = list(unfinished_runs().values_list("id", flat=True))
    for run_id in _without_a_job(waiting, "run_id", check_received.name):
        _log.error("check_abandoned", run_id=str(run_id))
        carrying_out.give_up(run_id)


def _without_a_job(waiting: list[UUID], argument: str, task: str) -> list[UUID]:
    if not waiting:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, [argument, task])
        live = {one for (one,) in cursor.fetchall()}
    return [one for one in waiting if str(one) not in live]


def latest_night(at: datetime, begins: time) -> datetime:
    """The last moment at or before `at` when London's clocks showed the hour the night's work begins."""
    local = at.astimezone(LONDON)
    today = datetime.combine(local.date(), begins, LONDON)
    return (
        today if today <= local else datetime.combine(today.date() - timedelta(1), begins, LONDON)
    )


def defer_night(night: datetime) -> None:
    """Defer each piece of a night's work once, however many workers there are; a missed one late."""
    timestamp = int(night.timestamp())
    for task in NIGHTLY:
        job = task.configure(task_kwargs={"timestamp": timestamp}).job
        try:
            async_to_sync(app.job_manager.defer_periodic_job)(
                job=job, periodic_id="nightly", defer_timestamp=timestamp
            )
        except AlreadyEnqueued:  # an earlier night's still waits
            _log.warning("night_not_done", kind=task.name)
