"""Children looked after and care leavers: every answer is what the asker may see."""

from kinkeeper.care.queries.absence import (
    AbsenceShown,
    DeprivationShown,
    deprivations,
    missing_episodes,
)
from kinkeeper.care.queries.adoption import AdoptionShown, adoptions
from kinkeeper.care.queries.away import IN_A_HOME, IN_FOSTER_CARE, Away, away_from_home
from kinkeeper.care.queries.timelines import (
    CarePeriodShown,
    CareSummary,
    InCare,
    LegalStatusShown,
    PlacementShown,
    adoption_open,
    care_periods,
    care_summary,
    legal_statuses,
    looked_after,
    placements,
    unallocated,
)
from kinkeeper.care.queries.visits import to_visit, visits
from kinkeeper.care.queries.wellbeing import (
    HealthCheckShown,
    HealthYear,
    LeavingCareShown,
    WellbeingShown,
    care_leaver,
    health_by_year,
    leaving_care,
)

__all__ = [
    "IN_A_HOME",
    "IN_FOSTER_CARE",
    "AbsenceShown",
    "AdoptionShown",
    "Away",
    "CarePeriodShown",
    "CareSummary",
    "DeprivationShown",
    "HealthCheckShown",
    "HealthYear",
    "InCare",
    "LeavingCareShown",
    "LegalStatusShown",
    "PlacementShown",
    "WellbeingShown",
    "adoption_open",
    "adoptions",
    "away_from_home",
    "care_leaver",
    "care_periods",
    "care_summary",
    "deprivations",
    "health_by_year",
    "leaving_care",
    "legal_statuses",
    "looked_after",
    "missing_episodes",
    "placements",
    "to_visit",
    "unallocated",
    "visits",
]
