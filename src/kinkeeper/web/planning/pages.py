"""The steps of a plan as pages: what each asks, when it fits, who may."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.web.planning import steps
from kinkeeper.web.planning.told import IN_NEED, PlansTold
from kinkeeper.web.step_page import StepPage

Page = StepPage
MANAGER, RECORD = Permission.AUTHORISE_ASSESSMENT, Permission.RECORD_PROTECTION


def _goes_on(told: PlansTold) -> bool:
    return told.now is not None


# fmt: off
PAGES: Final[Mapping[str, StepPage[PlansTold]]] = MappingProxyType({
    "start": Page("Begin a child in need plan",
        "Begin a plan as the manager, after an assessment and with the family's consent.",
        MANAGER, steps.start_fields, steps.start, checked=True, fits=lambda told: told.now is None),
    "need": Page("Add a need",
        "Say what the child needs, what will be different, and who does what by when.",
        RECORD, steps.need_fields, steps.add, fits=_goes_on),
    "done": Page("An action was done",
        "Record the day. Whether the child is better off is measured apart from it.",
        RECORD, steps.done_fields, steps.done, fits=lambda told: bool(told.to_do)),
    "outcome": Page("Measure an outcome",
        "Say what is different for the child, whatever was done.",
        RECORD, steps.outcome_fields, steps.measure, fits=lambda told: bool(told.needs)),
    "meeting": Page("A meeting was held",
        "Record a child in need meeting, or a core group: who came, the progress, the decision.",
        RECORD, steps.meeting_fields, steps.meet, fits=_goes_on),
    "end": Page("End the child in need plan",
        "End the plan as the manager. It ends as reached only where each outcome was measured.",
        MANAGER, steps.end_fields, steps.end, checked=True,
        fits=lambda told: told.now is not None and told.now.kind == IN_NEED),
})
# fmt: on
