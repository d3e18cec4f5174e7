"""Clocks of leaving care."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.kernel.offsets import calendar_days, months, weeks, working_days
from kinkeeper.law.clock import ALWAYS, Clock, Start, Steps
from kinkeeper.law.clocks.terms import (
    CARE_OVER,
    CARE_PLANNING,
    CHILD_OVER,
    PATHWAY_OVER,
    on,
    since,
    when,
)
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="leaving_care")
REGULATIONS = SOURCES.care_leavers_2010
ACT = SOURCES.children_act_1989
LEAVING_CARE_ACT = "2001-10-01"
VISITS = since(CARE_PLANNING, calendar_days(7), months(2))
MOVED = ("accommodation_moved",)

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="care_leaver_death_notify",
          title="Death of care leaver up to and including age 24 notified", per="child",
          starts=when("death_known", "care_leaver", words="of a care leaver"),
          anchor="The day the authority learned of it",
          within=since("2023-12-15", working_days(5)), met_by=("death_notified",),
          meets="The notification is sent",
          owner="Director", escalates="The national panel or Ofsted asks",
          law=SOURCES.working_together.at("2023", also="Slough's notifications page"), check="T",
          local="no", in_2014="None"),
    clock(id="eligible_assessment", title="Needs assessment of eligible child", per="pathway",
          starts=on("became_eligible"),
          anchor="The 16th birthday, or the day of becoming eligible",
          within=since(CARE_PLANNING, months(3)), met_by=("leaving_care_assessed",),
          meets="The assessment is recorded", ends_with=CARE_OVER,
          owner="Social worker", escalates="Reviewing officer",
          law=SOURCES.care_planning_2010.at("reg 42"), check="K", local="no"),
    clock(id="relevant_assessment", title="Needs assessment of relevant child", per="pathway",
          starts=on("became_relevant"), anchor="The day of becoming relevant",
          within=since(CARE_PLANNING, months(3)), met_by=("leaving_care_assessed",),
          meets="The assessment is recorded", ends_with=CHILD_OVER,
          owner="Personal adviser; social worker", escalates="Leaving-care manager",
          law=REGULATIONS.at("reg 5"), check="K", local="no"),
    clock(id="pathway_plan", title="Pathway plan prepared", per="pathway",
          starts=on("leaving_care_assessed"), anchor="The day the assessment was complete",
          within=since(CARE_PLANNING, working_days(0)), met_by=("pathway_plan_made",),
          meets="The plan is signed, with all it must hold", ends_with=PATHWAY_OVER,
          owner="Social worker; personal adviser", escalates="Reviewing officer",
          law=REGULATIONS.at("reg 6", also="care planning regulations, reg 43"), check="K",
          local="tighten_only", in_2014="Ofsted 2014, recommendation 39",
          notes="As soon as possible after the assessment, read as the same day; many councils "
                "allow the assessment's own three months"),
    clock(id="pa_appointed", title="Personal adviser appointed", per="pathway",
          starts=on("became_eligible"),
          anchor="The 16th birthday, or the day of becoming eligible",
          within=since(LEAVING_CARE_ACT, months(3)), met_by=("adviser_appointed",),
          meets="A personal adviser is named", ends_with=PATHWAY_OVER,
          owner="Leaving-care manager", escalates="Head of service",
          law=ACT.at("Sch. 2 para 19C", also="the time is local"), check="K", local="yes"),
    clock(id="pathway_review", title="Pathway plan reviewed", per="pathway", steps=ALWAYS,
          starts=on("pathway_plan_made"), anchor="The plan, then the last review",
          within=since(CARE_PLANNING, months(6)), met_by=("pathway_reviewed",),
          meets="The review is recorded", ends_with=PATHWAY_OVER,
          owner="Personal adviser; reviewing officer while looked after",
          escalates="Leaving-care manager",
          law=REGULATIONS.at("reg 7"), check="K", local="no",
          notes="Also when asked for, and around a move"),
    clock(id="pathway_review_move", title="Review after move to unregulated accommodation",
          per="pathway", steps=ALWAYS,
          starts=when("accommodation_moved", "unregulated", words="to unregulated accommodation"),
          reanchors_on=MOVED, anchor="The move, then the last review",
          within=since(CARE_PLANNING, calendar_days(28), months(3)), met_by=("pathway_reviewed",),
          meets="The review is recorded", ends_with=PATHWAY_OVER,
          owner="Personal adviser", escalates="Leaving-care manager",
          law=REGULATIONS.at("reg 7", also="guidance vol. 3; most in need of checking"), check="K",
          local="no"),
    clock(id="pa_visit_first", title="PA visit after accommodation move", per="pathway",
          starts=on("accommodation_moved"), reanchors_on=MOVED, anchor="The day of the move",
          within=VISITS, met_by=("adviser_visit_made",), meets="The visit is recorded",
          ends_with=PATHWAY_OVER,
          owner="Personal adviser", escalates="Leaving-care manager",
          law=REGULATIONS.at("reg 8", also="most in need of checking"), check="K",
          local="tighten_only"),
    clock(id="pa_visit", title="PA visits", per="pathway", steps=Steps(2, None),
          starts=on("accommodation_moved"), reanchors_on=MOVED, anchor="The last visit made",
          within=VISITS, met_by=("adviser_visit_made",), meets="The visit is recorded",
          ends_with=PATHWAY_OVER,
          owner="Personal adviser", escalates="Leaving-care manager",
          law=REGULATIONS.at("reg 8", also="most in need of checking"), check="K",
          local="tighten_only"),
    clock(id="care_leaver_touch", title="Keep in touch 18-25", per="pathway", steps=ALWAYS,
          starts=on("became_former_relevant"), anchor="Turning 18, then the last two-way contact",
          within=since(LEAVING_CARE_ACT, weeks(8)), met_by=("leaver_contacted",),
          meets="The young person answers; word from someone else does not count",
          ends_with=("child_turned_21", *PATHWAY_OVER),
          owner="Personal adviser", escalates="Leaving-care manager; counted in LAIT 317",
          law=ACT.at("s23C(2)", also="how often is local"), check="S", local="yes",
          in_2014="The same to 21, or 24 in education",
          notes="To 21; from 21 to 25 when asked for, with a yearly offer"),
    clock(id="staying_put", title="Staying Put considered", per="review",
          starts=(Start("care_review_held", pl.col("age") >= 16, "aged 16 or over"),),
          anchor="The first review after the 16th birthday, and each to 18",
          within=since("2014-05-13", calendar_days(0)), met_by=("staying_put_considered",),
          meets="The decision is recorded", ends_with=CHILD_OVER,
          owner="Reviewing officer; social worker", escalates="Reviewing officer",
          law=SOURCES.children_and_families_act_2014.at("s98"), check="S", local="no",
          in_2014="From 13 May 2014", notes="For children living with foster carers"),
    clock(id="local_offer", title="Care-leaver local offer published", per="authority",
          steps=ALWAYS,
          starts=on("local_offer_duty_began"),
          anchor="The start of the duty, then the last time it was published or confirmed",
          within=since("2018-04-01", months(12)), met_by=("local_offer_published",),
          meets="The offer is published, or confirmed as it stands",
          owner="Head of leaving care", escalates="Director",
          law=SOURCES.children_and_social_work_act_2017.at("s2", also="the period is local"),
          check="K", local="no", in_2014="None",
          notes="Kept for the authority, not for a young person"),
)
