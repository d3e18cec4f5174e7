"""`kinkeeper notices`: domestic abuse notices of the police in bulk, from files and from their program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import click

from kinkeeper.cli import service
from kinkeeper.kernel.errors import BadInput, Refused

if TYPE_CHECKING:
    from kinkeeper.partners.queries import AgencyShown

MOST_BYTES: Final = 20 * 1024 * 1024
AGENCY: Final = click.option(
    "--agency", "name", help="Whose; needed where there are several police."
)


@click.group("notices")
def command() -> None:
    """Take notices of domestic abuse that the police send in bulk."""


@command.command("load")
@click.argument("path", type=click.Path(path_type=Path))
@AGENCY
def load(path: Path, name: str | None) -> None:
    """Take the notices of a CSV file: each becomes a contact; one taken before is not taken again.

    All or nothing: where a row is wrong, every fault is named by row and field, and nothing is kept.
    """
    content = _read(path)
    with service.django():
        from kinkeeper.access.services import operator
        from kinkeeper.access.who import who_is
        from kinkeeper.frontdoor.notices import from_csv
        from kinkeeper.frontdoor.taking_notices import take
        from kinkeeper.partners.actions import program_of

        told, by = from_csv(content, path.name), operator()
        agency = _police(name)
        program = who_is(program_of(agency=agency.id, by=by))
        taken = take(told, agency_id=agency.id, file=path.name, by=program)
    click.echo(f"{taken.new} taken from {agency.name}; {taken.before} were taken before.")


@command.command("token")
@AGENCY
def token(name: str | None) -> None:
    """Make a token for the program that sends notices. It is shown this once."""
    with service.django():
        from kinkeeper.access.services import operator
        from kinkeeper.partners.actions import new_token

        agency = _police(name)
        kept, shown = new_token(agency=agency.id, by=operator())
    click.echo(f"Token {kept.id} of {agency.name}, to be kept where nobody reads it:\n{shown}")


@command.command("end-token")
@click.argument("token_id", type=click.UUID)
def end_token(token_id: UUID) -> None:
    """End a token by its number: it opens nothing from now on."""
    with service.django():
        from kinkeeper.access.services import operator
        from kinkeeper.partners import actions

        actions.end_token(token=token_id, by=operator())
    click.echo("It has ended.")


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"is larger than {MOST_BYTES // 1024**2} MB", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", file=str(path)) from error


def _police(name: str | None) -> AgencyShown:
    """The agency that is meant. Refused where none, or more than one, could be."""
    from kinkeeper.partners.kinds import AgencyKind
    from kinkeeper.partners.queries import open_agencies

    agencies = open_agencies()
    police = [one for one in agencies if one.kind == AgencyKind.POLICE]
    found = [one for one in agencies if one.name == name] if name else police
    if len(found) != 1:
        names = ", ".join(one.name for one in agencies) or "none: add one under Agencies"
        raise Refused(
            "Which agency sends them cannot be told.",
            do=f"Name it with --agency. There is: {names}.",
        )
    return found[0]
