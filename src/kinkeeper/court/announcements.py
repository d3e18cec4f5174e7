"""What happens to a child on the way to court and in proceedings."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.court.kinds import HearingKind, OrderKind, StepKind
from kinkeeper.court.models import (
    Hearing,
    LegalCase,
    LegalPlanning,
    LegalStep,
    TimedOrder,
)

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
INTERIM = (OrderKind.INTERIM_CARE, OrderKind.INTERIM_SUPERVISION)
ORDERS = (
    ("epo_made", "made_on", (OrderKind.EMERGENCY,)),
    ("epo_extended", "extended_on", (OrderKind.EMERGENCY,)),
    ("epo_ended", "concluded_on", (OrderKind.EMERGENCY,)),
    ("assessment_order_began", "made_on", (OrderKind.ASSESSMENT,)),
    ("assessment_order_done", "concluded_on", (OrderKind.ASSESSMENT,)),
    ("supervision_order_made", "made_on", (OrderKind.SUPERVISION,)),
    ("supervision_order_decided", "concluded_on", (OrderKind.SUPERVISION,)),
)
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
announces(
    TimedOrder,
    *(
        Announcement(event, on=column, when=pl.col("kind").is_in([one.value for one in kinds]))
        for event, column, kinds in ORDERS
    ),
    *(
        Announcement(
            event,
            on=column,
            under="case_id",
            when=pl.col("kind").is_in([one.value for one in INTERIM]),
        )
        for event, column in (
            ("interim_order_end_set", "ends_on"),
            ("interim_order_concluded", "concluded_on"),
        )
    ),
)
