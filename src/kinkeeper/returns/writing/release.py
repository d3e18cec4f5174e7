"""Writes a return into a folder: a release of personal data, in the audit before a file is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from kinkeeper.access import audit
from kinkeeper.access.action import action, note
from kinkeeper.access.against import restricted
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.facts.recorded import recorded
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import today
from kinkeeper.returns.writing.folder import put_whole, refuse_other
from kinkeeper.returns.writing.make import Made, Wanted, make


@dataclass(frozen=True)
class Written:
    """What was written, and how many of its children have a restricted record."""

    made: Made
    restricted: int


def write_return(*, wanted: Wanted, folder: Path, by: Asker) -> Written:
    """Write a return from the records as they are, all or nothing. Raises KinkeeperError.

    Children whose record is restricted are in it, as the law requires; they are counted.
    """
    refuse_other(folder)
    made = make(wanted, recorded())
    if not made.people:
        raise BadInput(
            f"the records tell of nobody in {wanted.label}, so nothing is written",
            do="Name a year of which something is recorded.",
        )
    closed = release(made=made, by=as_who(by))
    put_whole(folder, made.files, made.told() | {"restricted": closed})
    return Written(made, closed)


@action(Permission.WRITE_RETURN)
def release(*, made: Made, by: Who) -> int:
    """Note who took which children's data out, and in each closed record that it was among it."""
    wanted = made.wanted
    told = {"return": wanted.name, "year": wanted.label, "sha256": made.sha256}
    closed = restricted(today()) & {UUID(one) for one in made.people}
    note(**told, children=len(made.people), restricted=len(closed))
    audit.write(
        [
            audit.entry(by=by, verb="returned", subject=None, person_id=one, details=told)
            for one in sorted(closed)
        ]
    )
    return len(closed)
