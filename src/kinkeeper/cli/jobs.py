"""`kinkeeper jobs`: do what is done after the answer and at night, until told to stop."""

import click

from kinkeeper.cli import beside, service
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError


@click.command("jobs")
@click.option("--once", is_flag=True, help="Do the jobs that wait, then stop.")
@click.option("--keep-beside", type=int, hidden=True, help="Keep a worker while this process runs.")
@click.option("--beside", "parent", type=int, hidden=True, help="Stop once this process is gone.")
def command(*, once: bool, keep_beside: int | None, parent: int | None) -> None:
    """Load what was sent and do each night's work, until Ctrl-C or SIGTERM.

    The job in hand is finished first. One that is cut short is found again by any worker, and tried
    again. Any number of workers may run; each job is done by one.
    """
    if keep_beside:
        beside.keep(keep_beside)
        return
    with service.django() as settings:
        from kinkeeper.jobs import worker

        _configure(settings, checked=parent is not None)
        if once:
            worker.work_off()
        else:
            worker.work(ready=_told(quiet=parent is not None), beside=parent)
    if parent is None:
        click.echo("Nothing waits." if once else "Stopped; what waits is kept.")


def _configure(settings: Environment, *, checked: bool) -> None:
    """Refuse a database that `kinkeeper run` would refuse, unless it has just been looked at."""
    from kinkeeper.cli import fitness, tables
    from kinkeeper.config import logs

    logs.configure(settings.log_level)
    if checked:
        return
    if tables.pending():
        raise KinkeeperError("The database is not at this release.", do="Run: kinkeeper migrate")
    if settings.production and (problems := fitness.problems(settings)):
        raise KinkeeperError("\n".join(problems))


def _told(*, quiet: bool) -> "beside.Ready":
    return lambda: None if quiet else click.echo("Ready for background jobs. Ctrl-C stops.")
