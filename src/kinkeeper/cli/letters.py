"""`kinkeeper letters`: e-mail to the front door, taken from the files that a mail server leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinkeeper.cli import service
from kinkeeper.kernel.errors import BadInput

if TYPE_CHECKING:
    from kinkeeper.access.who import Who


@click.command("letters")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
def command(path: Path) -> None:
    """Take the e-mail in PATH as contacts: an .eml file, a folder of them or a Maildir.

    The front door reads each and says which child it is about. One taken before is not taken again;
    one that cannot be read is named, and the others are taken. Files stay where they are.
    """
    with service.django():
        from kinkeeper.frontdoor.letters import letters
        from kinkeeper.partners.services import letter_box

        by, wrong, new, before = letter_box(), [], 0, 0
        for one in letters(path):
            try:
                is_new = _take(one, by)
            except BadInput as unreadable:
                wrong.append(unreadable.message)
                continue
            new, before = new + is_new, before + (not is_new)
    click.echo(f"{new} taken; {before} were taken before.")
    if wrong:
        raise BadInput("\n".join(["These could not be read, and wait where they are:", *wrong]))


def _take(path: Path, by: Who) -> bool:
    from kinkeeper.frontdoor import letters

    return letters.take(letters.read(path), by=by)
