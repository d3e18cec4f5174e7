"""What happens to a child in enquiries, conferences, plans and visits."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.protection.kinds import ConferenceKind, PlanKind, VisitKind
from kinkeeper.protection.models import (
    Conference,
    Plan,
    Section47Enquiry,
    StrategyDiscussion,
    Visit,
)


def conference(kind: ConferenceKind) -> pl.Expr:
    """Conferences of one kind."""
    return pl.col("kind") == kind.value


def plan(kind: PlanKind) -> pl.Expr:
    """Plans of one kind."""
    return pl.col("kind") == kind.value


def seen(kind: VisitKind) -> pl.Expr:
    """Visits of one kind at which the child was seen: an attempt meets nothing."""
    return (pl.col("kind") == kind.value) & pl.col("seen")


announces(
    StrategyDiscussion,
    Announcement("strategy_discussion_held", on="held_on", under="episode_id"),
)
announces(
    Section47Enquiry,
    Announcement("s47_started", on="started_on", under="episode_id"),
    Announcement(
        "s47_ended_no_conference",
        on="ended_on",
        under="episode_id",
        when=pl.col("conference_needed").not_(),
        undated_when=pl.col("ended_on").is_null(),
    ),
)
announces(
    Conference,
    Announcement(
        "conference_initial_held",
        on="held_on",
        key="enquiry_id",
        under="episode_id",
        when=conference(ConferenceKind.INITIAL) & pl.col("enquiry_id").is_not_null(),
    ),
    Announcement(
        "conference_initial_held",
        on="held_on",
        under="episode_id",
        when=conference(ConferenceKind.INITIAL) & pl.col("enquiry_id").is_null(),
    ),
    Announcement(
        "conference_transfer_in_held",
        on="held_on",
        key="episode_id",
        when=conference(ConferenceKind.TRANSFER_IN),
    ),
)
announces(
    Plan,
    Announcement(
        "cin_plan_started", on="started_on", under="episode_id", when=plan(PlanKind.CHILD_IN_NEED)
    ),
    Announcement(
        "cin_plan_ended", on="ended_on", under="episode_id", when=plan(PlanKind.CHILD_IN_NEED)
    ),
    Announcement(
        "cp_plan_started", on="started_on", under="episode_id", when=plan(PlanKind.CHILD_PROTECTION)
    ),
    Announcement(
        "cp_plan_ended", on="ended_on", under="episode_id", when=plan(PlanKind.CHILD_PROTECTION)
    ),
)
announces(
    Visit,
    Announcement("child_seen", on="held_on", under="episode_id", when=pl.col("seen")),
    Announcement(
        "cin_visit_made", on="held_on", under="plan_id", when=seen(VisitKind.CHILD_IN_NEED)
    ),
    Announcement(
        "cp_visit_made", on="held_on", under="plan_id", when=seen(VisitKind.CHILD_PROTECTION)
    ),
)
