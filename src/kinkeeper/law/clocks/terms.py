"""Short words that the clocks are written in."""

from __future__ import annotations

import polars as pl

from kinkeeper.kernel.dated import Dated
from kinkeeper.kernel.offsets import Direction, Offset, Unit
from kinkeeper.law.clock import Ladder, Start

# Commencements that many clocks share
CHILDREN_ACT = "1991-10-14"
ADOPTION_ACT = "2005-12-30"
CARE_PLANNING = "2011-04-01"
WORKING_TOGETHER_2013 = "2013-04-15"
FAMILIES_ACT = "2014-04-22"
CARE_PLANNING_2015 = "2015-04-01"
SAFEGUARDING_PARTNERS = "2018-06-29"
WORKING_TOGETHER_2018 = "2018-07-04"

# What brings a duty to an end
CHILD_OVER = ("child_died", "child_turned_18")
CASE_OVER = ("case_closed", "referral_no_further_action", *CHILD_OVER)
CIN_PLAN_OVER = ("cin_plan_ended", "cp_plan_started", "case_closed", *CHILD_OVER)
CP_PLAN_OVER = ("cp_plan_ended", "case_closed", *CHILD_OVER)
CARE_OVER = ("looked_after_ended", *CHILD_OVER)
PLACEMENT_OVER = ("placement_ended", *CARE_OVER)
ADOPTIVE_OVER = ("adoptive_placement_ended", *CARE_OVER)
PATHWAY_OVER = ("pathway_ended", "child_died", "child_turned_25")


def on(*kinds: str) -> tuple[Start, ...]:
    """Starts that every event of these kinds makes."""
    return tuple(Start(kind) for kind in kinds)


def when(kind: str, *details: str, words: str) -> tuple[Start, ...]:
    """A start that an event of this kind makes when its detail is one of these."""
    return (Start(kind, pl.col("detail").is_in(details), words),)


def always(*ladder: Offset) -> Dated[Ladder]:
    """A ladder that no date limits: what is counted is local, or has no commencement."""
    return Dated.always(ladder)


def since(date: str, *ladder: Offset, until: str | None = None) -> Dated[Ladder]:
    """A ladder in force from a date, and to the day before `until`."""
    return Dated({date: ladder} if until is None else {date: ladder, until: None})


def by(offset: Offset) -> Offset:
    """The same stretch, met as well by what was done before it began."""
    return Offset(offset.n, offset.unit, Direction.BY)


ON_THE_DATE = Offset(0, Unit.CALENDAR_DAY, Direction.BY)  # by a date set elsewhere
FIRST = Offset(0, Unit.CALENDAR_DAY, Direction.BEFORE)  # must come first
