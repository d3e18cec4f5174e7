"""Kinds of absence, health check, wellbeing record and visit."""

from typing import Final

from django.db.models import TextChoices


class MissingKind(TextChoices):
    """Whether anyone knew where the child was (SSDA903 codes)."""

    MISSING = "M", "Missing from care"
    AWAY = "A", "Away from placement without authorisation"


class HealthCheckKind(TextChoices):
    """What is looked at."""

    DEVELOPMENT = "development", "Development check"
    IMMUNISATION = "immunisation", "Immunisations up to date"
    DENTAL = "dental", "Dental check"
    ASSESSMENT = "assessment", "Health assessment"


class WellbeingKind(TextChoices):
    """What is recorded."""

    STRENGTHS_AND_DIFFICULTIES = "sdq", "Strengths and difficulties questionnaire"
    OFFENCE = "offence", "Offending"
    SUBSTANCE = "substance", "Substance misuse"


class CareVisitKind(TextChoices):
    """Whom a visit is to."""

    LOOKED_AFTER = "cla", "Visit to a child looked after"
    LEAVING_CARE = "leaving_care", "Visit to a care leaver"


# Placements (SSDA903 codes) by where they leave a child: at home, in a foster or a children's home.
WITH_FAMILY: Final = frozenset({"P1"})
FOSTER: Final = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
HOMES: Final = frozenset({"K1", "K2"})
# Legal statuses (SSDA903 codes) that a placement order suspends and does not end.
CARE_ORDERS: Final = frozenset({"C1", "C2"})
