"""Rules about reviews of looked after children."""

from __future__ import annotations

from functools import partial
from typing import Final

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.views import REVIEWS
from kinkeeper.law.returns.terms import (
    after,
    among,
    before,
    birthday,
    blank,
    filled,
    is_,
    on,
    valid,
)

TOO_YOUNG: Final = "PN0"  # under four at the time of the review
TOOK_PART: Final = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")  # or could have

review = partial(Rule, over=REVIEWS)

# A rule reads as one paragraph: its lines are broken by meaning, not by the formatter.
# fmt: off
RULES = (
    review(code="166", fails=on("REVIEW").is_null(), fields=("REVIEW",),
           says="The date of the review is blank or is not a date.",
           do="Record the day the review was held, or take the row out if there was no review.",
           passes="Reviews: REVIEW=01/05/2026",
           breaks="!Reviews: REVIEW=31/04/2026; !Reviews: REVIEW_CODE=PN1"),
    review(code="167", fields=("REVIEW_CODE",),
           fails=~((filled("REVIEW") & valid("REVIEW_CODE")) | blank("REVIEW", "REVIEW_CODE")),
           says="How the child took part in the review is blank, is not one of the codes, or is given "
                "without a review.",
           do="Record the code of how the child took part (PN0 to PN7), and the date of the review with it.",
           passes="Reviews: REVIEW=01/05/2026, REVIEW_CODE=PN0; Reviews: CHILD=2",
           breaks="!Reviews: REVIEW=01/05/2026; !Reviews: CHILD=2, REVIEW_CODE=PN1; "
                  "!Reviews: CHILD=3, REVIEW=01/05/2026, REVIEW_CODE=PN8"),
    review(code="440", fields=("DOB", "REVIEW", "REVIEW_CODE"),
           fails=is_("REVIEW_CODE", TOO_YOUNG) & after(on("REVIEW"), birthday(4)),
           says="The child is recorded as under four at the review, but was older by the dates given.",
           do="Record how the child took part (PN1 to PN7), or correct the date of birth or of the review.",
           passes="Reviews: DOB=01/05/2022, REVIEW=01/05/2026, REVIEW_CODE=PN0; "
                  "Reviews: CHILD=2, DOB=01/05/2022, REVIEW=02/05/2026, REVIEW_CODE=PN1",
           breaks="!Reviews: DOB=01/05/2022, REVIEW=02/05/2026, REVIEW_CODE=PN0"),
    review(code="441", fields=("DOB", "REVIEW", "REVIEW_CODE"),
           fails=among("REVIEW_CODE", *TOOK_PART) & before(on("REVIEW"), birthday(4)),
           says="It is recorded how the child took part in the review, but the child was under four by the "
                "dates given.",
           do="Record PN0, or correct the date of birth or of the review.",
           passes="Reviews: DOB=01/05/2022, REVIEW=01/05/2026, REVIEW_CODE=PN1; "
                  "Reviews: CHILD=2, DOB=01/05/2022, REVIEW=30/04/2026, REVIEW_CODE=PN0",
           breaks="!Reviews: DOB=01/05/2022, REVIEW=30/04/2026, REVIEW_CODE=PN7"),
)
