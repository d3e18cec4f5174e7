"""What happens to a child in early help, and between early help and social care."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.earlyhelp.kinds import Direction, Step
from kinkeeper.earlyhelp.models import Handover, HandoverMeeting, HelpStep

TOLD = {
    Step.NAME_LEAD: "early_help_allocated",
    Step.CONTACT_LEAD: "early_help_lead_contacted",
    Step.ASSESS: "early_help_assessed",
    Step.AGREE_PLAN: "early_help_planned",
    Step.REVIEW: "early_help_reviewed",
    Step.END: "early_help_ended",
    Step.HAND_UP: "early_help_ended",
}

announces(
    HelpStep,
    *(
        Announcement(kind, on="on", key="early_help_id", when=pl.col("step") == step.value)
        for step, kind in TOLD.items()
    ),
)
announces(
    Handover,
    Announcement(
        "step_down_decided",
        on="decided_on",
        key="episode_id",
        when=pl.col("direction") == Direction.DOWN.value,
    ),
)
announces(
    HandoverMeeting,
    Announcement(
        "step_down_meeting_held",
        on="held_on",
        key="episode_id",
        when=pl.col("episode_id").is_not_null(),
    ),
)
