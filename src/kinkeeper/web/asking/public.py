"""What anybody is asked who is worried about a child: little, and nothing about themselves is needed."""

from typing import Final

from kinkeeper.web.asking.questions import Flow, Page, Question
from kinkeeper.web.asking.referral import CHILD, FINDS, WORRY

FLOW: Final = Flow(
    (
        Page(
            "worry",
            "What worries you?",
            "Write what you saw or heard, and when. It does not have to be certain, and it does not "
            "have to be written well.",
            (WORRY,),
        ),
        Page(
            "children",
            "Which child, or children?",
            "Whatever you know that helps us to find them. A first name, a school or a street is "
            "enough to begin with.",
            CHILD,
            many="child",
            one_of=FINDS,
        ),
        Page(
            "you",
            "Who are you?",
            "You do not have to say. If you do, we can ring you when something is not clear; we do "
            "not tell the family who told us.",
            (
                Question("name", "Your name, if you like", autocomplete="name"),
                Question(
                    "role",
                    "How you know the child, if you like",
                    hint="For example, a neighbour, an aunt, or it is about yourself",
                ),
                Question(
                    "telephone",
                    "A telephone number, if we may ring you",
                    longest=40,
                    autocomplete="tel",
                    width="20",
                ),
            ),
        ),
    )
)
