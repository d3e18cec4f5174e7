"""`kinkeeper doctor`: say whether this installation is fit to serve."""

import click

from kinkeeper.cli import service
from kinkeeper.kernel.errors import KinkeeperError


@click.command("doctor")
def command() -> None:
    """Say whether the settings and the database are fit to serve."""
    with service.django() as settings:
        from kinkeeper.cli import fitness

        problems = fitness.problems(settings) or fitness.idle()
    click.echo(f"Settings are fit for {settings.mode}.")
    if problems:
        raise KinkeeperError("\n".join(problems))
    click.echo(
        "The database answers and is up to date; the role that serves cannot rewrite its history."
    )
    if service.is_embedded(settings):
        click.echo(
            "It is the embedded one: whoever is this operating-system user could become its owner, "
            "and rewrite it."
        )
