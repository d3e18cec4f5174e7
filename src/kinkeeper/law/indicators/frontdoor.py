"""Indicators of referrals and assessments."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators.terms import IN_TIME, LATE, c
from kinkeeper.law.limits import due_by
from kinkeeper.law.sources import SOURCES

referrals = partial(Indicator, over="referrals", on="referred_on")

# An indicator reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
INDICATORS = (
    referrals(id="FD11", title="Referrals", law=SOURCES.lait.at("referrals"), check="T",
              better="neither"),
    referrals(id="FD13", title="Re-referrals within 12 months",
              counts=c("previous_on") >= c("referred_on").dt.offset_by("-12mo"),
              law=SOURCES.lait.at("re-referrals"), check="T", better="low",
              notes="Counts referrals; a second published basis counts children."),
    referrals(id="FD14", title="Referrals ending in no further action",
              counts=c("no_further_action"), law=SOURCES.lait.at("referrals"), check="T",
              better="neither"),
    Indicator(id="AS03", title="Assessments within 45 working days of their start",
              over="assessments", on="authorised_on",
              counts=c("authorised_on") <= due_by("assessment_complete", "started_on"),
              law=SOURCES.lait.at("assessments", also="counted from the assessment's start"),
              check="T", better="high"),
    Indicator(id="AS03R", title="Assessments within 45 working days of the referral", over="duties",
              on="met_on", clocks=("assessment_complete",), counts=IN_TIME,
              law=SOURCES.cin_census.at("assessments", also="counted from the referral"), check="T",
              better="high"),
    Indicator(id="AS05", title="Open assessments past 45 working days", over="duties", on="as_at",
              of=LATE, clocks=("assessment_complete",),
              law=SOURCES.practice.at(also="asked for by councils: published figures leave out "
              "what is open and overdue"), check="K", better="low"),
    Indicator(id="FD01", title="Contacts", over="contacts", on="received_on",
              law=SOURCES.practice.at(also="one for each child of a contact"), check="S",
              better="neither"),
    Indicator(id="EH03", title="Children with early help", over="early_help", on="as_at", per="child",
              of=c("closed_on").is_null(), law=SOURCES.practice.at(), check="S", better="neither"),
    referrals(id="CN01", title="Children in need", on="as_at", per="child",
              of=c("closed_on").is_null() & ~c("no_further_action").fill_null(value=False),
              law=SOURCES.cin_census.at("children in need"), check="S", better="neither",
              notes="Children whose referral is being worked on, those on a protection plan and "
              "most of those looked after among them."),
)
