"""What more than one rule says of itself: the reading taken, and how the sector's open tool differs."""

from __future__ import annotations

from typing import Final

NEW: Final = "Taken to be new in 2025-26, the first year in which we know of it."
YEARS_OPEN: Final = (
    "Asked in every year; the years before {0}, when it is first met, are not verified (K)."
)
THOSE_YEARS: Final = "What it asked in those years is known from the open tool alone (K)."

LOST: Final = "The open tool stops, and loses the rule, when no start of some child can be read."
UNREAD: Final = "The open tool stops, and loses the rule, when a date that it reads is none."
TWICE: Final = "The open tool stops, and loses the rule, when a child has two rows in the header."
SHIFTED: Final = "Where the table repeats a child, the open tool takes others to be unaccompanied."
UNBORN: Final = "The open tool passes over children without a header or a readable date of birth."
OTHER_FORMS: Final = "The open tool also takes dates that are not written as DD/MM/YYYY."
STARTLESS: Final = (
    "In the open tool an episode without a readable start is the child's last, so it points at the "
    "true last one."
)
ANY_OF_A_DAY: Final = (
    "Of several that begin on one day the open tool takes now one, now another for the last."
)
AREAS_OF_2021: Final = (
    "The open tool looks authorities up in a table of 2021, so it takes those made since, such as "
    "Cumberland and North Yorkshire, to be unknown."
)
# None of these is seen where each date can be read, no row is repeated and each child has a header.
OF_DAMAGE: Final = (LOST, UNREAD, TWICE, SHIFTED, UNBORN, OTHER_FORMS, STARTLESS, ANY_OF_A_DAY)

K3_REFUSED: Final = "In 2024-25 the open tool still takes H5 and refuses K3."
SEXES_RENAMED: Final = (
    "In 2024-25 the open tool takes last year's 1 and 2 for other sexes than M and F."
)
FREED: Final = "To 2023-24 the open tool counts a freeing order (D1) as a placement order."
OF_OLDER_YEARS: Final = (K3_REFUSED, SEXES_RENAMED, FREED)


def today(differs: str) -> str:
    """What of it is true of the newest year."""
    return _without(differs, OF_OLDER_YEARS)


def of_the_rule(differs: str) -> str:
    """What of that is seen in rows that nothing is wrong with as rows."""
    return _without(today(differs), OF_DAMAGE)


def _without(differs: str, sentences: tuple[str, ...]) -> str:
    for sentence in sentences:
        differs = differs.replace(sentence, "")
    return differs.strip()
