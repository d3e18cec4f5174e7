"""Kinds of what goes before court and of care proceedings."""

from django.db.models import TextChoices


class State(TextChoices):
    """How near to court a child's case is: it follows from the rows, and is stored nowhere."""

    NONE = "none", "Not before court"
    PLANNING = "legal_planning", "A legal planning meeting is to be held"
    TO_ISSUE = "to_issue", "Proceedings are to be issued"
    BEFORE = "pre_proceedings", "In pre-proceedings"
    PROCEEDINGS = "in_proceedings", "In care proceedings"
    ENDED = "ended", "Proceedings have ended"


class PlanningDecision(TextChoices):
    """What a legal planning meeting decided; the codes are those the clocks wait for."""

    NOTHING = "no", "Neither: the plan goes on without court"
    BEFORE = "pre_proceedings", "Pre-proceedings"
    ISSUE = "issue", "Issue proceedings at once"


class StepKind(TextChoices):
    """What was done before court or in proceedings."""

    LETTER = "letter", "Letter before proceedings sent"
    MEETING = "meeting", "Pre-proceedings meeting held"
    REVIEW = "review", "Pre-proceedings reviewed"
    EXTENSION = "extension", "Pre-proceedings extended"
    STEPPED_DOWN = "stepped_down", "Pre-proceedings ended"
    ISSUED = "issued", "Application issued"
    DOCUMENTS = "documents", "Court documents filed"
    DIRECTIONS = "directions", "Standard directions given"
    COURT_EXTENSION = "court_extension", "Timetable extended by the court"
    FINAL = "final", "Final order"


class FinalOrder(TextChoices):
    """How proceedings ended."""

    CARE = "care", "Care order"
    SUPERVISION = "supervision", "Supervision order"
    GUARDIANSHIP = "special_guardianship", "Special guardianship order"
    ARRANGEMENTS = "child_arrangements", "Child arrangements order"
    PLACEMENT = "placement", "Care order and placement order"
    NONE = "none", "No order, or the application was withdrawn"


class HearingKind(TextChoices):
    """What a hearing is for."""

    INTERIM = "interim", "Interim hearing"
    CASE_MANAGEMENT = "cmh", "Case management hearing"
    ISSUES_RESOLUTION = "irh", "Issues resolution hearing"
    FINAL = "final", "Final hearing"


class OrderKind(TextChoices):
    """An order that holds for a time alone."""

    INTERIM_CARE = "ico", "Interim care order"
    INTERIM_SUPERVISION = "iso", "Interim supervision order"
    EMERGENCY = "epo", "Emergency protection order"
    ASSESSMENT = "cao", "Child assessment order"
    SUPERVISION = "so", "Supervision order"


class OrderEnd(TextChoices):
    """What became of such an order."""

    REPLACED = "replaced", "Renewed, or replaced by another order"
    DISCHARGED = "discharged", "Discharged by the court"
    DONE = "done", "What it was made for is done"
    LET_GO = "let_go", "Decided to let it end on its day"
