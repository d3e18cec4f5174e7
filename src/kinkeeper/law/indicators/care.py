"""Indicators of children looked after."""

from __future__ import annotations

from functools import partial

from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators.terms import IN_TIME, OPEN, OWED, c
from kinkeeper.law.sources import SOURCES

children = partial(Indicator, over="care_periods", on="as_at")
SHORT_BREAKS = ("V3", "V4")
LOOKED_AFTER = OPEN & ~c("legal_status").is_in(SHORT_BREAKS).fill_null(value=False)
REVIEWS = ("review_first", "review_second", "review_later")

# An indicator reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
INDICATORS = (
    children(id="LA02", title="Children looked after", of=LOOKED_AFTER,
             law=SOURCES.lait.at("children looked after"), check="T", better="neither",
             notes="Without children in short breaks (legal status V3 or V4)."),
    children(id="PS01", title="Three or more placements in the year", of=LOOKED_AFTER,
             counts=c("placements_in_year") >= 3, needs=("placements",),
             law=SOURCES.lait.at("placement stability"), check="T", better="low",
             notes="Since 1 April. Temporary placements are left out; a move to adoption with "
             "the same carers is not told apart and counts."),
    Indicator(id="RV01", title="Looked-after reviews on time", over="duties", on="due_on", of=OWED,
              clocks=REVIEWS, counts=IN_TIME, per="child",
              law=SOURCES.care_planning_2010.at("reg. 33", also="all of a child's reviews"),
              check="T", better="high"),
)
