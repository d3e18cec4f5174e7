"""What `kinkeeper run` does before it serves; not a command people call."""

import os

import click

from kinkeeper.cli import service
from kinkeeper.cli.progress import bars
from kinkeeper.config.environment import Environment
from kinkeeper.kernel.errors import KinkeeperError


@click.command("prepare", hidden=True)
def command() -> None:
    """Make the database ready: migrated and filled for a demonstration, checked in production."""
    with service.django() as settings:
        if settings.production:
            _begin_production(settings)
        else:
            _demonstrate(settings)
        _clear_sessions()


def _demonstrate(settings: Environment) -> None:
    from kinkeeper.cli import demonstration, fitness, tables

    _see_fit(fitness.not_a_demonstrations(settings))
    with bars() as progress:
        filled = demonstration.shown(settings.data_folder) is not None
        missing = tables.migrate(settings, progress)
        with tables.as_owner(settings):
            sign_ins = demonstration.prepare(
                progress, folder=settings.data_folder, wanted=settings.demonstration
            )
        if missing or not filled:
            tables.count(settings)
    _tell_of_another(demonstration.shown(settings.data_folder), settings.demonstration)
    for each in sign_ins:
        click.echo(f"{each.role:<38} sign in as {each.username:<31} password {each.password}")


def _tell_of_another(shown: str | None, wanted: str) -> None:
    """What a first start filled the data folder with stays until it is reset."""
    if shown != wanted and "KINKEEPER_DEMONSTRATION" in os.environ:
        click.echo(f"This data folder shows '{shown}', not '{wanted}'. To begin again: make reset.")


def _begin_production(settings: Environment) -> None:
    from kinkeeper.access import services
    from kinkeeper.cli import fitness

    _see_fit(fitness.problems(settings))
    services.started_production()


def _see_fit(problems: list[str]) -> None:
    if problems:
        lines = "\n".join(f"  {number}. {each}" for number, each in enumerate(problems, 1))
        raise KinkeeperError(f"The database is not fit to serve:\n{lines}")


def _clear_sessions() -> None:
    """Sessions that ended are of no use to anybody but a thief."""
    from django.core.management import call_command

    call_command("clearsessions")
