"""The kinds of agency, and of things that are told from outside."""

from django.db.models import TextChoices


class AgencyKind(TextChoices):
    """What an agency is."""

    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School, college or nursery"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    ADULT_SERVICES = "adult_services", "Adult services"
    OTHER_AUTHORITY = "other_authority", "Another authority"
    OTHER = "other", "Another agency"


# Who sits at the joint triage of police notices of domestic abuse; not each of hundreds of schools.
JOINT_TRIAGE = frozenset(
    {
        AgencyKind.POLICE,
        AgencyKind.HEALTH,
        AgencyKind.HOUSING,
        AgencyKind.PROBATION,
        AgencyKind.YOUTH_JUSTICE,
        AgencyKind.VOLUNTARY,
        AgencyKind.ADULT_SERVICES,
    }
)


class DraftKind(TextChoices):
    """Who is telling."""

    REFERRAL = "referral", "A referral by a partner agency"
    PUBLIC = "public", "The public form"
