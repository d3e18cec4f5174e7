"""Indicators of section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators.terms import IN_TIME, OPEN, OWED, c
from kinkeeper.law.limits import due_by
from kinkeeper.law.sources import SOURCES

plans = partial(Indicator, over="plans")
PROTECTION = c("kind") == "cp"
LONG_ENOUGH = due_by("rcpc_first", "plan_started_on") <= c("as_at")

# An indicator reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
INDICATORS = (
    Indicator(id="CP02", title="Section 47 enquiries leading to an initial conference",
              over="enquiries", on="started_on", counts=c("conference_on").is_not_null(),
              law=SOURCES.lait.at("section 47 enquiries"), check="T", better="neither"),
    Indicator(id="CP07", title="Initial conferences within 15 working days", over="duties",
              on="met_on", clocks=("icpc",), counts=IN_TIME, law=SOURCES.lait.at("item 218"),
              check="T", better="high", notes="Conferences with no enquiry recorded are left out."),
    plans(id="CP11", title="Children on a child protection plan", on="as_at", of=PROTECTION & OPEN,
          law=SOURCES.lait.at("child protection plans"), check="T", better="neither"),
    plans(id="CP14", title="Second or subsequent child protection plans", on="started_on",
          of=PROTECTION & c("previous_plans").is_not_null(), counts=c("previous_plans") > 0,
          law=SOURCES.lait.at("child protection plans"), check="T", better="low",
          notes="Plans whose number of earlier plans is not recorded are left out."),
    Indicator(id="CP20", title="Child protection reviews on time", over="plan_reviews", on="as_at",
              of=OWED & LONG_ENOUGH, clocks=("rcpc_first", "rcpc_next"), counts=IN_TIME,
              per="child", law=SOURCES.lait.at("item 19"), check="T", better="high",
              notes="Children on a plan for three months or more, all of whose reviews were."),
    Indicator(id="CP21", title="Child protection visits on time", over="duties", on="due_on",
              of=OWED, clocks=("cp_visit",), counts=IN_TIME,
              law=SOURCES.practice.at(also="every 10 working days, or as set locally"), check="N",
              better="high", notes="Visits that fell due, with the child seen."),
)
