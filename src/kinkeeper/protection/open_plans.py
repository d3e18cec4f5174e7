"""Plans that go on, held for the action that writes under them."""

from __future__ import annotations

from kinkeeper.kernel.errors import Refused
from kinkeeper.protection.models import Plan
from kinkeeper.protection.states import NOBODY


def going_on(plan: Plan) -> Plan:
    """The plan, held until the transaction ends. Refused where it has ended."""
    held = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if held.ended_on is not None:
        raise refused(
            "The plan has ended.", "a plan that goes on", "Record this under the plan that stands."
        )
    return held


def refused(message: str, missing: str, do: str) -> Refused:
    """What is said of a step that nobody lets go without what is missing."""
    return Refused(message, missing=missing, who_can_waive=NOBODY, do=do)
