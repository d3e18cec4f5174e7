"""What happens to a child in reviews."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.reviews.kinds import ReviewKind
from kinkeeper.reviews.models import Review

PROTECTION = pl.col("kind") == ReviewKind.CHILD_PROTECTION.value

announces(
    Review,
    Announcement(
        "care_review_held",
        on="held_on",
        under="care_period_id",
        detail="participation",
        when=pl.col("kind") == ReviewKind.LOOKED_AFTER.value,
    ),
    Announcement(
        "conference_review_held",
        on="held_on",
        key="plan_id",
        under="episode_id",
        when=PROTECTION & pl.col("plan_id").is_not_null(),
    ),
    Announcement(
        "conference_review_held",
        on="held_on",
        under="episode_id",
        when=PROTECTION & pl.col("plan_id").is_null(),
    ),
)
