"""Levels of help and kinds of assessment."""

from django.db.models import TextChoices


class HelpLevel(TextChoices):
    """How much help the episode is for."""

    EARLY_HELP = "early_help", "Early help"
    FAMILY_HELP = "family_help", "Family help"
    CHILD_IN_NEED = "cin", "Child in need"


class AssessmentKind(TextChoices):
    """What the assessment looks at."""

    EARLY_HELP = "early_help", "Early help assessment"
    CHILD_AND_FAMILY = "c_and_f", "Child and family assessment"
    PRE_BIRTH = "pre_birth", "Pre-birth assessment"
    EXPLOITATION = "exploitation", "Exploitation assessment"
