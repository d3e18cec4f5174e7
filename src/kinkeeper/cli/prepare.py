"""What `kinkeeper run` does before it serves; not a command people call."""

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
            _see_fit()
        else:
            _demonstrate(settings)


def _demonstrate(settings: Environment) -> None:
    from kinkeeper.cli import demonstration, tables

    with bars() as progress:
        tables.migrate(settings, progress)
        sign_ins = demonstration.prepare(progress)
    for each in sign_ins:
        click.echo(f"{each.role:<34} sign in as {each.username:<31} password {each.password}")


def _see_fit() -> None:
    from kinkeeper.cli import fitness

    problems = fitness.problems()
    if problems:
        lines = "\n".join(f"  {number}. {each}" for number, each in enumerate(problems, 1))
        raise KinkeeperError(f"The database is not fit to serve:\n{lines}")
