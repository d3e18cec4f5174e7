"""Clocks of looked-after children's education."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import Offset, Unit, hours, working_days
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks.terms import CARE_OVER, CARE_PLANNING, FIRST, always, by, on, since
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="education")
GUIDANCE = SOURCES.education_of_looked_after

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="pep_first", title="PEP initiated", per="care",
          starts=on("looked_after_started"), anchor="The day the child becomes looked after",
          within=since("2010-01-01", by(working_days(10))), met_by=("pep_meeting_held",),
          meets="The meeting on the education plan is held; before the placement counts",
          ends_with=CARE_OVER,
          owner="Social worker; designated teacher", escalates="Virtual school head",
          law=GUIDANCE.at(also="Knowsley's chapter"), check="T", local="no",
          in_2014="Guidance of July 2014; that of 2010 was similar",
          notes="Of the guidance of 2010, the year only"),
    clock(id="pep_for_review", title="PEP available for first review", per="care",
          starts=on("looked_after_started"), anchor="The day the child becomes looked after",
          within=since(CARE_PLANNING, by(working_days(20))), met_by=("pep_recorded",),
          meets="The education plan is on the record", ends_with=CARE_OVER,
          owner="Social worker", escalates="Reviewing officer",
          law=GUIDANCE.at(also="Knowsley's chapter; care planning regulations, reg 5(b)(ii)"),
          check="T", local="no"),
    clock(id="pep_termly", title="PEP reviewed each term", per="care",
          starts=on("school_term_began"), anchor="The start of the term",
          within=since("2014-07-01", Offset(1, Unit.TERM)), met_by=("pep_reviewed",),
          meets="The review of the education plan is signed off", ends_with=CARE_OVER,
          owner="Virtual school head; designated teacher; social worker",
          escalates="Virtual school's report",
          law=GUIDANCE.at("2014, 2018"), check="K", local="no",
          in_2014="Before July 2014, six-monthly with the review (recalled)",
          notes="Needs the authority's term dates; the day in July 2014 is recalled"),
    clock(id="school_place", title="School place after emergency move", per="placement",
          starts=on("emergency_school_change"), anchor="The start of the placement",
          within=since("2010-01-01", Offset(20, Unit.SCHOOL_DAY)), met_by=("school_started",),
          meets="The child is on roll and attending", ends_with=CARE_OVER,
          owner="Virtual school head; social worker", escalates="Director; admissions direction",
          law=GUIDANCE.at(), check="K", local="no",
          notes="Needs the school's terms; of the guidance of 2010, the year only"),
    clock(id="designated_teacher_told", title="Designated teacher told", per="care",
          starts=on("looked_after_started"), anchor="The time the child becomes looked after",
          within=always(hours(48)), met_by=("designated_teacher_told",),
          meets="The notice is recorded", ends_with=CARE_OVER,
          owner="Social worker", escalates="Virtual school head",
          law=SOURCES.knowsley_education.at(), check="T", local="yes"),
    clock(id="ks4_move_approval", title="Approval to disrupt KS4 education", per="placement",
          starts=on("ks4_move_due"), anchor="The day of the move",
          within=since(CARE_PLANNING, FIRST), met_by=("ks4_move_approved",),
          meets="The nominated officer approves, having asked the virtual school head",
          ends_with=CARE_OVER,
          owner="Nominated officer", escalates="Reviewing officer",
          law=SOURCES.care_planning_2010.at("reg 10"), check="K", local="no"),
)
