"""Clocks of visits to looked-after children."""

from __future__ import annotations

from functools import partial

from kinkeeper.kernel.offsets import calendar_days, months, weeks, years
from kinkeeper.law.clock import ALWAYS, Clock, Steps
from kinkeeper.law.clocks.terms import (
    ADOPTION_ACT,
    ADOPTIVE_OVER,
    CARE_OVER,
    CARE_PLANNING,
    CARE_PLANNING_2015,
    CHILD_OVER,
    PLACEMENT_OVER,
    on,
    since,
)
from kinkeeper.law.sources import SOURCES

clock = partial(Clock, area="care")
REGULATIONS = SOURCES.care_planning_2010
VISITED = ("care_visit_made",)
MEETS = "A visit is recorded with the child seen"
OWNER = "Social worker"
ESCALATES = "Team manager and reviewing officer on the day after"
WEEK_THEN_SIX = since(CARE_PLANNING, weeks(1), weeks(6))
WEEKLY = since(CARE_PLANNING, weeks(1))
NEW_PLACEMENT = ("placement_started",)
OTHER_TERMS = ("permanent_placement_agreed", "longterm_foster_agreed")
AFTER_FIRST = Steps(2, None)
ADOPTIVE = (
    "A placement with adopters has visits of its own, under the Adoption Agencies Regulations 2005 "
    "(reg 36(4)): it starts none of these. Nor does it end them, for that would tell of it; they go on "
    "from the last visit made"
)

