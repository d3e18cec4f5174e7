"""Kinds of review."""

from django.db.models import TextChoices


class ReviewKind(TextChoices):
    """What is reviewed."""

    LOOKED_AFTER = "cla", "Looked after review"
    CHILD_PROTECTION = "cp", "Child protection review"
