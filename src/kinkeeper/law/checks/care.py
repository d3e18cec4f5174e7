"""Checks of children looked after."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import years
from kinkeeper.law.check import Check
from kinkeeper.law.checks.terms import AS_AT, OPEN, after, c, time_is_up
from kinkeeper.law.sources import SOURCES

care = partial(Check, over="care_periods")

# A check reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CHECKS = (
    care(id="no_legal_status", title="Looked after with no legal status",
         fails=OPEN & c("legal_status").is_null(), section="adoption",
         message="The child is looked after and no legal status stands today.",
         do="Ask legal services on what basis the child is looked after; record it from its day.",
         law=SOURCES.children_act_1989.at("s. 22(1)"), check="S"),
    care(id="no_placement", title="Looked after with no placement",
         fails=OPEN & ~c("has_placement"), section="adoption",
         message="The child is looked after and no placement is recorded today.",
         do="Find out where the child slept last night and record it.",
         law=SOURCES.children_act_1989.at("s. 22C"), check="S"),
    care(id="never_reviewed", title="Looked after and never reviewed", needs=("reviews",),
         fails=OPEN & ~c("has_review") & time_is_up("review_first", "started_on"),
         message="Time for the first review is up, and no review of this time in care is recorded.",
         do="Record the review if it was held; if not, tell the reviewing officer today.",
         law=SOURCES.care_planning_2010.at("reg. 33"), check="S", told_by=("care_review_held",)),
    care(id="looked_after_at_18", title="Looked after past the 18th birthday",
         fails=OPEN & (after(years(18), "born_on") < AS_AT),
         message="The young person is over 18 and the period of care was never ended.",
         do="End the care on the birthday; what follows is leaving care.",
         law=SOURCES.children_act_1989.at("s. 105(1)"), check="S"),
)
