"""What a partner is asked who refers children."""

from typing import Final

from kinkeeper.frontdoor.kinds import LEAST_REASON, Consent, ContactReason
from kinkeeper.web.asking.questions import Flow, Kind, Page, Question

CHILD: Final = (
    Question("forename", "First names", hint="As far as you know them"),
    Question("surname", "Family name"),
    Question(
        "born",
        "Date of birth",
        Kind.DATE,
        hint="For example, 27 3 2015. Leave it out if you do not know it",
        longest=4,
    ),
    Question("age", "Age", Kind.NUMBER, hint="If you do not know the date", longest=3, width="3"),
    Question("address", "Where they live", Kind.LONG, longest=500),
    Question("postcode", "Postcode", longest=12, width="10"),
    Question(
        "note",
        "Anything else that tells who they are",
        Kind.LONG,
        hint="School or nursery, who they live with, the language they speak",
        longest=1000,
    ),
)
FINDS: Final = ("forename", "surname", "born-day", "address", "postcode", "note")
CONSENT: Final = (
    (Consent.GIVEN.value, "Yes, and they agree"),
    (Consent.REFUSED.value, "Yes, and they do not agree"),
    (Consent.NOT_SOUGHT.value, "No, they have not been told"),
)
LAST: Final = (ContactReason.OTHER.value, "Something else, or I am not sure")
NOT_ASKED: Final = (ContactReason.DOMESTIC_ABUSE_POLICE, ContactReason.OTHER)  # a notice is no form
REASONS: Final = (
    *((one.value, str(one.label)) for one in ContactReason if one not in NOT_ASKED),
    LAST,
)
# What they write is one text in the end: the worry, then what was done, then who else is there.
WORRY: Final = Question(
    "worry",
    "What worries you?",
    Kind.LONG,
    hint="If a child is in danger now, ring 999 first",
    needed="Write what worries you",
    longest=6000,
)
REASON: Final = Question(
    "reason",
    "What is it mostly about?",
    Kind.CHOICE,
    needed="Choose one; the last will do if you are not sure",
    choices=REASONS,
    longest=40,
)
FLOW: Final = Flow(
    (
        Page(
            "you",
            "Who you are",
            "So that the front door can ring you back. Your agency and address are known from your "
            "sign-in.",
            (
                Question("name", "Your name", needed="Enter your name", autocomplete="name"),
                Question(
                    "role",
                    "Your part",
                    hint="For example, designated safeguarding lead",
                    needed="Enter what you are to the child or in your agency",
                    autocomplete="organization-title",
                ),
                Question(
                    "telephone",
                    "A telephone number on which you are reached today",
                    needed="Enter a number, so that somebody can ring you back",
                    longest=40,
                    autocomplete="tel",
                    width="20",
                ),
            ),
        ),
        Page(
            "children",
            "Which children?",
            "Every child you are worried about, as far as you know. Nothing here tells whether a "
            "child is known already.",
            CHILD,
            many="child",
            one_of=FINDS,
        ),
        Page(
            "worry",
            "What worries you?",
            "In your own words: what you saw or were told, when, and what the child said. Your words "
            "are kept as you write them.",
            (WORRY, REASON),
        ),
        Page(
            "consent",
            "Do the parents know that you tell us?",
            "Or the young person, where they can decide for themselves. You may tell us without "
            "their agreement where a child may be at risk of harm.",
            (
                Question(
                    "consent",
                    "Have they been told, and do they agree?",
                    Kind.CHOICE,
                    needed="Choose whether they have been told",
                    choices=CONSENT,
                    longest=20,
                ),
                Question(
                    "why",
                    "If they do not agree or have not been told: why do you tell us all the same?",
                    Kind.LONG,
                    needed="Write why they were not asked, or why you tell us though they do not agree",
                    when=("consent", (Consent.REFUSED.value, Consent.NOT_SOUGHT.value)),
                    least=LEAST_REASON,
                    longest=1500,
                ),
            ),
        ),
        Page(
            "done",
            "What have you done, and who else helps?",
            "What your agency has done for the family and what came of it, and who else works with "
            "them. Leave out what you do not know.",
            (
                Question("done", "What have you done so far?", Kind.LONG, longest=1500),
                Question(
                    "others",
                    "Who else works with the family?",
                    Kind.LONG,
                    hint="Agencies and people, with telephone numbers where you have them",
                    longest=900,
                ),
            ),
        ),
    )
)
