"""Checks of who a child is, and of who is responsible for the child."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import calendar_days
from kinkeeper.law.check import Check
from kinkeeper.law.checks.terms import AS_AT, after, c
from kinkeeper.law.sources import SOURCES

check = partial(Check, over="children")
FIVE, EIGHTEEN = 5, 18  # years: school age as the census asks for a pupil number, and adult

# A check reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CHECKS = (
    check(id="open_without_worker", title="Open case with no lead worker",
          fails=c("is_open") & ~c("has_lead_worker"), needs=("allocations",),
          message="This child's case is open and no lead worker is recorded.",
          do="Allocate a lead worker today, or close the case if the work is done.",
          law=SOURCES.working_together.at("2018 ch. 1, 2023 ch. 3"), check="S"),
    check(id="no_birth_or_due_date", title="No date of birth and no expected date",
          fails=c("born_on").is_null() & c("expected_on").is_null(),
          message="Neither a date of birth nor, for an unborn child, an expected date is recorded.",
          do="Record the date of birth; an estimate, marked as one, is better than nothing.",
          law=SOURCES.cin_census.at("rule 8525Q"), check="S"),
    check(id="birth_not_recorded", title="Expected date long past and no birth recorded",
          fails=c("born_on").is_null() & c("died_on").is_null()
          & (after(calendar_days(30), "expected_on") < AS_AT),
          message="The child was expected more than 30 days ago and no birth is recorded.",
          do="Ask the midwife; record the date of birth, or that the child died.",
          law=SOURCES.cin_census.at("rule 8530Q"), check="S", severity="query"),
    check(id="no_pupil_number", title="School age, no unique pupil number and no reason",
          fails=c("is_open") & (c("age_last_august") >= FIVE) & (c("age") < EIGHTEEN)
          & (c("upns") == 0) & (c("reasons_for_no_upn") == 0),
          message="The child is of school age and has no pupil number, nor a reason for none.",
          do="Ask the school for the number, or record why there is none.",
          law=SOURCES.cin_census.at("rule 8770Q"), check="S", severity="query"),
    check(id="two_child_ids", title="More than one child ID of this authority",
          fails=c("la_child_ids") > 1,
          message="The child has two IDs of this authority in use: returns would count two "
          "children.", do="Find out which the returns use, and give the other one an end date.",
          law=SOURCES.cin_census.at("LAchildID"), check="S"),
    check(id="open_after_death", title="Case still open after the child died",
          fails=c("is_open") & c("died_on").is_not_null(),
          message="The child has died, and a case or a period of care is still open.",
          do="Check the date of death with the manager, then close the case and the care.",
          law=SOURCES.practice.at(also="Children in need census counts open cases"), check="N"),
)
