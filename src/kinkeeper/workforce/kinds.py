"""What a worker can be to a child, and to the authority."""

from django.db.models import TextChoices


class AllocationRole(TextChoices):
    """What a worker is to a child while allocated."""

    LEAD = "lead", "Lead social worker"
    CO_WORKER = "co_worker", "Co-worker"
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    IRO = "iro", "Independent reviewing officer"
    CONFERENCE_CHAIR = "conference_chair", "Child protection conference chair"
    ADOPTION = "adoption", "Adoption worker"


class AllocationEnd(TextChoices):
    """What ended an allocation, where something other than a change of worker did."""

    CASE_CLOSED = "case_closed", "The case was closed"


class Grade(TextChoices):
    """The grade of a post, or of the person in it."""

    NEWLY_QUALIFIED = "newly_qualified", "Newly qualified social worker"
    SOCIAL_WORKER = "social_worker", "Social worker"
    SENIOR = "senior", "Senior social worker"
    ADVANCED = "advanced", "Advanced practitioner"
    TEAM_MANAGER = "team_manager", "Team manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    IRO = "iro", "Independent reviewing officer"
    CONFERENCE_CHAIR = "conference_chair", "Child protection conference chair"
    SUPPORT = "support", "Support worker"


class Contract(TextChoices):
    """How somebody holds a post; agency cover never fills it."""

    PERMANENT = "permanent", "Permanent"
    FIXED_TERM = "fixed_term", "Fixed term"
    SECONDMENT = "secondment", "Secondment"
    AGENCY = "agency", "Agency"


class SupervisionKind(TextChoices):
    """What a supervision was about."""

    PERSONAL = "personal", "Personal supervision"
    CASES = "case", "Case supervision"
    BOTH = "both", "Personal and case supervision"
