"""Protected addresses, taken out of what is printed: whoever may see them, paper may be left anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol

INSTEAD: Final = "[an address is withheld]"
SHORTEST: Final = 5  # letters and digits of a part that can be told apart from other words
_NUMBER: Final = re.compile(r"\d")


class Place(Protocol):
    """As much of an address as is looked for."""

    @property
    def lines(self) -> str: ...
    @property
    def postcode(self) -> str | None: ...


def withheld(text: str, places: Iterable[Place]) -> str:
    """The text with what tells these places left out, however it is laid out.

    That is the postcode, the first part of the lines, each later part with a number in it, and a
    street without its number. What is spelt otherwise than it is recorded is not found.
    """
    for place in places:
        for part in sorted(_parts(place), key=len, reverse=True):
            text = _pattern(part).sub(INSTEAD, text)
    return text


def _parts(place: Place) -> set[str]:
    parts = [part.strip() for part in re.split(r"[\n,]", place.lines)]
    telling = [part for n, part in enumerate(parts) if n == 0 or _NUMBER.search(part)]
    streets = [re.sub(r"^\W*\d\w*\W+", "", part) for part in telling]
    return {part for part in (*telling, *streets, place.postcode or "") if _is_long(part)}


def _is_long(part: str) -> bool:
    return sum(one.isalnum() for one in part) >= SHORTEST


def _pattern(part: str) -> re.Pattern[str]:
    """The letters and digits of a part, with whatever is neither between them."""
    letters = [re.escape(one) for one in part if one.isalnum()]
    return re.compile(r"(?<!\w)" + r"[\W_]*".join(letters) + r"(?!\w)", re.IGNORECASE)
