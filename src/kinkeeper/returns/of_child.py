"""What the census would find in one child's records as they are: told while they are recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, as_who
from kinkeeper.facts.recorded import recorded_of
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import census_year
from kinkeeper.law.returns.rule import Rule
from kinkeeper.returns.live import live_checked, live_given
from kinkeeper.returns.models import Collection
from kinkeeper.returns.running.findings import ADOPTION, Found, found


@dataclass(frozen=True, slots=True)
class CensusNow:
    """The census of the year under way, asked of one child; `not_asked` says why it could not be.

    Rules that compare children with each other, or speak of the census as a whole, are not among
    those asked.
    """

    year: int  # the March it ends in
    found: tuple[Found, ...] = ()
    rules: int = 0
    adoption_open: bool = False
    not_asked: str = ""


def census_now(*, who: Asker, person_id: UUID) -> CensusNow:
    """What each rule of the children in need census finds in a child's records today.

    What tells of adoption is left out where that section is closed to the asker.
    """
    require(who, Permission.SEE_RECORD, person_id)
    year, opened = _year(as_who(who).on), may(who, Permission.SEE_ADOPTION, person_id)
    try:
        given = live_given(Collection.CIN, year, held=recorded_of([person_id]))
    except BadInput as unknown:
        return CensusNow(year, not_asked=unknown.reason, adoption_open=opened)
    checked = live_checked(Collection.CIN, year, given=given)
    theirs = [one for one in found(checked, Collection.CIN) if one.row is not None]
    seen = tuple(one for one in theirs if opened or one.section != ADOPTION)
    asked = [rule for rule in checked.rules.values() if _of_a_child(rule)]
    return CensusNow(year, seen, len(asked), opened)


def _year(on: date) -> int:
    return census_year.of(on).end.year


def _of_a_child(rule: Rule) -> bool:
    return bool(rule.pointed)
