"""What somebody typed into the search box, taken apart: words, a date, numbers, a postcode."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kinkeeper.kernel.moment import today
from kinkeeper.people import folding, references
from kinkeeper.people.slips import Reading, readings

MOST_CHARACTERS = 200
MOST_WORDS = 6

_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})\b")
_IN_WORDS = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?,?"
    r"\s+(?P<year>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_EIGHT_DIGITS = re.compile(
    r"(?<![\w/.\-])(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)(?![\w/.\-])"
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, taken apart. Each part is empty when nothing of its kind was typed."""

    words: tuple[str, ...] = ()
    dates: dict[date, Reading] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    postcode: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        parts = (self.words, self.dates, self.numbers, self.references, self.postcode)
        return not any(parts)


def take_apart(text: str, born_on: date | None = None) -> Asked:
    """Read the one box: `smith jon 13/05/2009`, `M16 0AB`, `943 476 5919`, `K7QX4-M2P9D`."""
    parts = text[:MOST_CHARACTERS].split()
    # A reference comes out first: half of one can read like a postcode.
    pointers = tuple(one for one in parts if references.looks_like(one))
    rest, digits = _take_date(" ".join(one for one in parts if one not in pointers))
    rest, postcode = _take_postcode(rest)
    if born_on is not None:
        digits = f"{born_on:%d%m}{born_on.year:04}"
    marked, plain = _by_digits(rest)
    return Asked(
        words=tuple(folding.fold(" ".join(plain)).split())[:MOST_WORDS],
        dates=readings(digits) if digits else {},
        numbers=_numbers([*marked, *pointers, (postcode or "").replace(" ", "")], text),
        references=pointers,
        postcode=postcode,
    )


def _take_date(text: str) -> tuple[str, str]:
    for shape in (_ISO, _DAY_FIRST, _IN_WORDS, _EIGHT_DIGITS):
        found = shape.search(text)
        if found:
            return text[: found.start()] + " " + text[found.end() :], _digits(found)
    return text, ""


def _digits(found: re.Match[str]) -> str:
    parts = found.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name.lower()) + 1 if name else int(parts["month"])
    return f"{int(parts['day']):02}{month:02}{_year(parts['year']):04}"


def _year(text: str) -> int:
    """A year of two digits is the latest that is not past next year."""
    if len(text) == 4:
        return int(text)
    century, year = divmod(today().year + 1, 100)
    return (century if int(text) <= year else century - 1) * 100 + int(text)


def _take_postcode(text: str) -> tuple[str, str | None]:
    found = _POSTCODE.search(text)
    if not found:
        return text, None
    postcode = f"{found[1]} {found[2]}".upper()
    return text[: found.start()] + " " + text[found.end() :], postcode


def _by_digits(text: str) -> tuple[list[str], list[str]]:
    marked: list[str] = []
    plain: list[str] = []
    for one in text.replace(",", " ").split():
        (marked if any(letter.isdigit() for letter in one) else plain).append(one)
    return marked, plain


def _numbers(marked: list[str], text: str) -> tuple[str, ...]:
    """Each as typed, digits parted by spaces as one, and eight digits that may be no date."""
    eight = [found[0] for found in _EIGHT_DIGITS.finditer(text)]
    run = "".join(one for one in marked if one.isdigit())
    return tuple(dict.fromkeys(one.upper() for one in [*marked, run, *eight] if one))
