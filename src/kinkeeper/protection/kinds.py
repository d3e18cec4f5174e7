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


class State(TextChoices):
    """How far the protection of a child has come: it follows from the rows, and is stored nowhere."""

    NONE = "none", "Not in child protection"
    STRATEGY = "strategy", "A strategy discussion is to be held"
    ENQUIRY = "s47", "A section 47 enquiry goes on"
    CONFERENCE = "icpc_pending", "A conference is to be held"
    ON_PLAN = "on_plan", "On a child protection plan"
    PLAN_ENDED = "plan_ended", "The child protection plan has ended"


class TakesPart(TextChoices):
    """The agencies of a strategy discussion or a conference."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School, college or nursery"
    PROBATION = "probation", "Probation"
    OTHER = "other", "Another agency"


class StrategyDecision(TextChoices):
    """What a strategy discussion decided."""

    SINGLE = "s47_single", "Section 47 enquiry by the local authority alone"
    JOINT = "s47_joint", "Section 47 enquiry by the local authority and the police"
    ASSESSMENT = "assessment", "Assessment or help without section 47"
    NOTHING = "nothing", "Nothing more"


class EnquiryResult(TextChoices):
    """What a section 47 enquiry found."""

    NOT_SUBSTANTIATED = "not_substantiated", "Concerns are not substantiated"
    SAFE = "safe", "Substantiated, and the child is not likely to go on suffering harm"
    CONTINUING = "continuing", "Substantiated, and the child is likely to suffer significant harm"


class ConferenceDecision(TextChoices):
    """What a conference decided."""

    PLAN = "plan", "The child is made the subject of a child protection plan"
    NO_PLAN = "no_plan", "No child protection plan"
    CONTINUE = "continue", "The child protection plan goes on"
    END = "end", "The child protection plan ends"


class View(TextChoices):
    """What an agency said to the decision."""

    AGREES = "agrees", "Agrees"
    DISSENTS = "dissents", "Dissents"
    NONE = "none", "Gave no view"


class PlanEnd(TextChoices):
    """Why a child protection plan ended."""

    NOT_NEEDED = "not_needed", "The conference judged it no longer needed"
    LOOKED_AFTER = "looked_after", "The child is looked after, and needs it no longer"
    MOVED = "moved", "Moved away for good, and the other authority held its conference"
    EIGHTEEN = "eighteen", "The young person turned 18"
    DIED = "died", "The child died"


class CheckKind(TextChoices):
    """Who looked at a plan between conferences."""

    MIDPOINT = "midpoint", "Midway check by the chair"
    SENIOR = "senior", "Senior review of a long plan"


class Way(TextChoices):
    """Which way a child on a plan moves."""

    IN = "in", "Into this area"
    OUT = "out", "Out of this area"


class MeetingKind(TextChoices):
    """What a meeting about a plan is."""

    CHILD_IN_NEED = "cin", "Child in need meeting"
    CORE_GROUP = "core_group", "Core group"


class MeetingDecision(TextChoices):
    """What a meeting about a plan decided."""

    GO_ON = "go_on", "The plan goes on"
    STEP_DOWN = "step_down", "Step down"
    STEP_UP = "step_up", "Step up"


class Change(TextChoices):
    """How it is for the child, against the outcome that was wanted."""

    REACHED = "reached", "The outcome is reached"
    BETTER = "better", "Better than before"
    SAME = "same", "No different"
    WORSE = "worse", "Worse than before"


class InNeedEnd(TextChoices):
    """Why a child in need plan ended."""

    OUTCOMES = "outcomes", "The outcomes are reached"
    STEP_DOWN = "step_down", "Stepped down to early help"
    STEP_UP = "step_up", "Stepped up: a child protection plan or care"
    WITHDRAWN = "withdrawn", "The family withdrew its consent"
    MOVED = "moved", "The child moved away"
    OTHER = "other", "Another reason"
