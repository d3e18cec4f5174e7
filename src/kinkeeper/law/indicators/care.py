"""Indicators of children looked after."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.codes.ssda903_episodes import ADOPTIVE
from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators.terms import IN_TIME, OPEN, OWED, c
from kinkeeper.law.sources import SOURCES

children = partial(Indicator, over="care_periods", on="as_at")
SHORT_BREAKS = ("V3", "V4")
LOOKED_AFTER = OPEN & ~c("legal_status").is_in(SHORT_BREAKS).fill_null(value=False)
VISITS = ("visit_first_week", "visit_six_weekly_y1", "visit_six_weekly_after_y1")
REVIEWS = ("review_first", "review_second", "review_later")
# Said wherever either is counted, in the same words.
APART = (
    "Children looked after and placements are counted apart. A child in short breaks (legal status V3 "
    "or V4) has a placement and is not counted as looked after; a child looked after may have no "
    "placement recorded."
)
living = partial(Indicator, over="placements", on="as_at", of=OPEN, better="neither", notes=APART)
MIX = SOURCES.lait.at("placements of children looked after")
FOSTERED, HOMES = c("kind").str.starts_with("U"), c("kind").is_in(["K1", "K2"])
SUPPORTED, PARENTS = c("kind").is_in(["K3", "H5", "P2"]), c("kind") == "P1"
ADOPTION = c("kind").is_in(ADOPTIVE)
gone = partial(Indicator, over="missing", law=SOURCES.missing_2014.at(), check="S", better="low")

# An indicator reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
INDICATORS = (
    children(id="LA02", title="Children looked after", of=LOOKED_AFTER,
             law=SOURCES.lait.at("children looked after"), check="T", better="neither",
             notes=APART),
    children(id="PS01", title="Three or more placements in the year", of=LOOKED_AFTER,
             counts=c("placements_in_year") >= 3, needs=("placements",),
             law=SOURCES.lait.at("placement stability"), check="T", better="low",
             notes="Since 1 April. Temporary placements are left out; a move to adoption with "
             "the same carers is not told apart and counts."),
    Indicator(id="RV01", title="Looked-after reviews on time", over="duties", on="due_on", of=OWED,
              clocks=REVIEWS, counts=IN_TIME, per="child",
              law=SOURCES.care_planning_2010.at("reg. 33", also="all of a child's reviews"),
              check="T", better="high"),
    Indicator(id="RV03", title="Looked-after visits on time", over="duties", on="due_on", of=OWED,
              clocks=VISITS, counts=IN_TIME, law=SOURCES.care_planning_2010.at("reg. 28"),
              check="T", better="high",
              notes="Visits that fell due. Where a longer interval was agreed for a placement meant "
              "to last, or a weekly one is owed, it is counted with its own duty, not here."),
    living(id="PS05", title="Foster care", counts=FOSTERED, law=MIX, check="T"),
    living(id="PS06", title="Children's homes or secure", counts=HOMES, law=MIX, check="T"),
    living(id="PS07", title="Supported or independent living", counts=SUPPORTED, law=MIX,
           check="T"),
    living(id="PS09P", title="With parents", counts=PARENTS, law=MIX, check="T"),
    living(id="PS09A", title="Placed for adoption", counts=ADOPTION, law=MIX, check="T"),
    living(id="PS09", title="Anywhere else", law=MIX, check="T",
           notes="A placement whose kind is not recorded is counted as anywhere else.",
           counts=~(FOSTERED | HOMES | SUPPORTED | PARENTS | ADOPTION).fill_null(value=False)),
    gone(id="MS01N", title="Missing or away without permission now", on="as_at",
         of=c("returned_on").is_null(), per="child"),
    gone(id="MS01S", title="Times children went missing", on="started_on", of=c("kind") == "M"),
    Indicator(id="LC13L", title="Care leavers", over="care_leavers", on="as_at", per="child",
              law=SOURCES.care_leavers_2010.at(), check="S", better="neither",
              notes="Relevant and former relevant young people to their 25th birthday."),
)
