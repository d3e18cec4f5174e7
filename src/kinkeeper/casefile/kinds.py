"""The kinds of notes, documents, warnings and what becomes of them, in the words people choose by."""

from django.db import models

from kinkeeper.access.sections import Section

OF_SECTIONS = [(section.value, section.words) for section in Section]


class NoteKind(models.TextChoices):
    """What a note is of."""

    TELEPHONE = "telephone", "Telephone call"
    VISIT = "visit", "Visit"
    OBSERVATION = "observation", "Observation"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    MEETING = "meeting", "Meeting"
    CASE_DISCUSSION = "case_discussion", "Case discussion"
    MANAGEMENT_DECISION = "management_decision", "Management decision"
    OTHER = "other", "Other note"


class TextKind(models.TextChoices):
    """Whether words are the note itself or were added to it."""

    NOTE = "note", "Note"
    ADDITION = "addition", "Added later"


class DocumentKind(models.TextChoices):
    """What a document is."""

    LETTER = "letter", "Letter"
    REPORT = "report", "Report or assessment"
    COURT = "court", "Court document"
    HEALTH = "health", "Health document"
    SCHOOL = "school", "School document"
    IDENTITY = "identity", "Proof of identity"
    PICTURE = "picture", "Photograph or drawing"
    EMAIL = "email", "E-mail"
    OTHER = "other", "Other document"


class Verdict(models.TextChoices):
    """What a scanner for viruses said of a document."""

    CLEAN = "clean", "No virus found"
    INFECTED = "infected", "Virus found"
    UNANSWERED = "unanswered", "Held: not checked yet"
    NO_SCANNER = "no_scanner", "Not checked"


# What a scanner may say next: a virus, once found, is never unsaid, and clean is not asked again.
FOLLOWS: dict[Verdict, frozenset[Verdict]] = {
    Verdict.UNANSWERED: frozenset({Verdict.CLEAN, Verdict.INFECTED}),
    Verdict.NO_SCANNER: frozenset({Verdict.CLEAN, Verdict.INFECTED}),
    Verdict.CLEAN: frozenset(),
    Verdict.INFECTED: frozenset(),
}
OPENS = frozenset({Verdict.CLEAN, Verdict.NO_SCANNER})  # what may be downloaded


class WarningKind(models.TextChoices):
    """What somebody who visits or telephones has to know first."""

    VISIT_IN_PAIRS = "visit_in_pairs", "Visit in pairs"
    VIOLENCE = "violence", "Violence or threats towards workers"
    WEAPONS = "weapons", "Weapons at the address"
    DOG = "dog", "Dangerous dog"
    INFECTION = "infection", "Risk of infection"
    PREMISES = "premises", "Unsafe premises"
    NO_CONTACT = "no_contact", "Somebody must not have contact with the child"
    NOT_TO_BE_TOLD = "not_to_be_told", "Somebody must not be told where the child is"
    ABDUCTION = "abduction", "Risk of abduction"
    SELF_HARM = "self_harm", "Risk of self-harm or suicide"
    MEDICAL = "medical", "Medical condition or allergy to know of"


class TaskEndKind(models.TextChoices):
    """How a task ended."""

    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"
