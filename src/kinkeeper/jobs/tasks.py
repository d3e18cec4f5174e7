"""The work there is: loads that were sent, what is done at night, and tidying."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kinkeeper.access.partitions import keep_years
from kinkeeper.access.services import operator
from kinkeeper.access.watching import watch
from kinkeeper.casefile.watching import check_waiting, tell_overdue
from kinkeeper.chronology.backfill import backfill
from kinkeeper.court.lapsing import tell_lapsing
from kinkeeper.duties.refresh import refresh_everybody
from kinkeeper.frontdoor.closed import tell_of_closed
from kinkeeper.kernel.moment import LONDON, today
from kinkeeper.measures.refresh import refresh_measures
from kinkeeper.partners.forgetting import forget
from kinkeeper.returns import receiving
from kinkeeper.returns.running import carrying_out

MOST_ATTEMPTS: Final = 3
LOADS: Final = "loads"  # one after another, as they were sent
CHECKS: Final = "checks"  # likewise: a large return takes memory
NIGHT: Final = "night"
_AGAIN: Final = RetryStrategy(
    max_attempts=MOST_ATTEMPTS, wait=10, retry_exceptions={OperationalError, InterfaceError}
)
_log: Final = structlog.get_logger(__name__)


@app.task(name="load_received", lock=LOADS, retry=_AGAIN)
def load_received(load_id: str) -> None:
    """Load the files that were sent under this id."""
    try:
        ended = receiving.load_received(UUID(load_id))
    except (OperationalError, InterfaceError):
        raise  # the database went away: tried again, and given up by the watch in the end
    except Exception:
        receiving.give_up(UUID(load_id))
        raise
    _log.info("load_ended", load_id=load_id, kind=ended)
    if ended == "loaded":
        _figures()


@app.task(name="check_received", lock=CHECKS, retry=_AGAIN)
def check_received(run_id: str) -> None:
    """Check the return that was sent under this id."""
    try:
        ended = carrying_out.carry_out(UUID(run_id))
    except (OperationalError, InterfaceError):
        raise  # as of a load
    except Exception:
        carrying_out.give_up(UUID(run_id))
        raise
    _log.info("check_ended", run_id=run_id, kind=ended)


@app.task(name="refresh_duties", lock=NIGHT, retry=_AGAIN)
def refresh_duties(timestamp: int) -> None:  # noqa: ARG001
    """Work out everybody's duties anew, and say what differed from those kept up one by one."""
    told = backfill(by=operator())
    _log.info("untold_events_recorded", count=sum(told.values()))
    done = refresh_everybody()
    _log.info(
        "duties_refreshed",
        count=done.duties,
        added=done.added,
        changed=done.changed,
        removed=done.removed,
        kind="rules changed" if done.rules_changed else "same rules",
    )


@app.task(name="ready_years", lock=NIGHT, retry=_AGAIN)
def ready_years(timestamp: int) -> None:  # noqa: ARG001
    """Make room for the years ahead in the tables kept by year."""
    _log.info("years_ready", new=keep_years())


@app.task(name="refresh_figures", lock=NIGHT, retry=_AGAIN)
def refresh_figures(timestamp: int) -> None:  # noqa: ARG001
    """Work out the figures of the overview anew, after the duties they stand on."""
    _figures()


def _figures() -> None:
    _log.info("figures_refreshed", count=refresh_measures().values)


@app.task(name="watch_looks", lock=NIGHT, retry=_AGAIN)
def watch_looks(timestamp: int) -> None:
    """Find what was unusual about who looked at whose record, the day before."""
    night = datetime.fromtimestamp(timestamp, LONDON).date()
    _log.info("looks_watched", count=watch(on=night - timedelta(days=1), by=operator()))


@app.task(name="tell_overdue_warnings", lock=NIGHT, retry=_AGAIN)
def tell_overdue_warnings(timestamp: int) -> None:  # noqa: ARG001
    """Tell workers of the warnings that were to be looked at again before today."""
    _log.info("warnings_told", count=tell_overdue(on=today(), by=operator()))


@app.task(name="tell_lapsing_orders", lock=NIGHT, retry=_AGAIN)
def tell_lapsing_orders(timestamp: int) -> None:  # noqa: ARG001
    """Tell workers and teams of orders about children that are about to end."""
    _log.info("orders_told", count=tell_lapsing(on=today(), by=operator()))


# Every five minutes: a document is held back for as long as the scanner cannot answer.
@app.periodic(cron="*/5 * * * *")
@app.task(name="check_documents", lock="check_documents", queueing_lock="check_documents")
def check_documents(timestamp: int) -> None:  # noqa: ARG001
    """Ask the scanner for viruses about documents it has not answered for yet."""
    _log.info("documents_checked", count=check_waiting(by=operator()))


# Every five minutes: whoever restricts a record, or names a tie, does not know what waits.
@app.periodic(cron="2-59/5 * * * *")
@app.task(name="tell_of_closed", lock="tell_of_closed", queueing_lock="tell_of_closed")
def tell_of_closed_contacts(timestamp: int) -> None:  # noqa: ARG001
    """Tell who may open them of contacts that no decision-maker at the front door may open."""
    _log.info("closed_contacts", count=tell_of_closed(by=operator()))


@app.task(name="tidy", lock=NIGHT, retry=_AGAIN)
def tidy(timestamp: int) -> None:  # noqa: ARG001
    """Remove what is of no more use: files of loads that are over, drafts left, sessions that ended."""
    left = receiving.remove_leftovers() + carrying_out.remove_leftovers() + forget()
    call_command("clearsessions")
    _log.info("tidied", count=left)


# Hourly. While any such task is declared, procrastinate also watches over a worker's other parts,
# such as its heartbeat, and stops the worker when one fails.
@app.periodic(cron="7 * * * *")
@app.task(name="forget_old_jobs", lock="forget_old_jobs")
def forget_old_jobs(timestamp: int) -> None:  # noqa: ARG001
    """Keep what jobs did for a month."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=24 * 30, include_failed=True, include_cancelled=True, include_aborted=True
    )


# Each is given the moment its night began.
NIGHTLY: Final[tuple[Any, ...]] = (
    ready_years,
    refresh_duties,
    refresh_figures,
    watch_looks,
    tell_overdue_warnings,
    tell_lapsing_orders,
    tidy,
)
