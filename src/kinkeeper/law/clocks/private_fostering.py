"""Clocks of private fostering."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import hours, months, weeks, working_days, years
from kinkeeper.law.clock import ALWAYS, Clock
from kinkeeper.law.clocks.terms import CHILD_OVER, always, on, since
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="private_fostering")
REGULATIONS = SOURCES.private_fostering_2005
IN_FORCE = "2005-07-01"
ENDS = ("private_fostering_ended", *CHILD_OVER)
VISITED = ("private_fostering_visited",)
OWNER = "Private fostering social worker"

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="pf_notice_by_carer", title="Carer notifies proposed arrangement", per="arrangement",
          starts=on("private_fostering_start_set"), anchor="The day the arrangement is to begin",
          within=since(IN_FORCE, weeks(6).before()), met_by=("private_fostering_notified",),
          meets="The authority has notice, with all it must hold", ends_with=ENDS,
          owner="Private foster carer", escalates="Enforcement under section 70",
          law=REGULATIONS.at("reg 3"), check="T", local="no", in_2014="The same",
          notes="At once where it begins in under six weeks"),
    clock(id="pf_initial_visit", title="LA visit and enquiries after notification",
          per="arrangement",
          starts=on("private_fostering_notified"), anchor="The day the notice was received",
          within=since(IN_FORCE, working_days(7)), met_by=VISITED,
          meets="Child, carer and household are seen and reported on", ends_with=ENDS,
          owner=OWNER, escalates="Team manager",
          law=REGULATIONS.at("regs 4 and 7"), check="K", local="no"),
    clock(id="pf_visit_y1", title="Visits in first year", per="arrangement", steps=ALWAYS,
          starts=on("private_fostering_began"),
          anchor="The day the authority became aware of it, then the last visit",
          within=since(IN_FORCE, weeks(6)), until_start=years(1), met_by=VISITED,
          meets="The child is visited, seen alone and reported on", ends_with=ENDS,
          owner=OWNER, escalates="Team manager",
          law=REGULATIONS.at("reg 8(1)(a), (5) and (6)"), check="T", local="no"),
    clock(id="pf_visit_y2", title="Visits later years", per="arrangement", steps=ALWAYS,
          starts=on("private_fostering_began"), anchor="The last visit, in a second or later year",
          within=since(IN_FORCE, weeks(12)), from_start=years(1), met_by=VISITED,
          meets="The child is visited, seen alone and reported on", ends_with=ENDS,
          owner=OWNER, escalates="Team manager",
          law=REGULATIONS.at("reg 8(1)(b)"), check="T", local="no"),
    clock(id="pf_end_notice", title="Carer notifies end or change", per="arrangement",
          starts=on("private_fostering_ended"), anchor="The time it ended or changed",
          within=since(IN_FORCE, hours(48)), met_by=("private_fostering_end_notified",),
          meets="The authority has notice", ends_with=("child_died",),
          owner="Private foster carer", escalates="The authority enquires",
          law=REGULATIONS.at("regs 9 and 10"), check="K", local="no"),
    clock(id="pf_suitability", title="Suitability decision", per="arrangement",
          starts=on("private_fostering_notified"), anchor="The day the notice was received",
          within=always(working_days(45)), met_by=("private_fostering_decided",),
          meets="Decided: suitable, with requirements, or prohibited", ends_with=ENDS,
          owner="Team manager", escalates="Head of service",
          law=SOURCES.practice.at(also="timed as a single assessment"), check="N", local="yes"),
    clock(id="pf_annual_report", title="Private fostering annual report", per="authority",
          starts=on("financial_year_ended"), anchor="31 March",
          within=since("2005-07-01", months(6)), met_by=("private_fostering_report_made",),
          meets="The report goes to the director and the board's chair",
          owner="Private fostering manager", escalates="Director",
          law=SOURCES.private_fostering_standards_2005.at("std 7", also="2005 regs, reg 12"),
          check="K", local="no", notes="Kept for the authority, not for a child"),
)
