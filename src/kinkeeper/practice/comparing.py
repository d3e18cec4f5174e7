"""What changed between two signed versions of a form, question by question and word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from kinkeeper.practice.definition import Definition, Question
from kinkeeper.practice.values import Value, in_words

_WORDS: Final = re.compile(r"\S+|\s+")
MOST_WORDS: Final = (
    4000  # beyond which two texts are shown whole: to compare them would take too long
)


class How(StrEnum):
    """What became of a question."""

    ADDED = "Answered now"
    REMOVED = "No longer answered"
    CHANGED = "Changed"
    SAME = "Unchanged"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that both have, or that only the one before or the one now has."""

    words: str
    where: str = ""  # "before", "now", or both


@dataclass(frozen=True, slots=True)
class Change:
    """One question in two versions."""

    question: Question
    how: How
    pieces: tuple[Piece, ...]


def changes(
    definition: Definition,
    before: Mapping[str, Value],
    now: Mapping[str, Value],
    *,
    defined_before: Definition | None = None,
) -> tuple[Change, ...]:
    """Every question that either answers, in the order of the form as it is now.

    What only the earlier definition asks comes last, in its own order.
    """
    older = (defined_before or definition).questions
    gone = [one for one in older if one.id not in definition.by_id]
    asked = [one for one in (*definition.questions, *gone) if one.id in before or one.id in now]
    return tuple(_change(one, before.get(one.id), now.get(one.id)) for one in asked)


def _change(question: Question, before: Value, now: Value) -> Change:
    was, said = in_words(question, before), in_words(question, now)
    how = _how(before, now)
    if how is How.SAME:
        return Change(question, how, (Piece(said),))
    return Change(question, how, tuple(pieces(was, said)))


def _how(before: Value, now: Value) -> How:
    if before == now:
        return How.SAME
    if before is None:
        return How.ADDED
    return How.REMOVED if now is None else How.CHANGED


def pieces(before: str, now: str) -> list[Piece]:
    """Two texts as one, word by word: what stayed, what went and what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(now)
    if max(len(old), len(new)) > MOST_WORDS:
        return _whole(before, now)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("".join(old[a:b])))
        else:
            found += _whole("".join(old[a:b]), "".join(new[c:d]))
    return found


def _whole(before: str, now: str) -> list[Piece]:
    both = (Piece(before, "before"), Piece(now, "now"))
    return [one for one in both if one.words]
