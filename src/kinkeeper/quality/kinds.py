"""Grades, parts of practice and the like, in the words people choose by."""

from django.db.models import TextChoices


class Grade(TextChoices):
    """How good practice was, in the words of inspection."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


class Part(TextChoices):
    """A part of practice that an audit grades."""

    ASSESSMENT = "assessment", "Assessment and analysis of risk"
    CHILDS_VOICE = "childs_voice", "The child seen, heard and understood"
    PLANNING = "planning", "Planning and what it changed"
    FAMILY = "family", "Work with the family"
    PARTNERS = "partners", "Work with other agencies"
    OVERSIGHT = "oversight", "Supervision and management oversight"
    RECORDING = "recording", "Recording"


class AuditState(TextChoices):
    """How far an audit is."""

    GIVEN = "given", "Given to an auditor"
    COMPLETED = "completed", "Waits for moderation"
    CLOSED = "closed", "Moderated and closed"


class Step(TextChoices):
    """What is done with an audit."""

    COMPLETE = "complete", "Complete it"
    PROPOSE = "propose", "Propose an action"
    MODERATE = "moderate", "Moderate it"


class Population(TextChoices):
    """What a dip sample is drawn from: one rule each."""

    CLOSED_UNASSESSED = "closed_unassessed", "Cases closed in the time without an assessment"
    CLOSED = "closed", "Cases closed in the time, to be looked at again"
    QUICK = "quick", "Contacts of the time that ended with no further action within a day"


class OversightKind(TextChoices):
    """What a manager recorded of a child's work."""

    SUPERVISION = "supervision", "Decision in supervision"
    DECISION = "decision", "Manager's decision"
