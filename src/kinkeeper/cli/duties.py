"""`kinkeeper duties`: what is due, worked out again from the records."""

import click

from kinkeeper.cli import service


@click.group("duties")
def command() -> None:
    """Work out again what is due for every child."""


@command.command("refresh")
def refresh() -> None:
    """Work out every child's duties anew and say what differed from those kept up one by one.

    Run it each night: a difference that no change of the rules explains is a defect.
    """
    with service.django():
        from kinkeeper.duties.refresh import refresh_everybody

        done = refresh_everybody()
    click.echo(
        f"{done.duties:,} duties: {done.added:,} added, {done.changed:,} changed, "
        f"{done.removed:,} removed."
    )
    if done.rules_changed:
        click.echo("The rules have changed since the last time.")
