"""What happens to a child in enquiries, conferences, plans and visits."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.protection.kinds import (
    CheckKind,
    ConferenceKind,
    MeetingKind,
    PlanKind,
    VisitKind,
    Way,
)
from kinkeeper.protection.models import (
    Conference,
    ConferenceBooking,
    EnquiryOutcome,
    HarmSuspicion,
    Plan,
    PlanCheck,
    PlanMeeting,
    Section47Enquiry,
    StrategyDiscussion,
    StrategyRecord,
    Transfer,
    Visit,
)
from kinkeeper.protection.models.strategy import ENQUIRES


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
announces(HarmSuspicion, Announcement("significant_harm_suspected", on="on", key="episode_id"))
announces(
    StrategyRecord,
    Announcement(
        "s47_decided",
        on="held_on",
        key="discussion_id",
        under="episode_id",
        when=pl.col("decision").is_in([one.value for one in ENQUIRES]),
    ),
)
announces(
    EnquiryOutcome,
    Announcement("s47_outcome_recorded", on="on", key="enquiry_id", under="episode_id"),
)
announces(
    ConferenceBooking,
    Announcement("conference_booked", on="booked_for", under="episode_id", detail="kind"),
    Announcement("conference_report_shared", on="report_shared_on", under="episode_id"),
    Announcement("agency_reports_received", on="reports_in_on", under="episode_id"),
    Announcement("conference_decisions_sent", on="decisions_sent_on", under="episode_id"),
    Announcement("conference_minutes_sent", on="minutes_sent_on", under="episode_id"),
)
announces(
    Transfer,
    Announcement(
        "cp_transfer_notified",
        on="notified_on",
        key="episode_id",
        when=pl.col("way") == Way.IN.value,
    ),
)
announces(
    PlanCheck,
    *(
        Announcement(
            kind, on="on", key="plan_id", under="episode_id", when=pl.col("kind") == of.value
        )
        for of, kind in (
            (CheckKind.MIDPOINT, "cp_midpoint_checked"),
            (CheckKind.SENIOR, "cp_plan_senior_reviewed"),
        )
    ),
)
announces(
    PlanMeeting,
    *(
        Announcement(
            kind, on="on", key="plan_id", under="episode_id", when=pl.col("kind") == of.value
        )
        for of, kind in (
            (MeetingKind.CHILD_IN_NEED, "cin_meeting_held"),
            (MeetingKind.CORE_GROUP, "core_group_held"),
        )
    ),
)
