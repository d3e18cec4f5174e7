"""How early help begins, goes and ends; who takes part; what is handed over, and levels of need."""

from django.db.models import TextChoices

from kinkeeper.law.levels import Level


class Beginning(TextChoices):
    """What early help began from."""

    CONTACT = "contact", "A contact with the front door"
    STEP_DOWN = "step_down", "A step down from social care"
    REQUEST = "request", "A request of the family or of an agency"


class State(TextChoices):
    """How far early help has come: it follows from the steps taken, and is stored nowhere."""

    NEW = "new", "Not begun"
    ASKED = "asked", "Waiting for a lead professional"
    ALLOCATED = "allocated", "Lead professional named"
    ASSESSED = "assessed", "Family assessed"
    PLANNED = "planned", "Plan agreed"
    ENDED = "ended", "Ended"


class Step(TextChoices):
    """What was done, once and for good."""

    ASK = "ask", "Early help asked for"
    NAME_LEAD = "name_lead", "Lead professional named"
    CHANGE_LEAD = "change_lead", "Lead professional changed"
    CONTACT_LEAD = "contact_lead", "Lead professional spoken to, and a meeting set"
    ASSESS = "assess", "Family assessment signed"
    AGREE_PLAN = "agree_plan", "Family plan agreed"
    REVIEW = "review", "Reviewed by the team around the family"
    HAND_UP = "hand_up", "Stepped up to social care"
    END = "end", "Early help ended"


class Said(TextChoices):
    """What a family said when asked to agree to early help."""

    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Part(TextChoices):
    """What somebody answers for in early help."""

    LEAD = "lead", "Lead professional"
    COORDINATOR = "coordinator", "Early help coordinator"


class Whose(TextChoices):
    """Whose need it is."""

    CHILD = "child", "The child's"
    ADULT = "adult", "An adult's"
    FAMILY = "family", "The whole family's"


class Result(TextChoices):
    """What came of an item of a plan."""

    MET = "met", "Met"
    PARTLY = "partly", "Met in part"
    NOT_MET = "not_met", "Not met"
    NOT_NEEDED = "not_needed", "No longer needed"


class Ending(TextChoices):
    """Why early help ended."""

    NEEDS_MET = "needs_met", "The family's needs are met"
    DECLINED = "declined", "The family did not agree, or agrees no more"
    STEPPED_UP = "stepped_up", "Stepped up to social care"
    UNIVERSAL = "universal", "What is left can be met by universal services"
    MOVED = "moved", "The family moved away"
    NO_CONTACT = "no_contact", "The family could not be reached"


class Direction(TextChoices):
    """Which way a family is handed over."""

    UP = "up", "Step up to social care"
    DOWN = "down", "Step down to early help"


class Answer(TextChoices):
    """What the receiver said to a handover."""

    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


class Point(TextChoices):
    """When a level of need is set."""

    CONTACT = "contact", "At contact"
    ASSESSMENT = "assessment", "At assessment"
    STEP_UP = "step_up", "At step up"
    STEP_DOWN = "step_down", "At step down"
    REVIEW = "review", "At review"


LEVELS = [(one.value, one.value.replace("_", " ").capitalize()) for one in Level]
