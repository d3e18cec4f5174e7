"""The lists that people choose from: why a record is closed, opened, or leaves the service."""

from typing import Final

from django.db.models import TextChoices

LONGEST_WITHOUT_REVIEW: Final = 90  # days a restriction stands before it is looked at again
LONGEST_ALLOWED: Final = 30  # days for which a protected address may be told to somebody
SHORTEST_WHY, LONGEST_WHY = 20, 500  # characters of a reason for opening a record in an emergency


class RestrictionReason(TextChoices):
    """Why a record is restricted."""

    COLLEAGUE = "colleague", "A colleague or a colleague's family"
    PUBLIC_FIGURE = "public_figure", "A person in the public eye"
    DANGER = "danger", "Somebody would be in danger if found"
    ALLEGATION = "allegation", "An allegation against a person who works with children"
    ADOPTION = "adoption", "Adoption"
    COURT = "court", "A court ordered it"
    INVESTIGATION = "investigation", "A criminal investigation"


class RestrictionScope(TextChoices):
    """How much of the record is closed."""

    RECORD = "record", "The whole record"
    SECTION = "section", "One section"


class ConflictReason(TextChoices):
    """What ties a worker to a person outside work."""

    FAMILY = "family", "Family"
    FRIEND = "friend", "Friend or neighbour"
    FORMER_CASE = "former_case", "Was once the subject of the record"
    COMPLAINT = "complaint", "A complaint or claim between them"
    OTHER_INTEREST = "other_interest", "Another interest"


class GlassReason(TextChoices):
    """Why somebody had to open a record that nothing else opens to them."""

    HARM_NOW = "harm_now", "A child may be in danger now"
    OUT_OF_HOURS = "out_of_hours", "It is out of hours, and nobody who works with the child answers"
    MISSING = "missing", "A child is missing"
    ASKED_NOW = "asked_now", "Police or a hospital have the child with them and ask now"
    AT_THE_DOOR = "at_the_door", "The child or a parent is here, and their worker is not"


class GlassOutcome(TextChoices):
    """What came of asking why a record was opened so."""

    NEEDED = "needed", "It was needed, and no more was read than was needed"
    NOT_NEEDED = "not_needed", "It was not needed: taken up with the person"
    BREACH = "breach", "A breach of confidence: reported as one"


class ToldAs(TextChoices):
    """In what part somebody is told of it."""

    MANAGER = "manager", "Manager"
    GOVERNANCE = "governance", "Information governance"


class Recipient(TextChoices):
    """For whom an output is made."""

    CHILD = "child", "The child or young person"
    PARENT = "parent", "A parent or carer"
    PARTNER = "partner", "A partner agency"
    COURT = "court", "A court"
    AUTHORITY = "authority", "Another authority"
    OWN_FILE = "own_file", "Our own file"


class CheckOutcome(TextChoices):
    """What a second person found."""

    PASSED = "passed", "It may go out"
    SENT_BACK = "sent_back", "It may not go out"
