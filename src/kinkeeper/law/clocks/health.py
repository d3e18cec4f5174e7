"""Clocks of looked-after children's health."""

from __future__ import annotations

from functools import partial

import polars as pl

from kinkeeper.kernel.offsets import months, working_days
from kinkeeper.law.clock import ALWAYS, Clock, Start, Waivable
from kinkeeper.law.clocks.terms import CARE_OVER, CARE_PLANNING, always, by, on, since
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="health")
REGULATIONS = SOURCES.care_planning_2010
ASSESSED = ("health_assessed",)
REFUSED = partial(
    Waivable,
    when="The child, of sufficient understanding, refuses the assessment",
    by=("team_manager",),
    law=REGULATIONS.at("reg 7", also="recalled; asked again by the time of the next"),
    check="K",
)


def entering(ages: pl.Expr, words: str) -> Start:
    """The start of care, for children of some ages only."""
    return Start("looked_after_started", ages, words)


SCORED_FROM = entering(pl.col("age").is_between(4, 16), "aged 4 to 16")

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="iha", title="Initial health assessment", per="care",
          starts=on("looked_after_started"), anchor="The day the child becomes looked after",
          within=since(CARE_PLANNING, by(working_days(20))), met_by=ASSESSED,
          meets="A doctor's written report and a health plan arrive", ends_with=CARE_OVER,
          owner="Social worker asks; health provider",
          escalates="Health commissioner; reviewing officer",
          law=REGULATIONS.at("reg 7(1) and (2)", also="health guidance of 2015"), check="S",
          local="no", waivable=REFUSED(), in_2014="The same, under guidance of 2009",
          notes="Before placement, or by the first review; not if done in the last three months"),
    clock(id="rha_under5", title="Review health assessment under 5", per="care", steps=ALWAYS,
          starts=(entering(pl.col("age") < 5, "under 5"),),
          anchor="The last assessment; the start of care before there is one",
          within=since(CARE_PLANNING, months(6)), met_by=ASSESSED, meets="The report arrives",
          ends_with=("turned_5_in_care", *CARE_OVER),
          owner="Health provider", escalates="Health commissioner",
          law=REGULATIONS.at("reg 7(3)(a)"), check="S", local="no",
          waivable=REFUSED(at_most=months(6))),
    clock(id="rha_5plus", title="Review health assessment 5 and over", per="care", steps=ALWAYS,
          starts=(entering(pl.col("age") >= 5, "5 or over"), *on("turned_5_in_care")),
          anchor="The last assessment; before there is one, the start of care or fifth birthday",
          within=since(CARE_PLANNING, months(12)), met_by=ASSESSED, meets="The report arrives",
          ends_with=CARE_OVER,
          owner="Health provider", escalates="Health commissioner",
          law=REGULATIONS.at("reg 7(3)(b)"), check="S", local="no",
          waivable=REFUSED(at_most=months(12))),
    clock(id="health_notify", title="Health body told of child coming into care/move",
          per="placement",
          starts=on("placement_started"), anchor="The start of the placement",
          within=since(CARE_PLANNING, by(working_days(5))), met_by=("health_notice_given",),
          meets="The health body and the doctor have notice", ends_with=("child_died",),
          owner="Social worker", escalates="Reviewing officer",
          law=REGULATIONS.at("reg 13(2)(f) and (g)"), check="T", local="no",
          in_2014="To the primary care trust until 2013, then the clinical commissioning group",
          notes="Before the placement unless it is an emergency; five days is the emergency's. Of a "
                "placement with adopters notice is given under the Adoption Agencies Regulations 2005"),
    clock(id="sdq", title="Strengths and Difficulties Questionnaire", per="care", steps=ALWAYS,
          starts=(SCORED_FROM, *on("turned_4_in_care")),
          anchor="The last score; before there is one, the start of care or fourth birthday",
          within=since("2009-01-01", months(12)), met_by=("sdq_scored",),
          meets="A score is recorded", ends_with=("child_turned_17", *CARE_OVER),
          owner="Carer; social worker", escalates="Virtual school; health provider",
          law=SOURCES.health_of_looked_after.at(also="also the 903 return"), check="K", local="no",
          in_2014="The same", notes="Of the guidance of 2009, the year only"),
    clock(id="dental", title="Dental check", per="care", steps=ALWAYS,
          starts=on("looked_after_started"), anchor="The start of care, then the last check",
          within=always(months(12)), met_by=("dental_checked",),
          meets="The check is recorded, or that it was declined", ends_with=CARE_OVER,
          owner="Carer; social worker", escalates="Health review",
          law=SOURCES.lait.at("item 3"), check="S", local="yes", in_2014="The same",
          notes="Returned for children looked after all year at 31 March; six-monthly in places"),
)
