"""What happens to a child looked after."""

import polars as pl

from kinkeeper.care.kinds import CareVisitKind
from kinkeeper.care.models import (
    AdoptionCase,
    CarePeriod,
    CareVisit,
    DeprivationOfLiberty,
    LeavingCareContact,
    LegalStatusPeriod,
    MissingEpisode,
    Placement,
)
from kinkeeper.care.reading import without_a_beginning
from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.chronology.telling import register
from kinkeeper.law.codes.ssda903_episodes import ADOPTIVE

# The 903 tells of a placement with adopters by its code; one whose code is not known is another.
WITH_ADOPTERS = pl.col("kind").is_in(ADOPTIVE).fill_null(value=False)
IN_TOUCH = "YES"  # SSDA903 OC3.IN_TOUCH: the young person answered
IN_CARE = pl.col("seen") & (pl.col("kind") == CareVisitKind.LOOKED_AFTER.value)
LEAVER_SEEN = pl.col("seen") & (pl.col("kind") == CareVisitKind.LEAVING_CARE.value)
ALONE_TOLD = pl.col("seen_alone") | pl.col("not_alone_reason").is_not_null()
START_UNKNOWN = pl.col("start_known").not_()

announces(
    CarePeriod,
    Announcement("looked_after_started", on="started_on", undated_when=START_UNKNOWN),
    Announcement("looked_after_ended", on="ended_on", detail="cease_reason"),
)
announces(
    LegalStatusPeriod,
    Announcement(
        "legal_status_started",
        on="started_on",
        under="care_period_id",
        detail="code",
        undated_when=START_UNKNOWN,
    ),
)
announces(
    Placement,
    Announcement(
        "placement_started",
        on="started_on",
        under="care_period_id",
        detail="kind",
        when=~WITH_ADOPTERS,
        undated_when=START_UNKNOWN,
    ),
    Announcement(
        "placement_ended",
        on="ended_on",
        under="care_period_id",
        detail="kind",
        when=~WITH_ADOPTERS,
    ),
    Announcement(
        "placed_with_adopters",
        on="started_on",
        under="care_period_id",
        when=WITH_ADOPTERS,
        undated_when=START_UNKNOWN,
    ),
    Announcement(
        "adoptive_placement_ended", on="ended_on", under="care_period_id", when=WITH_ADOPTERS
    ),
)
announces(
    MissingEpisode,
    Announcement("missing_started", on="started_on", detail="kind"),
    Announcement("missing_returned", on="returned_on", detail="kind"),
    Announcement("return_interview_done", on="interview_held_on"),
    Announcement(
        "return_interview_done",
        on="interview_declined_on",
        when=pl.col("interview_held_on").is_null(),
    ),
)
announces(
    DeprivationOfLiberty,
    Announcement("deprivation_of_liberty_started", on="started_on"),
    Announcement("deprivation_of_liberty_ended", on="ended_on"),
)
announces(
    AdoptionCase,
    Announcement("adoption_decided", on="decision_on"),
    Announcement("adoption_matched", on="matched_on"),
    Announcement("placed_for_adoption_decided", on="placed_on"),
    Announcement("placed_for_adoption_reversed", on="placed_ceased_on"),
)
announces(
    CareVisit,
    Announcement("care_visit_made", on="held_on", under="care_period_id", when=IN_CARE),
    Announcement(
        "visit_alone_recorded", on="held_on", under="care_period_id", when=IN_CARE & ALONE_TOLD
    ),
    # A care leaver has one pathway, whose thread is the young person.
    Announcement(
        "adviser_visit_made",
        on="held_on",
        key="person_id",
        when=LEAVER_SEEN,
    ),
    Announcement("leaver_contacted", on="held_on", key="person_id", when=LEAVER_SEEN),
)
announces(
    LeavingCareContact,
    Announcement(
        "leaver_contacted", on="on_date", key="person_id", when=pl.col("in_touch") == IN_TOUCH
    ),
)
register(without_a_beginning)
