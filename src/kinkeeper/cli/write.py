"""`kinkeeper write`: write a statutory return from the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console

from kinkeeper.cli import service
from kinkeeper.kernel.errors import BadInput, KinkeeperError

if TYPE_CHECKING:
    from kinkeeper.returns.writing.make import Wanted
    from kinkeeper.returns.writing.release import Written

RETURNS: Final = ("ssda903", "cin", "ssd")


def _folder(_context: click.Context, _option: click.Parameter, named: str) -> Path:
    """The folder that was named: a blank is none, and not the one that is worked in."""
    if not named.strip():
        raise BadInput("--out names no folder", do="Name one that is new or empty.")
    return Path(named)


@click.command("write")
@click.option("--return", "name", type=click.Choice(RETURNS), required=True,
              help="Which return to write.")  # fmt: skip
@click.option("--year", "label", required=True, help="The collection year, as 2026-27.")
@click.option("--out", required=True, metavar="PATH", callback=_folder,
              help="The folder it is written to: a new one, or that of an earlier writing.")  # fmt: skip
@click.option("--xml", is_flag=True, help="Write the SSDA903 as one XML file, not as CSV.")
@click.option("--authority", default="", help="The Department's number of the authority, as 330: "
              "a census names it.")  # fmt: skip
def command(name: str, label: str, out: Path, *, xml: bool, authority: str) -> None:
    """Write a return of the children looked after (ssda903), of children in need (cin), or the
    Standard Safeguarding Dataset (ssd), from the records as they are.

    The files hold personal data: they are readable by you alone, and the audit keeps who wrote
    them, with their fingerprint. All is written, or nothing.
    """
    from kinkeeper.kernel.periods import collection_year
    from kinkeeper.returns.writing.folder import refuse_other
    from kinkeeper.returns.writing.make import Wanted

    year = collection_year.labelled(label).end.year
    wanted = Wanted(name=name, year=year, xml=xml, authority=authority)
    refuse_other(out)  # before a database is started for nothing
    with service.django(), Console(stderr=True).status("Reading and writing…"):
        written, said = _written(wanted, out)
    click.echo(_summary(written, out))
    click.echo(said)


def _written(wanted: Wanted, out: Path) -> tuple[Written, str]:
    """Write it, then ask its rules of it; what was written, and what the rules say."""
    from kinkeeper.access.services import operator
    from kinkeeper.cli import tables
    from kinkeeper.returns.begun import refuse_not_begun
    from kinkeeper.returns.writing.release import write_return

    refuse_not_begun(wanted.year)
    if tables.pending():
        raise KinkeeperError("The database is not at this release.", do="Run: kinkeeper migrate")
    written = write_return(wanted=wanted, folder=out, by=operator())
    return written, _checked(wanted, out)


def _checked(wanted: Wanted, out: Path) -> str:
    """How many rows of what was written are in error, and how to see which."""
    from kinkeeper.cli import checking
    from kinkeeper.law.returns.rule import FIRST_YEAR

    if wanted.name == "ssd" or wanted.year < FIRST_YEAR:
        return "There are no rules here to check it by."
    asked = checking.Asked(name=wanted.name, year=wanted.label)
    checked = checking.checked((out,), asked)
    errors = "No row is" if not checked.errors else f"{checked.errors:,} rows are"
    return (
        f"{errors} in error, as far as the rules can be asked of this year alone. To see which:\n"
        f"  kinkeeper check {out} --return {wanted.name} --year {wanted.label}"
    )


def _summary(written: Written, out: Path) -> str:
    """What is in the folder, told in a few lines."""
    made = written.made
    rows = ", ".join(f"{name} {count:,}" for name, count in made.rows.items() if count)
    closed = f", {written.restricted:,} of them under a restriction" if written.restricted else ""
    lines = [
        f"{made.wanted.name.upper()} {made.wanted.label}: {len(made.files)} "
        f"{'file' if len(made.files) == 1 else 'files'} in {out}",
        f"Children: {len(made.people):,}{closed}",
        f"Rows: {rows or 'none'}",
        f"Fingerprint (SHA-256): {made.sha256}",
        *(f"Left out: {one}" for one in made.left_out),
    ]
    return "\n".join(lines)
