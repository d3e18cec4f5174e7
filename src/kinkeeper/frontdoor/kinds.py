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
    PUBLIC_FORM = "public_form", "Public form"
    NOTICE = "notice", "Notices in bulk"
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


DECISIONS = tuple(one for one in ContactOutcome if one != ContactOutcome.MASH_ENQUIRY)


class Step(TextChoices):
    """What is done with a contact, after it came."""

    RATED = "rated", "Screened and rated"
    DECIDED = "decided", "Decided"
    ENQUIRY_DECIDED = "enquiry_decided", "Decided after the multi-agency enquiry"
    ACKNOWLEDGED = "acknowledged", "Taken by the worker of the open case"
    REFERRER_TOLD = "referrer_told", "Referrer told the outcome"
    NOT_TOLD = "not_told", "Outcome kept from the referrer"
    DISAGREED = "disagreed", "An agency disagrees"
    ANSWERED = "answered", "Disagreement answered"
    WRITTEN_ASKED = "written_asked", "Asked to confirm in writing"
    WRITTEN_CAME = "written_came", "Confirmed in writing"
    NIGHT_ENDED = "night_ended", "Left by the out-of-hours team for the day"
    NIGHT_TAKEN = "night_taken", "Taken over from the out-of-hours team"
    RE_REFERRAL_REVIEWED = "re_referral_reviewed", "Re-referral reviewed"


class NotAChild(TextChoices):
    """Why somebody told of is not looked for."""

    SPAM = "spam", "Advertising or nonsense"
    WRONG_ADDRESS = "wrong_address", "Meant for somebody else"
    STAFF_MATTER = "staff_matter", "About work here, and about no child"
    MISTAKE = "mistake", "Named by mistake: there is no such child in it"
    NAMED = "named", "Each child that it tells of is named apart"


class Consent(TextChoices):
    """Whether a parent, or the young person, agreed that the concern is passed on."""

    GIVEN = "given", "Agreed"
    REFUSED = "refused", "Told, and did not agree"
    NOT_SOUGHT = "not_sought", "Not told"


class Evidence(TextChoices):
    """What a decision was made on."""

    REFERRER = "referrer", "The referrer's account"
    HISTORY = "history", "What is recorded here already"
    PARTNERS = "partners", "Answers of other agencies"
    CHILD = "child", "What the child says"
    PARENT = "parent", "What a parent or carer says"
    SEEN = "seen", "The child was seen"


class Research(TextChoices):
    """How far other agencies' answers were waited for, when an enquiry was decided."""

    COMPLETE = "complete", "Every agency asked has answered"
    NOT_NEEDED = "not_needed", "No further partner research needed"
    DID_NOT_WAIT = "did_not_wait", "A strategy discussion does not wait"


class Basis(TextChoices):
    """By what right other agencies are asked."""

    CONSENT = "consent", "With consent"
    WITHOUT = "without", "Without consent, to safeguard a child"


class AnswerKind(TextChoices):
    """What came back from an agency that was asked."""

    KNOWN = "known", "Known: information given"
    NOTHING_HELD = "nothing_held", "Nothing held (nil return)"
    DECLINED = "declined", "Cannot share"


LONGEST_WORDS = 10_000
LEAST_REASON = 10
