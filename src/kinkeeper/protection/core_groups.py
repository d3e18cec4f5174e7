"""Whom a conference named for the core group: the professionals of other agencies around a child."""

from dataclasses import dataclass
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker, as_who
from kinkeeper.protection.kinds import PlanKind, TakesPart
from kinkeeper.protection.models import CoreGroupMember, PlanTerms


@dataclass(frozen=True, slots=True)
class InCoreGroup:
    """A professional of a core group, and of which agency."""

    name: str
    agency: str


def core_group(*, who: Asker, person_id: UUID) -> tuple[InCoreGroup, ...]:
    """The professionals that the last conference named, while the plan goes on. Family is not among them."""
    if not may(who, Permission.SEE_RECORD, person_id):
        return ()
    going = PlanTerms.objects.filter(
        live(as_who(who).on, "plan__"),
        plan__person_id=person_id,
        plan__kind=PlanKind.CHILD_PROTECTION,
    )
    last = going.order_by("-on", "-id").values("id")[:1]
    rows = CoreGroupMember.objects.filter(terms__in=last, agency__isnull=False)
    return tuple(
        InCoreGroup(row.name, str(TakesPart(row.agency).label))
        for row in rows.order_by("agency", "name")
        if row.agency
    )
