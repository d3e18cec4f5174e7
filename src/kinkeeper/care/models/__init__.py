"""Children looked after, and the young people who were."""

from kinkeeper.care.models.absence import DeprivationOfLiberty, MissingEpisode
from kinkeeper.care.models.adoption import AdoptionCase
from kinkeeper.care.models.care import CarePeriod, LegalStatusPeriod, Placement
from kinkeeper.care.models.leaving import LeavingCareContact
from kinkeeper.care.models.visits import CareVisit
from kinkeeper.care.models.wellbeing import HealthCheck, WellbeingRecord

__all__ = [
    "AdoptionCase",
    "CarePeriod",
    "CareVisit",
    "DeprivationOfLiberty",
    "HealthCheck",
    "LeavingCareContact",
    "LegalStatusPeriod",
    "MissingEpisode",
    "Placement",
    "WellbeingRecord",
]
