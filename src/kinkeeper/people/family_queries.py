"""What is recorded of a family, row by row, for who may change it or read it."""

from datetime import date
from uuid import UUID

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible, visible_of
from kinkeeper.access.who import Asker, as_who
from kinkeeper.people.kin import is_live_or_undated
from kinkeeper.people.models import EcomapTie, FamilyGroup, FamilyMember, Relationship
from kinkeeper.people.queries import family_of, relationships_of

Related = Relationship  # for a door that hands one to an action
Member = FamilyMember
NearTie = EcomapTie


def open_tie(*, who: Asker, person_id: UUID, row_id: UUID) -> Relationship | None:
    """A relationship of this person that has no end; none where either of the two is not seen."""
    return relationships_of(who=who, person_id=person_id).filter(id=row_id, ended_on=None).first()


def household_of(*, who: Asker, person_id: UUID) -> tuple[FamilyMember, ...]:
    """Who is in the person's household today, by the record, as far as they are seen."""
    on, kind = as_who(who).on, FamilyGroup.Kind.HOUSEHOLD
    family = family_of(who=who, person_id=person_id)
    here = [row for row in family if row.group.kind == kind and is_live_or_undated(row, on)]
    mine = {row.group_id for row in here if row.person_id == person_id}
    found = [row for row in here if row.group_id in mine]
    return tuple(sorted(found, key=lambda row: (row.started_on or date.max, row.id)))


def one_member(*, who: Asker, person_id: UUID, row_id: UUID) -> FamilyMember | None:
    """One of them, or nothing."""
    found = household_of(who=who, person_id=person_id)
    return next((row for row in found if row.id == row_id), None)


@remembered
def near_of(*, who: Asker, person_id: UUID) -> tuple[EcomapTie, ...]:
    """Who and what else is in somebody's life, the open first. It is free text: read by who reads on."""
    rows = EcomapTie.objects.order_by("-ended_on", "name", "-started_on")
    return tuple(visible_of(who, Permission.SEE_NARRATIVE, rows, person_id))


def open_near(*, who: Asker, person_id: UUID, row_id: UUID) -> EcomapTie | None:
    """One such tie that has no end, or nothing."""
    rows = EcomapTie.objects.filter(id=row_id, person_id=person_id, ended_on=None)
    return visible(who, Permission.SEE_NARRATIVE, rows).first()
