"""How a child's plans stand as the reader may see them: what every page of plans begins from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.protection.plan_queries import NeedShown, PlanCourse, StepShown, plan_courses

IN_NEED, PROTECTION = "cin", "cp"


@dataclass(frozen=True, slots=True)
class PlansTold:
    """A child's plans; the stricter of those that go on is the one the pages are about."""

    person_id: UUID
    plans: tuple[PlanCourse, ...]

    @property
    def now(self) -> PlanCourse | None:
        """The plan that goes on."""
        going = {one.kind: one for one in self.plans if one.ended_on is None}
        return going.get(PROTECTION) or going.get(IN_NEED)

    @property
    def needs(self) -> tuple[NeedShown, ...]:
        """Its needs."""
        return self.now.needs if self.now else ()

    @property
    def to_do(self) -> tuple[StepShown, ...]:
        """Its actions that are not done, the earliest first."""
        open_ones = (step for need in self.needs for step in need.steps if step.done_on is None)
        return tuple(sorted(open_ones, key=lambda one: one.by_when))


def plans_told(who: Who, person_id: UUID) -> PlansTold:
    """How they stand."""
    return PlansTold(person_id, plan_courses(who=who, person_id=person_id))
