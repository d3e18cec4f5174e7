"""Clocks of early help."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import weeks, working_days
from kinkeeper.law.clock import ALWAYS, Clock
from kinkeeper.law.clocks.terms import CHILD_OVER, always, on
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="early_help")
ENDS = ("early_help_ended", *CHILD_OVER)
MANAGER = ("team_manager",)

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="eh_allocation", title="Early-help lead contacted after allocation", per="help",
          starts=on("early_help_allocated"), anchor="The day of allocation",
          within=always(working_days(3)), met_by=("early_help_lead_contacted",),
          meets="The coordinator speaks to the lead professional and sets a meeting",
          ends_with=ENDS,
          owner="Early-help coordinator", escalates="Locality manager", escalates_to=MANAGER,
          law=SOURCES.walsall_early_help.at(), check="T", local="yes",
          in_2014="Birmingham used fCAF and a team around the family; its times were not found"),
    clock(id="eh_assessment", title="Early-help assessment and plan complete", per="help",
          starts=on("early_help_allocated"), anchor="The day of allocation",
          within=always(working_days(15)), met_by=("early_help_assessed",),
          meets="Assessment and plan are signed, and checked by a panel", ends_with=ENDS,
          owner="Lead professional", escalates="Locality panel", escalates_to=MANAGER,
          law=SOURCES.walsall_early_help.at(), check="T", local="yes",
          in_2014="fCAF; times not found; inspectors in 2016 found quality and counting weak"),
    clock(id="eh_review", title="Early-help plan reviewed (TAF)", per="help", steps=ALWAYS,
          starts=on("early_help_planned"), anchor="The plan, then the last review",
          within=always(weeks(6)), met_by=("early_help_reviewed",),
          meets="A review by the team around the family is recorded", ends_with=ENDS,
          owner="Lead professional", escalates="Locality panel, which considers stepping up",
          escalates_to=MANAGER,
          law=SOURCES.practice.at(also="six weeks to three months"), check="N", local="yes"),
    clock(id="eh_stepdown_meeting", title="Step-down handover meeting", per="episode",
          starts=on("step_down_decided"), anchor="The decision to step down",
          within=always(working_days(10)), met_by=("step_down_meeting_held",),
          meets="Family, social worker and new lead meet to hand over", ends_with=CHILD_OVER,
          owner="Outgoing social worker", escalates="The case must not close until it is held",
          escalates_to=MANAGER,
          law=SOURCES.practice.at(also="in the form Rutland uses"), check="N", local="yes",
          notes="Closing the case does not end it: the meeting comes first"),
)
