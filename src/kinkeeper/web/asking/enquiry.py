"""What a partner is asked whose agency the front door asks about a child."""

from typing import Final

from kinkeeper.frontdoor.kinds import LEAST_REASON, AnswerKind
from kinkeeper.web.asking.questions import Kind, Page, Question

KEEP: Final = "keep"
PAGE: Final = Page(
    "answer",
    "What does your agency know?",
    "The front door decides with what you say. Say what bears on what is asked, and no more.",
    (
        Question(
            "kind",
            "Does your agency know the child or the family?",
            Kind.CHOICE,
            needed="Choose one",
            choices=(
                (AnswerKind.KNOWN.value, "Yes, and this is what we know"),
                (AnswerKind.NOTHING_HELD.value, "No, we hold nothing"),
                (AnswerKind.DECLINED.value, "We cannot share it"),
            ),
            longest=20,
        ),
        Question(
            "told",
            "What you know",
            Kind.LONG,
            hint="Dates, what was seen, who worked with the family",
            needed="Write what your agency knows",
            when=("kind", (AnswerKind.KNOWN.value,)),
            longest=9000,
        ),
        Question(
            "why",
            "If you cannot share it: by what law or duty?",
            Kind.LONG,
            needed="Write why it cannot be shared",
            when=("kind", (AnswerKind.DECLINED.value,)),
            least=LEAST_REASON,
            longest=1500,
        ),
        Question(
            "disclose",
            "May the family be told what you say here?",
            Kind.CHOICE,
            needed="Choose one",
            when=("kind", (AnswerKind.KNOWN.value,)),
            choices=(("may", "Yes"), (KEEP, "No: do not disclose it to them or to anybody else")),
            longest=10,
        ),
    ),
)
