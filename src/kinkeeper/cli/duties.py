"""`kinkeeper duties`: what is due, worked out again from the records."""

import click

from kinkeeper.cli import service


@click.group("duties")
def command() -> None:
    """Work out again what is due for every child."""


@command.command("refresh")
def refresh() -> None:
    """Work out every child's duties anew and say what differed from those kept up one by one.

    Run it each night: a difference that no change of the rules explains is a defect. Records that
    came before what they tell of was announced tell it now.
    """
    with service.django():
        from kinkeeper.access.partitions import keep_years
        from kinkeeper.access.services import operator
        from kinkeeper.chronology.backfill import backfill
        from kinkeeper.duties.refresh import refresh_everybody
        from kinkeeper.measures.refresh import refresh_measures

        keep_years()
        told = sum(backfill(by=operator()).values())
        done = refresh_everybody()
        figures = refresh_measures()
    if told:
        events, were = ("event", "was") if told == 1 else ("events", "were")
        click.echo(
            f"{told:,} {events} that stored records tell of {were} recorded for the first time."
        )
    click.echo(
        f"{done.duties:,} duties: {done.added:,} added, {done.changed:,} changed, "
        f"{done.removed:,} removed."
    )
    click.echo(f"{figures.values:,} figures of the overview, as at {figures.as_at:%-d %B %Y}.")
    if done.rules_changed:
        click.echo("The rules have changed since the last time.")
