"""What a worker can be to a child."""

from django.db.models import TextChoices


class AllocationRole(TextChoices):
    """What a worker is to a child while allocated."""

    LEAD = "lead", "Lead social worker"
    CO_WORKER = "co_worker", "Co-worker"
    PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
    IRO = "iro", "Independent reviewing officer"
    CONFERENCE_CHAIR = "conference_chair", "Child protection conference chair"
    ADOPTION = "adoption", "Adoption worker"
