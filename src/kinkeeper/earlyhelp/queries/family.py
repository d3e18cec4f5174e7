"""What early help knows of a family as a whole: who takes part, and what the adults need."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker, as_who
from kinkeeper.earlyhelp.kinds import Part, Whose
from kinkeeper.earlyhelp.models import FamilyTeamMember, PlanItem, Responsible
from kinkeeper.earlyhelp.queries.helping import going_on


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Somebody of an agency, as what, and what they have undertaken that is not done yet."""

    name: str
    agency: str
    role: str
    telephone: str
    started_on: date
    undertook: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdultsNeed:
    """An adult's need in the family's plan that is open: whose, and what is done about it."""

    whose: str
    need: str
    action: str
    done_by: str
    by_when: date


@dataclass(frozen=True, slots=True)
class OfFamily:
    """All of it, of the early help that goes on."""

    people: tuple[TakingPart, ...]
    needs: tuple[AdultsNeed, ...]


def of_family(*, who: Asker, person_id: UUID) -> OfFamily:
    """Nobody and nothing where none goes on, or it is not the asker's to read."""
    helps = list(going_on(who=who, person_id=person_id).values_list("id", flat=True))
    if not helps:
        return OfFamily((), ())
    today, mine = as_who(who).on, {"early_help__in": helps}
    items = list(PlanItem.objects.filter(outcome=None, **mine).order_by("by_when", "id"))
    leads = Responsible.objects.filter(live(today), **mine).order_by("-part", "started_on")
    team = FamilyTeamMember.objects.filter(live(today), **mine).order_by("started_on", "name")
    people: list[tuple[Responsible | FamilyTeamMember, str]] = []
    people += [(row, str(Part(row.part).label)) for row in leads]
    people += [(row, row.role) for row in team]
    return OfFamily(
        tuple(_takes_part(row, role, items) for row, role in people),
        tuple(
            AdultsNeed(row.whose_name, row.need, row.action, row.done_by, row.by_when)
            for row in items
            if row.whose == Whose.ADULT
        ),
    )


def _takes_part(
    row: Responsible | FamilyTeamMember, role: str, items: list[PlanItem]
) -> TakingPart:
    theirs = tuple(item.action for item in items if item.done_by == row.name)
    return TakingPart(row.name, row.agency, role, row.telephone, row.started_on, theirs)
