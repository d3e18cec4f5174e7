"""How contacts come and what becomes of them; levels of help and kinds of assessment."""

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


class Channel(TextChoices):
    """By what way a contact came."""

    TELEPHONE = "telephone", "Telephone"
    FORM = "form", "Written referral form"
    EMAIL = "email", "E-mail"
    IN_PERSON = "in_person", "In person"
    PORTAL = "portal", "Partner's portal"
    OUT_OF_HOURS = "out_of_hours", "Out-of-hours team"


class ContactReason(TextChoices):
    """What a contact is about, as the caller tells it."""

    DOMESTIC_ABUSE_POLICE = "domestic_abuse_police", "Police notice of domestic abuse"
    ABUSE_OR_NEGLECT = "abuse_or_neglect", "Abuse or neglect"
    EXPLOITATION = "exploitation", "Exploitation"
    MISSING = "missing", "Missing"
    PARENTAL_ILL_HEALTH = "parental_ill_health", "A parent's ill health"
    PARENTAL_SUBSTANCE_MISUSE = "parental_substance_misuse", "A parent's substance misuse"
    FAMILY_STRESS = "family_stress", "Family under stress"
    CHILD_BEHAVIOUR = "child_behaviour", "The child's behaviour"
    DISABILITY = "disability", "Disability or illness"
    HOMELESSNESS = "homelessness", "Homelessness"
    IMMIGRATION = "immigration", "Immigration, or no recourse to public funds"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    REQUEST_FOR_SUPPORT = "request_for_support", "Request for support"
    OTHER = "other", "Something else"


class Rating(TextChoices):
    """How urgent a contact is rated."""

    RED = "red", "Red: possible significant harm"
    AMBER = "amber", "Amber: complex needs, not immediate"
    GREEN = "green", "Green: lower need"
    BLUE = "blue", "Blue: no safeguarding need"


class ContactOutcome(TextChoices):
    """What was decided about a contact."""

    NO_FURTHER_ACTION = "no_further_action", "No further action"
    ADVICE = "advice", "Advice given"
    EARLY_HELP = "early_help", "Early help"
    OPEN_CASE = "open_case", "Sent to the worker of an open case"
    MASH_ENQUIRY = "mash_enquiry", "Multi-agency enquiry"
    REFERRAL = "referral", "Referral to social care"
    STRATEGY_DISCUSSION = "strategy_discussion", "Strategy discussion"


LEADS_TO_EPISODE = (
    ContactOutcome.EARLY_HELP,
    ContactOutcome.OPEN_CASE,
    ContactOutcome.MASH_ENQUIRY,
    ContactOutcome.REFERRAL,
    ContactOutcome.STRATEGY_DISCUSSION,
)
