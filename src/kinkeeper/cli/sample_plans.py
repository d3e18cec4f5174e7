"""The full plan of an invented child: a need, what was done, what is different, and a core group."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kinkeeper.access.who import Who

NEED = "To be safe in the evenings, when his stepfather has been drinking."
OUTCOME = "He sleeps through the night and says that he feels safe at home."
DONE_BUT_NOT_BETTER = (
    "Grandmother is rung each time, and comes. He still wakes, and asks who is downstairs."
)
PROGRESS = "Grandmother stays four nights a week. Mother has been to two of three sessions."
CHILD_SAYS = "It is better when Nan is here. I do not like Fridays."


def make(*, child: UUID, began: date, by: Who) -> None:
    """A need of the plan that began, measured after its action was done; the first core group."""
    from kinkeeper.protection import actions
    from kinkeeper.protection.harm_queries import plan_going_on
    from kinkeeper.protection.kinds import Change, MeetingDecision, TakesPart
    from kinkeeper.protection.told_of_plans import Measured, Met, NeedTold

    plan = plan_going_on(who=by, person_id=child)
    if plan is None:
        return
    told = NeedTold(
        on=began, need=NEED, outcome=OUTCOME, action="Ring grandmother whenever he has been drinking",
        who="Mother", by_when=began + timedelta(5),
    )  # fmt: skip
    need = actions.add_need(plan=plan, told=told, by=by)
    met_on = min(began + timedelta(9), by.on)
    actions.record_done(step=need.actions.get(), on=met_on, by=by)
    found = Measured(on=met_on, change=Change.SAME, different=DONE_BUT_NOT_BETTER)
    actions.measure_outcome(need=need, told=found, by=by)
    came = (("The social worker", TakesPart.LOCAL_AUTHORITY), ("Mother", None))
    met = Met(
        on=met_on, came=came, progress=PROGRESS, childs_view=CHILD_SAYS,
        decision=MeetingDecision.GO_ON, next_on=met_on + timedelta(42),
    )  # fmt: skip
    actions.hold_plan_meeting(plan=plan, met=met, by=by)
