"""Which of what is overdue cannot wait the least: duties in kinds, the gravest for a child first.

The order is the practice of this house. A kind names clocks of its own, or whole areas of work whose
clocks no other kind names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinkeeper.law.clocks import CLOCKS


@dataclass(frozen=True, slots=True)
class Kind:
    """Duties that are of one weight."""

    id: str
    title: str
    clocks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


KINDS: Final = (
    Kind(
        "harm",
        "Harm to a child",
        (
            "strategy_discussion",
            "s47_start",
            "s47_child_seen",
            "s47_complete",
            "icpc",
            "prebirth_icpc",
            "cp_transfer_in",
            "police_protection",
            "missing_strategy",
            "serious_incident_notify",
            "rapid_review",
            "scr_hist",
            "cla_death_notify",
            "care_leaver_death_notify",
            "child_death_review",
        ),
    ),
    Kind("protection", "Children on protection plans", areas=("protection",)),
    Kind("court", "Courts and orders", areas=("court",)),
    Kind("missing", "Children who went missing", areas=("missing",)),
    Kind("assessment", "Referrals and assessments", areas=("front_door", "assessment")),
    Kind(
        "visits",
        "Visits to children looked after",
        (
            *(one.id for one in CLOCKS if one.area == "care" and one.id.startswith("visit_")),
            "adoption_visit",
            "former_cla_detention_visit",
            "shortbreak_visit_first",
        ),
    ),
    Kind("reviews", "Reviews of children looked after", areas=("review",)),
    Kind("care", "Plans and decisions of care", areas=("care",)),
    Kind("in-need", "Children in need", ("cin_first_meeting", "cin_review", "cin_visit")),
    Kind(
        "living",
        "Health, school and leaving care",
        areas=("health", "education", "leaving_care", "private_fostering", "early_help"),
    ),
    Kind(
        "papers",
        "Papers, notices and what was not written down",
        (
            "assessment_shared",
            "case_closure",
            "cla_visit_alone",
            "contact_refusal_notice",
            "icpc_agency_reports",
            "icpc_decisions_out",
            "icpc_minutes",
            "icpc_report_family",
            "marf_written_confirmation",
            "placement_end_notice",
            "placement_notification",
            "referrer_feedback",
            "review_decisions",
            "review_papers",
            "review_record",
        ),
    ),
)


def _ranks() -> dict[str, int]:
    named = {name: rank for rank, kind in enumerate(KINDS) for name in kind.clocks}
    areas = {area: rank for rank, kind in enumerate(KINDS) for area in kind.areas}
    return {one.id: named[one.id] if one.id in named else areas[one.area] for one in CLOCKS}


RANKS: Final[Mapping[str, int]] = _ranks()  # of each clock the place of its kind, from 0
