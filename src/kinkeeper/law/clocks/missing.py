"""Clocks of children who go missing."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import hours, working_days
from kinkeeper.law.clock import ALWAYS, Clock, Waivable
from kinkeeper.law.clocks.terms import always, on, since, when
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="missing")
GUIDANCE = SOURCES.missing_2014
WENT = when("missing_started", "M", words="missing, not merely away without permission")

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="missing_report", title="Missing child reported to police", per="missing",
          starts=WENT, anchor="The time the carer judges the child missing",
          within=since("2014-01-01", hours(0)), met_by=("missing_reported",),
          meets="The police reference is recorded", ends_with=("missing_returned", "child_died"),
          owner="Carer or home", escalates="Out-of-hours team",
          law=GUIDANCE.at(), check="K", local="tighten_only",
          in_2014="In force from January 2014, in place of 2009's"),
    clock(id="missing_notify_parents", title="Parents, LA, placing authority and police told",
          per="missing",
          starts=WENT, anchor="The time the child went missing",
          within=always(hours(24)), met_by=("missing_notices_given",),
          meets="The notices are recorded", ends_with=("child_died",),
          owner="Carer; social worker; out-of-hours team", escalates="Head of service",
          law=SOURCES.practice.at(also="the guidance says without delay"), check="N", local="yes"),
    clock(id="rhi", title="Independent return interview offered and held", per="missing",
          starts=when("missing_returned", "M", words="returned after being missing"),
          anchor="The time of return; hours run through nights and weekends",
          within=since("2014-01-01", hours(72)), met_by=("return_interview_done",),
          meets="Held or declined, recorded, and shared with the police",
          ends_with=("child_died",),
          owner="Commissioned provider; the authority",
          escalates="Weekly list to the head of service",
          law=GUIDANCE.at(also="Derbyshire's guidance"), check="T", local="no",
          waivable=Waivable(when="The child declines the interview", by=("team_manager",),
                            law=GUIDANCE.at(also="recalled"), check="K"),
          in_2014="In force from January 2014",
          notes="After every time missing; elapsed hours are our reading"),
    clock(id="missing_strategy", title="Strategy meeting on repeat missing", per="missing",
          starts=on("missing_often"), anchor="The third time missing in 30 days",
          within=always(working_days(3)), met_by=("missing_strategy_held",),
          meets="The strategy meeting is held", ends_with=("child_died",),
          owner="Team manager", escalates="Head of service",
          law=SOURCES.derbyshire_missing.at(also="the number of days is local"), check="T",
          local="yes", notes="Each time the threshold is reached"),
    clock(id="missing_dcs_alert", title="DCS/lead member told of prolonged missing", per="missing",
          steps=ALWAYS,
          starts=WENT, anchor="The start, then the last briefing",
          within=always(hours(24)), met_by=("missing_briefed",), meets="The briefing is logged",
          ends_with=("missing_returned", "child_died"),
          owner="Head of service", escalates="Panel at five days, chief executive at seven",
          law=SOURCES.practice.at(), check="N", local="yes"),
    clock(id="missing_quarterly", title="Missing report to board", per="authority",
          starts=on("quarter_ended"), anchor="The last day of the quarter",
          within=since("2014-01-01", working_days(20)), met_by=("missing_report_made",),
          meets="The report goes to the partnership and the lead member",
          owner="Missing coordinator", escalates="Director",
          law=GUIDANCE.at(also="asks for regular reports; how often is local"), check="K",
          local="yes", notes="Kept for the authority, not for a child"),
)
