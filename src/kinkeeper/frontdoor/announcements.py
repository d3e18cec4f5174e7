"""What happens to a child at the front door and in assessment."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.frontdoor.kinds import AssessmentKind, ContactOutcome, HelpLevel, Step
from kinkeeper.frontdoor.models import (
    Assessment,
    Contact,
    ContactStep,
    EnquiryAnswer,
    EnquiryRequest,
    HelpEpisode,
)

# Early help is help without a referral to social care, and its assessments run by other clocks.
REFERRED = pl.col("level") != HelpLevel.EARLY_HELP.value
OF_THE_CHILD = pl.col("kind") == AssessmentKind.CHILD_AND_FAMILY.value
IS = {one: pl.col("kind") == one.value for one in Step}
DECIDED, RATED = IS[Step.DECIDED], pl.col("rating").is_not_null()
ENQUIRED = pl.col("outcome") == ContactOutcome.MASH_ENQUIRY.value
LINKED = pl.col("episode_id").is_not_null()
REFERS = LINKED & pl.col("outcome").is_in(
    [ContactOutcome.REFERRAL.value, ContactOutcome.STRATEGY_DISCUSSION.value]
)


def _step(
    kind: str,
    when: pl.Expr,
    *,
    key: str = "contact_id",
    under: str | None = None,
    detail: str | None = None,
) -> Announcement:
    return Announcement(kind, "on", at="at", key=key, under=under, detail=detail, when=when)


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
    Announcement("closure_decided", on="closure_decided_on", when=REFERRED),
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
    Announcement(
        "contact_received",
        on="received_on",
        at="received_at",
        detail="reason",
        when=pl.col("withdrawn_at").is_null(),
    ),
)
announces(
    ContactStep,
    _step("contact_triaged", DECIDED),
    # What is rated is looked into by the hub, once a contact: each is known by the contact's id.
    _step("mash_rated", IS[Step.RATED], under="contact_id", detail="rating"),
    _step(
        "mash_decided", RATED & ~ENQUIRED & (DECIDED | IS[Step.ENQUIRY_DECIDED]), under="contact_id"
    ),
    _step("referral_screened", REFERS, key="episode_id"),
    _step("referral_decided", REFERS, key="episode_id"),
    _step("referrer_told", LINKED & (IS[Step.REFERRER_TOLD] | IS[Step.NOT_TOLD]), key="episode_id"),
    _step("re_referral_reviewed", LINKED & IS[Step.RE_REFERRAL_REVIEWED], key="episode_id"),
    _step("referral_telephoned", IS[Step.WRITTEN_ASKED]),
    _step("referral_form_received", IS[Step.WRITTEN_CAME]),
    Announcement("edt_handover_opened", on="owed_on", key="contact_id", when=IS[Step.NIGHT_ENDED]),
    _step("edt_handover_accepted", IS[Step.NIGHT_TAKEN]),
)
announces(
    EnquiryRequest,
    Announcement(
        "mash_information_requested",
        on="sent_on",
        at="sent_at",
        under="contact_id",
        detail="rating",
    ),
)
announces(
    EnquiryAnswer,
    Announcement(
        "mash_information_returned",
        on="answered_on",
        at="answered_at",
        key="request_id",
        under="contact_id",
    ),
)