# A clock reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
CLOCKS = (
    clock(id="visit_first_week", title="Visit within one week of placement", per="care",
          starts=on("placement_started"), reanchors_on=NEW_PLACEMENT,
          anchor="The start of any placement",
          within=WEEK_THEN_SIX, met_by=VISITED,
          meets="The child is visited and seen, alone unless an exception applies",
          ends_with=CARE_OVER,
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(2)(a)"), check="T", local="tighten_only", in_2014="The same",
          notes=ADOPTIVE),
    clock(id="visit_six_weekly_y1", title="Visits in first year of placement", per="care",
          steps=AFTER_FIRST,
          starts=on("placement_started"), reanchors_on=NEW_PLACEMENT,
          anchor="The last visit made, in the placement's first year",
          within=WEEK_THEN_SIX, until_start=years(1), met_by=VISITED, meets=MEETS,
          ends_with=CARE_OVER,
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(2)(b)"), check="T", local="tighten_only", in_2014="The same",
          notes=f"Six weeks from the visit made, not from when it was due. {ADOPTIVE}"),
    clock(id="visit_three_monthly_permanent",
          title="Visits after year 1 where intended to last to 18", per="care", steps=ALWAYS,
          starts=on("permanent_placement_agreed"), reanchors_on=("permanent_placement_agreed",),
          anchor="The agreement that the placement lasts to 18, then the last visit made",
          within=since(CARE_PLANNING, months(3)), met_by=VISITED, meets=MEETS,
          ends_with=("longterm_foster_agreed", *PLACEMENT_OVER),
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(2)(c)(i)"), check="T", local="tighten_only",
          in_2014="The same", notes="Six-weekly visits still bind in the placement's first year"),
    clock(id="visit_six_weekly_after_y1", title="Visits after year 1, other placements",
          per="care", steps=AFTER_FIRST,
          starts=on("placement_started"), reanchors_on=NEW_PLACEMENT,
          anchor="The last visit made, after the placement's first year",
          within=WEEK_THEN_SIX, from_start=years(1), met_by=VISITED, meets=MEETS,
          ends_with=(*OTHER_TERMS, *CARE_OVER),
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(2)(c)(ii)"), check="T", local="tighten_only",
          in_2014="The same", notes=ADOPTIVE),
    clock(id="visit_longterm_foster", title="Visits in designated long-term foster placement",
          per="care", steps=ALWAYS,
          starts=on("longterm_foster_agreed"), reanchors_on=("longterm_foster_agreed",),
          anchor="The child's agreement after a year in placement, then the last visit made",
          within=since(CARE_PLANNING_2015, months(6)), met_by=VISITED,
          meets="A visit is recorded, at the interval the child agreed", ends_with=PLACEMENT_OVER,
          owner=OWNER, escalates="Reviewing officer",
          law=REGULATIONS.at("reg 28", also="SI 2015/495"), check="S", local="tighten_only",
          in_2014="Not to be had before April 2015"),
    clock(id="visit_reg19_weekly", title="Weekly visits: placed with parent before assessment",
          per="care", steps=ALWAYS,
          starts=on("immediate_parent_placement_made"),
          reanchors_on=("immediate_parent_placement_made",),
          anchor="The placement, then the last visit made",
          within=WEEKLY, met_by=VISITED, meets=MEETS,
          ends_with=("care_review_held", *PLACEMENT_OVER),
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(3)"), check="T", local="tighten_only",
          notes="To the first review; then six-weekly visits go on"),
    clock(id="visit_temp_or_ico_weekly",
          title="Weekly visits: temporary approval, or ICO living with parent", per="care",
          steps=ALWAYS,
          starts=on("temporary_carer_approved", "interim_order_with_parent"),
          reanchors_on=("temporary_carer_approved", "interim_order_with_parent"),
          anchor="The approval or order, then the last visit made",
          within=WEEKLY, met_by=VISITED, meets=MEETS,
          ends_with=("care_review_held", *PLACEMENT_OVER),
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(4)"), check="T", local="tighten_only",
          notes="To the first review; every four weeks after it, which is not counted here"),
    clock(id="visit_care_order_with_parent", title="Visits: care order, living with parent",
          per="care", steps=ALWAYS,
          starts=on("care_order_with_parent"), reanchors_on=("care_order_with_parent",),
          anchor="The making of the care order, then the last visit made",
          within=WEEK_THEN_SIX, met_by=VISITED, meets=MEETS, ends_with=PLACEMENT_OVER,
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(5)"), check="T", local="tighten_only"),
    clock(id="visit_other_arranger", title="Visits where another person arranges living",
          per="care", steps=ALWAYS,
          starts=on("living_arrangements_changed"), reanchors_on=("living_arrangements_changed",),
          anchor="The start of, or any change in, where the child lives; then the last visit",
          within=WEEK_THEN_SIX, met_by=VISITED, meets=MEETS, ends_with=PLACEMENT_OVER,
          owner=OWNER, escalates=ESCALATES,
          law=REGULATIONS.at("reg 28(6)"), check="K", local="tighten_only",
          notes="The first days of an arrangement count as a change in it"),
    clock(id="visit_on_request", title="Visit when reasonably requested / after s30A notice",
          per="care",
          starts=on("visit_requested"), anchor="The request or the notice of concern",
          within=WEEKLY, met_by=VISITED, meets=MEETS, ends_with=CARE_OVER,
          owner=OWNER, escalates="Reviewing officer",
          law=REGULATIONS.at("reg 28(7) and (8)"), check="K", local="no",
          notes="A week is the notice's limit; a child's own request is met as soon as it can be"),
    clock(id="shortbreak_visit_first", title="First visit in short-break series (reg 48)",
          per="short_breaks", steps=ALWAYS,
          starts=on("short_breaks_started"),
          anchor="The start of the first placement, then the last visit",
          within=since(CARE_PLANNING, months(3), months(6)), met_by=("short_break_visit_made",),
          meets="The child is visited on a day spent in placement",
          ends_with=("short_breaks_ended", *CHILD_OVER),
          owner=OWNER, escalates="Reviewing officer",
          law=REGULATIONS.at("reg 48(3)(c)"), check="K", local="tighten_only",
          notes="Guidance speaks of the first seven days in placement"),
    clock(id="adoption_visit", title="Visits in adoptive placement", per="care", steps=ALWAYS,
          starts=on("placed_with_adopters"), reanchors_on=("placed_with_adopters",),
          anchor="The placement, then the last visit made",
          within=since(ADOPTION_ACT, weeks(1)), met_by=VISITED,
          meets="A visit is made and reported on", ends_with=("care_review_held", *ADOPTIVE_OVER),
          owner="Child's social worker", escalates="Adoption manager",
          law=SOURCES.adoption_agencies_2005.at("reg 36(4)"), check="T", local="tighten_only",
          notes="To the first review, which decides what follows"),
    clock(id="cla_visit_alone", title="Child seen alone on visits", per="visit",
          starts=on("care_visit_made"), anchor="The day of the visit",
          within=since(CARE_PLANNING, calendar_days(0)), met_by=("visit_alone_recorded",),
          meets="Whether the child was seen alone is recorded, and why if not",
          ends_with=CARE_OVER,
          owner=OWNER, escalates="Team manager",
          law=REGULATIONS.at("reg 29"), check="K", local="no"),
)
