"""`kinkeeper reset`: back to an empty demonstration."""

import click

from kinkeeper.cli import kept
from kinkeeper.config import database_lease, environment
from kinkeeper.config.database_server import Server, embedded_programs
from kinkeeper.kernel.errors import KinkeeperError


@click.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(*, yes: bool) -> None:
    """Remove the embedded database and all it holds. Asks first."""
    settings = environment.read()
    if settings.database_url:
        raise KinkeeperError(
            "DATABASE_URL names a database that is not ours to remove.",
            do="Remove it with the tools of its server, or unset DATABASE_URL.",
        )
    folder = settings.data_folder
    if not (folder / "server").exists():
        click.echo(f"There is nothing to remove in {folder}.")
        return
    if not yes:
        click.confirm(f"Remove {folder / 'server'} and every record in it?", abort=True)
    with database_lease.alone(Server(folder / "server", embedded_programs())) as server:
        server.remove()
        kept.forget(folder)
    click.echo("Removed. The next start begins afresh.")
