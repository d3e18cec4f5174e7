"""What is open to somebody of rows that may be of a section: those of a closed one are not there."""

from collections.abc import Mapping
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import SECTIONS, Permission
from kinkeeper.access.rules import may, visible
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import BadInput

M = TypeVar("M", bound=Model)
OPENS: Final[Mapping[str, Permission]] = {section: what for what, section in SECTIONS.items()}


def open_rows(who: Asker, what: Permission, rows: "QuerySet[M]") -> "QuerySet[M]":
    """The rows about people that `who` may see so far, and whose section, if any, is open to them."""
    asker, seen = as_who(who), visible(who, what, rows)
    found = Q(section="")
    for section, opens in OPENS.items():
        if asker.permits(opens):
            theirs: QuerySet[M] = visible(
                asker, opens, QuerySet(rows.model).filter(section=section)
            )
            found |= Q(section=section, pk__in=theirs.values("pk"))
    return seen.filter(found)


def rows_of(who: Asker, what: Permission, rows: "QuerySet[M]", person_id: UUID) -> "QuerySet[M]":
    """`open_rows`, of one person."""
    if not may(who, what, person_id):
        return rows.none()
    return rows.filter(person_id=person_id, section__in=["", *open_sections(who, person_id)])


def open_sections(who: Asker, person_id: UUID) -> tuple[Section, ...]:
    """The sections of this record that are open to the asker."""
    return tuple(Section(name) for name, opens in OPENS.items() if may(who, opens, person_id))


def require_open(who: Asker, section: str, person_id: UUID) -> None:
    """Nobody writes into a section that is closed to them. BadInput where there is no such section."""
    if not section:
        return
    if section not in OPENS:
        raise BadInput("choose a section", field="section")
    require(who, OPENS[section], person_id)
