"""Indicators of who works with whom."""

from __future__ import annotations

from kinkeeper.law.indicator import Indicator
from kinkeeper.law.indicators.terms import OPEN, c
from kinkeeper.law.sources import SOURCES
from kinkeeper.law.spread import Spread

# An indicator reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
INDICATORS = (
    Indicator(id="WF14", title="Open cases without a lead worker", over="children", on="as_at",
              of=c("is_open") & ~c("has_lead_worker"), needs=("allocations",),
              law=SOURCES.practice.at(also="a child has one lead worker at every moment"),
              check="N", better="low"),
)
CASELOAD = Spread(id="WF08", title="Children a lead worker holds", over="allocations",
                  each="worker", of=(c("role") == "lead") & OPEN,
                  law=SOURCES.practice.at(also="the workforce census counts by full-time "
                  "equivalent; this counts people"), check="S",
                  notes="Workers who lead with at least one child.")
