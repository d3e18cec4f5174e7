"""What holds of anything people write here: there are words, in letters, and not too many."""

from datetime import date, datetime
from typing import Final

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import LONDON, lived, today

LONGEST_TEXT: Final = 50_000


def words_of(text: str, *, field: str, wanted: str = "", most: int = LONGEST_TEXT) -> str:
    """The words as they are kept; where some are `wanted`, BadInput says so if there are none."""
    said = text.strip().replace("\r\n", "\n")
    if wanted and not said:
        raise BadInput(wanted, field=field)
    if len(said) > most:
        raise BadInput(f"use {most:,} characters at most", field=field)
    if "\x00" in said:
        raise BadInput("it holds a character that is no letter", field=field)
    return said


def check_happened(on: date | None, at: datetime | None, *, field: str = "on") -> date:
    """The day it happened: known, not to come, and the day of its time."""
    if on is None:
        raise BadInput("enter the day it happened", field=field)
    if on > today() or (at is not None and at > lived()):
        raise BadInput("it cannot have happened in the future", field=field)
    if at is not None and at.astimezone(LONDON).date() != on:
        raise BadInput("the time is of another day", field=field)
    return on
