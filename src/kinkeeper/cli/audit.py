"""`kinkeeper audit`: prove that the record of who did what is whole."""

from typing import Final

import click

from kinkeeper.cli import service
from kinkeeper.kernel.errors import BadInput, KinkeeperError

AS_FAR: Final = " as far as it goes (a cut-off end is only seen against a kept head)"


@click.group("audit")
def command() -> None:
    """Prove that the record of who did what is whole."""


@command.command("head")
def head() -> None:
    """Print the last entry's number and hash, to be kept away from this database."""
    with service.django():
        from kinkeeper.access import audit as entries

        found = entries.head()
    click.echo(str(found))


@command.command("verify")
@click.option("--head", "kept", help="What `kinkeeper audit head` printed earlier.")
def verify(kept: str | None) -> None:
    """Walk the whole audit; name the first entry that is not as it was written.

    Without an earlier head, entries cut off the end cannot be missed.
    """
    with service.django():
        from kinkeeper.access import audit as entries
        from kinkeeper.access import chain

        try:
            earlier = chain.Head.parse(kept) if kept else None
        except ValueError as error:
            raise BadInput("that is not a head", do="Paste what `audit head` printed.") from error
        verdict = entries.verify(earlier)
    if not verdict.whole:
        raise KinkeeperError(
            f"The audit is broken at entry {verdict.broken}: {verdict.reason}.",
            do="Keep the database as it is, and tell the information governance officer.",
        )
    as_far = "" if earlier else AS_FAR
    click.echo(f"The audit is whole{as_far}: {verdict.entries} entries. Head {verdict.head}")
