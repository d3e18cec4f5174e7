"""Checks of referrals and assessments."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import calendar_days
from kinkeeper.law.check import Check
from kinkeeper.law.checks.terms import after, c
from kinkeeper.law.sources import SOURCES

referral = partial(Check, over="referrals")
assessment = partial(Check, over="assessments")

# A check reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CHECKS = (
    referral(id="referred_before_conception", title="Referral long before the birth",
             fails=c("referred_on") < after(calendar_days(280).before(), "born_on"),
             message="The referral is dated more than 280 days before the child was born.",
             do="Check both dates; one belongs to another child or has a wrong year.",
             law=SOURCES.cin_census.at("rule 8606"), check="S"),
    assessment(id="assessment_open_after_closure", title="Assessment open on a closed case",
               fails=c("authorised_on").is_null() & c("case_closed_on").is_not_null(),
               message="The case was closed while this assessment was not authorised.",
               do="Authorise the assessment with its true date, or reopen the case.",
               law=SOURCES.practice.at(also="a closed case owes no assessment"), check="N",
               severity="query"),
    assessment(id="assessment_before_referral", title="Assessment begun before the referral",
               fails=c("started_on") < c("referred_on"),
               message="The assessment is dated before the referral it answers.",
               do="Correct the date, or move the assessment to the referral it belongs to.",
               law=SOURCES.cin_census.at("rule 1103"), check="S"),
)
