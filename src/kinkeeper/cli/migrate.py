"""`kinkeeper migrate`: bring the database to this release."""

import click

from kinkeeper.cli import service
from kinkeeper.cli.progress import bars


@click.command("migrate")
def command() -> None:
    """Bring the database to this release.

    Uses DATABASE_OWNER_URL, the role that owns the tables, and gives the role of DATABASE_URL what
    it needs to serve and no more.
    """
    with service.django() as settings, bars() as progress:
        from kinkeeper.cli import tables

        tables.migrate(settings, progress)
    click.echo("The database is up to date.")
