"""Plans of adoption, for those granted that section of the record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible_of
from kinkeeper.access.who import Asker
from kinkeeper.care.models import AdoptionCase
from kinkeeper.law.codes.coded import Coded, coded


@dataclass(frozen=True, slots=True)
class AdoptionShown:
    """A decision that a child be adopted, and what came of it."""

    id: UUID
    decision_on: date
    matched_on: date | None
    placed_on: date | None
    placed_ceased_on: date | None
    placed_ceased_reason: Coded | None
    by_foster_carer: bool | None
    adopters: int | None
    adopters_sex: Coded | None
    adopters_legal_status: Coded | None


def adoptions(*, who: Asker, person_id: UUID) -> tuple[AdoptionShown, ...]:
    """A child's plans of adoption, the latest first."""
    rows = AdoptionCase.objects.order_by("-decision_on", "-id")
    return tuple(map(_shown, visible_of(who, Permission.SEE_ADOPTION, rows, person_id)))


def _shown(row: AdoptionCase) -> AdoptionShown:
    return AdoptionShown(
        id=row.id,
        decision_on=row.decision_on,
        matched_on=row.matched_on,
        placed_on=row.placed_on,
        placed_ceased_on=row.placed_ceased_on,
        placed_ceased_reason=coded("ssda903.REASON_PLACED_CEASED", row.placed_ceased_reason),
        by_foster_carer=row.by_foster_carer,
        adopters=row.adopters,
        adopters_sex=coded("ssda903.SEX_ADOPTR", row.adopters_sex),
        adopters_legal_status=coded("ssda903.LS_ADOPTR", row.adopters_legal_status),
    )
