"""Checks of section 47 enquiries and of plans."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.check import Check
from kinkeeper.law.checks.terms import OPEN, c, time_is_up
from kinkeeper.law.sources import SOURCES

plan = partial(Check, over="plans")
PROTECTION_PLAN = (c("kind") == "cp") & OPEN
UNDECIDED = c("conference_on").is_null() & ~c("conference_needed").eq_missing(other=False)

# A check reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CHECKS = (
    Check(id="enquiry_undecided", title="Section 47 enquiry with no outcome", over="enquiries",
          fails=UNDECIDED & time_is_up("icpc", "started_on"),
          message="Time for a conference is up: none is recorded, nor that none was needed.",
          do="Record the conference's date, or the manager's decision that none was needed.",
          law=SOURCES.working_together.at("2018 ch. 1, 2023 ch. 3"), check="T",
          told_by=("conference_initial_held",)),
    plan(id="plan_without_category", title="Protection plan without a category of abuse",
         fails=PROTECTION_PLAN & ~c("has_category"),
         message="The child is on a child protection plan and no category of abuse stands.",
         do="Record the category the conference decided; its chair has the minutes.",
         law=SOURCES.working_together.at("2018 ch. 1, 2023 ch. 3"), check="S"),
    plan(id="plan_without_conference", title="Protection plan without a conference",
         fails=PROTECTION_PLAN & ~c("has_conference"), needs=("conferences",),
         message="No initial or transfer-in conference is recorded for this protection plan.",
         do="Record the conference that made the plan; if there was none, tell the chair today.",
         law=SOURCES.working_together.at("2018 ch. 1, 2023 ch. 3"), check="S",
         told_by=("conference_initial_held", "conference_transfer_in_held")),
    plan(id="plan_open_after_closure", title="Plan open on a closed case",
         fails=OPEN & (c("case_closed_on") <= c("as_at")),
         message="The case is closed and this plan was never ended.",
         do="End the plan with its true date; if the child still needs it, reopen the case.",
         law=SOURCES.practice.at(also="no plan outlives its case"), check="N"),
)
