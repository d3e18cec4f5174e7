"""What happens to a child at the front door and in assessment."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.frontdoor.kinds import AssessmentKind, ContactOutcome, HelpLevel
from kinkeeper.frontdoor.models import Assessment, Contact, HelpEpisode

# Early help is help without a referral to social care, and its assessments run by other clocks.
REFERRED = pl.col("level") != HelpLevel.EARLY_HELP.value
OF_THE_CHILD = pl.col("kind") == AssessmentKind.CHILD_AND_FAMILY.value
RATED = pl.col("rag").is_not_null()
ENQUIRED = pl.col("outcome") == ContactOutcome.MASH_ENQUIRY.value

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
announces(
    Contact,
    Announcement("contact_received", on="received_on", at="received_at", detail="reason"),
    Announcement("contact_triaged", on="decided_on", at="decided_at"),
    # What is rated is looked into by the hub, once a contact: each is known by the contact's id.
    Announcement("mash_rated", on="rated_on", at="rated_at", under="id", detail="rag"),
    Announcement(
        "mash_decided",
        on="decided_on",
        at="decided_at",
        under="id",
        when=RATED & ~ENQUIRED,
    ),
    Announcement(
        "mash_decided",
        on="enquiry_decided_on",
        at="enquiry_decided_at",
        under="id",
        when=RATED & ENQUIRED,
    ),
)
