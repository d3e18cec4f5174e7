"""Names as they are compared: without accents, marks or capitals, and as they sound."""

import unicodedata
from functools import lru_cache
from itertools import pairwise

import jellyfish

NEAR_LETTERS = 7  # beyond these a misspelling is found by its likeness instead

# Letters that do not come apart into a plain letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
_APOSTROPHES = str.maketrans(dict.fromkeys("'`\u2018\u2019\u02bb\u02bc\u00b4\u2032", ""))


def fold(text: str) -> str:
    """The text in plain small letters and digits, its words kept apart by single spaces."""
    small = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    apart = unicodedata.normalize("NFKD", small)
    plain = apart.translate(_WHOLE_LETTERS).translate(_APOSTROPHES)
    letters = (one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in letters).split())


def words(text: str) -> tuple[str, ...]:
    """The folded words, and all of them written as one: Smith-Jones is also smithjones."""
    parts = fold(text).split()
    whole = ["".join(parts)] if len(parts) > 1 else []
    return tuple(dict.fromkeys([*parts, *whole]))


def joined_pairs(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbours written as one, for somebody who types `O Brien`."""
    return tuple(one + other for one, other in pairwise(parts))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a word sounds in English; empty when that says nothing."""
    return jellyfish.metaphone(word) if word.isascii() and word.isalpha() else ""


def near(word: str) -> frozenset[str]:
    """The start of the word, whole and with each letter left out in turn.

    Two words that differ by one slip of the pen (a letter changed, added, lost, or two swapped)
    always share one of these.
    """
    start = word[:NEAR_LETTERS]
    shorter = {start[:place] + start[place + 1 :] for place in range(len(start))}
    return frozenset(one for one in {start, *shorter} if one)
