"""The vocabulary of event kinds: what can happen to a child, and the thread each thing belongs to.

A kind that no record announces yet is declared all the same: clocks name it, and the generated
reference lists them as waiting.
"""

from __future__ import annotations

from kinkeeper.law.vocabulary import CHILD, EventKind, Vocabulary

K = EventKind
EVENTS = Vocabulary()

EVENTS.declare(
    [
        K("child_died", "Child died", CHILD),
        K("child_turned_16", "Child turned 16", CHILD, derived=True),
        K("child_turned_18", "Child turned 18", CHILD, derived=True),
        K("child_turned_21", "Young person turned 21", CHILD, derived=True),
        K("child_turned_25", "Young person turned 25", CHILD, derived=True),
        # Front door and assessment
        K("referral_received", "Referral received", "episode"),
        K("re_referral_received", "Referred again within 12 months", "episode", derived=True),
        K("referral_no_further_action", "Referral ended with no further action", "episode"),
        K("case_closed", "Case closed", "episode"),
        K("assessment_started", "Assessment started", "assessment", "episode"),
        K("assessment_authorised", "Assessment authorised by a manager", "assessment", "episode"),
        # Protection
        K("strategy_discussion_held", "Strategy discussion held", "strategy", "episode"),
        K("s47_started", "Section 47 enquiry started", "enquiry", "episode"),
        K(
            "s47_ended_no_conference",
            "Section 47 enquiry ended: no conference needed",
            "enquiry",
            "episode",
        ),
        K(
            "conference_initial_held",
            "Initial child protection conference held",
            "enquiry",
            "episode",
        ),
        K("conference_transfer_in_held", "Transfer-in conference held", "episode"),
        K("cp_plan_started", "Child protection plan started", "plan", "episode"),
        K("cp_plan_ended", "Child protection plan ended", "plan", "episode"),
        K("conference_review_held", "Review child protection conference held", "plan", "episode"),
        K("cin_plan_started", "Child in need plan started", "plan", "episode"),
        K("cin_plan_ended", "Child in need plan ended", "plan", "episode"),
        # Care
        K("looked_after_started", "Started to be looked after", "care"),
        K("looked_after_ended", "Ceased to be looked after", "care"),
        K("legal_status_started", "Legal status began", "legal_status", "care"),
        K("placement_started", "Placement started", "placement", "care"),
        K("placement_ended", "Placement ended", "placement", "care"),
        K("care_review_held", "Looked-after review held", "review", "care"),
        K("missing_started", "Missing, or away without permission", "missing"),
        K("missing_returned", "Returned after being missing or away", "missing"),
        K("deprivation_of_liberty_started", "Deprivation of liberty began", "deprivation"),
        K("deprivation_of_liberty_ended", "Deprivation of liberty ended", "deprivation"),
        K("adoption_decided", "Decided that adoption is in the child's best interests", "adoption"),
        K("adoption_matched", "Matched with adopters", "adoption"),
        K(
            "placed_for_adoption_decided",
            "Decided that the child be placed for adoption",
            "adoption",
        ),
        K("placed_for_adoption_reversed", "Decision to place for adoption reversed", "adoption"),
        K("worker_allocated", "Worker allocated", "allocation"),
        K("worker_unallocated", "Allocation ended", "allocation"),
    ]
)
