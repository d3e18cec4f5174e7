"""What happens to a child at the front door and in assessment."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.frontdoor.kinds import AssessmentKind, HelpLevel
from kinkeeper.frontdoor.models import Assessment, HelpEpisode

# Early help is help without a referral to social care, and its assessments run by other clocks.
REFERRED = pl.col("level") != HelpLevel.EARLY_HELP.value
OF_THE_CHILD = pl.col("kind") == AssessmentKind.CHILD_AND_FAMILY.value

announces(
    HelpEpisode,
    Announcement("referral_received", on="referred_on", when=REFERRED),
    Announcement(
        "referral_no_further_action",
        on="referred_on",
        when=pl.col("no_further_action") & REFERRED,
        undated_when=pl.col("no_further_action")
        & REFERRED,  # the census has no date for the decision
    ),
    Announcement("case_closed", on="closed_on", detail="closure_reason"),
)
announces(
    Assessment,
    Announcement("assessment_started", on="started_on", under="episode_id", when=OF_THE_CHILD),
    Announcement(
        "assessment_authorised", on="authorised_on", under="episode_id", when=OF_THE_CHILD
    ),
)
