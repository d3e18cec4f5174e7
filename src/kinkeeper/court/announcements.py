"""What happens to a child on the way to court and in proceedings."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.court.kinds import HearingKind, StepKind
from kinkeeper.court.models import Hearing, LegalCase, LegalPlanning, LegalStep

TOLD = {
    StepKind.LETTER: "letter_before_proceedings_sent",
    StepKind.MEETING: "pre_proceedings_meeting_held",
    StepKind.REVIEW: "pre_proceedings_reviewed",
    StepKind.STEPPED_DOWN: "pre_proceedings_ended",
    StepKind.ISSUED: "proceedings_issued",
    StepKind.DOCUMENTS: "court_documents_filed",
    StepKind.DIRECTIONS: "standard_directions_given",
    StepKind.FINAL: "proceedings_ended",
}
CASE_MANAGEMENT = pl.col("kind") == HearingKind.CASE_MANAGEMENT.value

announces(LegalCase, Announcement("legal_planning_requested", on="asked_on"))
announces(
    LegalPlanning,
    Announcement("legal_planning_held", on="held_on", key="case_id", detail="decision"),
)
announces(
    LegalStep,
    *(
        Announcement(event, on="on", key="case_id", when=pl.col("kind") == kind.value)
        for kind, event in TOLD.items()
    ),
)
announces(
    Hearing,
    Announcement("cmh_listed", on="listed_for", under="case_id", when=CASE_MANAGEMENT),
    Announcement("cmh_held", on="held_on", under="case_id", when=CASE_MANAGEMENT),
    Announcement(
        "irh_held",
        on="held_on",
        under="case_id",
        when=pl.col("kind") == HearingKind.ISSUES_RESOLUTION.value,
    ),
)
