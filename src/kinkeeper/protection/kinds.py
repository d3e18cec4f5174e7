"""Kinds of conference, plan and visit."""

from django.db.models import TextChoices


class ConferenceKind(TextChoices):
    """What a child protection conference is called for."""

    INITIAL = "initial", "Initial child protection conference"
    REVIEW = "review", "Review child protection conference"
    TRANSFER_IN = "transfer_in", "Transfer-in conference"


class PlanKind(TextChoices):
    """What a plan is for."""

    CHILD_IN_NEED = "cin", "Child in need plan"
    CHILD_PROTECTION = "cp", "Child protection plan"


class VisitKind(TextChoices):
    """What a visit is for."""

    ASSESSMENT = "assessment", "Visit for an assessment"
    ENQUIRY = "s47", "Visit for a section 47 enquiry"
    CHILD_IN_NEED = "cin", "Child in need visit"
    CHILD_PROTECTION = "cp", "Child protection visit"
