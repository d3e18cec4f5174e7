"""When a warning is looked at again: it never stands longer than twelve months unseen."""

from datetime import date
from typing import Final

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import today
from kinkeeper.kernel.offsets import months
from kinkeeper.kernel.workdays import calendar

LONGEST_WITHOUT_REVIEW: Final = months(12)


def latest_review() -> date:
    """The last day on which a warning of today may be looked at again."""
    return LONGEST_WITHOUT_REVIEW.due(today(), calendar())


def checked_review(review_on: date | None) -> date:
    """The day it is looked at again. BadInput where it is none, has passed, or is too far away."""
    if review_on is None:
        raise BadInput("enter the day it is looked at again", field="review")
    if not today() < review_on <= latest_review():
        raise BadInput("enter a day to come, within twelve months", field="review")
    return review_on
