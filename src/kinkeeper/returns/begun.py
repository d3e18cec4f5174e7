"""Whether a year has begun: before it, the records can hold nothing that would be returned of it."""

from __future__ import annotations

from datetime import date

from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.periods import collection_year


def has_begun(year: int, today: date) -> bool:
    """Whether the collection year that ends in March of `year` has begun."""
    return collection_year(year).start <= today


def refuse_not_begun(year: int) -> None:
    """BadInput for a year of which nothing can have been recorded yet: it is not written, nor asked of."""
    if not has_begun(year, moment.today()):
        of = collection_year(year)
        raise BadInput(
            f"the year {of.label} has not begun: it begins on {of.start:%-d %B %Y}",
            do="Name a year that has begun.",
        )
