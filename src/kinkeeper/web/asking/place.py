"""What a partner is asked who tells of a place or a group of young people, and of no child by name."""

from collections.abc import Mapping
from typing import Any, Final

from kinkeeper.web.asking.questions import Flow, Kind, Page, Question
from kinkeeper.web.asking.referral import FLOW, REASON, WORRY

ABOUT: Final = "about"  # what a draft says of itself, beside its pages
PLACE: Final = "place"
PLACE_FLOW: Final = Flow(
    (
        FLOW.pages[0],
        Page(
            PLACE,
            "Which place or group?",
            "A park, a shop, a flat, an app, or young people who go about together. Nothing here "
            "tells whether it is known already. Name no child: refer a child you are worried about "
            "as well.",
            (
                Question(
                    "place",
                    "Which place or group is it, and where?",
                    Kind.LONG,
                    hint="As people there call it, with a street, a site or a name of the app",
                    needed="Say which place or group it is",
                    longest=500,
                ),
            ),
        ),
        Page(
            "worry",
            "What worries you?",
            "In your own words: what happens there, when, and how you know. Your words are kept as "
            "you write them.",
            (WORRY, REASON),
        ),
    )
)


def is_of_a_place(answers: Mapping[str, Any]) -> bool:
    """Whether what was begun is about a place or a group."""
    return answers.get(ABOUT) == PLACE


def flow_of(answers: Mapping[str, Any]) -> Flow:
    """The pages of what was begun: of children, or of a place."""
    return PLACE_FLOW if is_of_a_place(answers) else FLOW
