"""Who is this for? What leaves the service holds what its recipient may have, and no more.

A document is parts, a part is pieces, and a piece says what it holds. Whoever makes one says to
whom it goes; what that recipient may not have is left out, and said to be. A protected address is
in none of them: not as an address, and not inside other words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import Recipient
from kinkeeper.kernel.errors import BadInput

Tells = Callable[[str], bool]  # whether words would tell a protected address


class Holds(StrEnum):
    """What a piece of a document tells."""

    PLAIN = "plain"
    OTHERS = "others"
    WHEREABOUTS = "whereabouts"
    PROTECTED = "protected"
    INTERNAL = "internal"
    STRATEGY = "strategy"
    ALLEGATIONS = "allegations"
    ADOPTION = "adoption"
    LEGAL_ADVICE = "legal_advice"

    @property
    def words(self) -> str:
        """What was left out, as the page says it."""
        return _WORDS[self]


_WORDS: Final = MappingProxyType(
    {
        Holds.PLAIN: "what anybody it is for may have",
        Holds.OTHERS: "what is about other people",
        Holds.WHEREABOUTS: "where the child lives away from home",
        Holds.PROTECTED: "a protected address, or what would tell it",
        Holds.INTERNAL: "our own working notes",
        Holds.STRATEGY: "strategy discussions",
        Holds.ALLEGATIONS: "allegations against people who work with children",
        Holds.ADOPTION: "adoption",
        Holds.LEGAL_ADVICE: "legal advice",
    }
)
# What a reader of the document here must be let see, beside the record.
OPENS: Final = MappingProxyType(
    {
        Holds.PROTECTED: Permission.SEE_PROTECTED_ADDRESS,
        Holds.STRATEGY: Permission.SEE_STRATEGY,
        Holds.ALLEGATIONS: Permission.SEE_ALLEGATIONS,
        Holds.ADOPTION: Permission.SEE_ADOPTION,
        Holds.LEGAL_ADVICE: Permission.SEE_LEGAL_ADVICE,
    }
)
# By default. A protected address is in none: only an exception, by name, lets one through.
MAY_HAVE: Final[Mapping[Recipient, frozenset[Holds]]] = MappingProxyType(
    {
        Recipient.CHILD: frozenset({Holds.PLAIN, Holds.WHEREABOUTS}),
        Recipient.PARENT: frozenset({Holds.PLAIN}),
        Recipient.PARTNER: frozenset({Holds.PLAIN}),
        Recipient.COURT: frozenset({Holds.PLAIN, Holds.OTHERS, Holds.WHEREABOUTS}),
        Recipient.AUTHORITY: frozenset(
            {Holds.PLAIN, Holds.OTHERS, Holds.WHEREABOUTS, Holds.STRATEGY}
        ),
        Recipient.OWN_FILE: frozenset(Holds) - {Holds.PROTECTED},
    }
)


@dataclass(frozen=True, slots=True)
class To:
    """For whom a document is; `person` is the parent, carer or child where they have a record."""

    recipient: Recipient
    name: str = ""
    person: UUID | None = None

    @property
    def leaves(self) -> bool:
        """Whether it goes out of the service, and so is checked by a second person first."""
        return self.recipient != Recipient.OWN_FILE


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a document: what it is called, what it says, what that tells, and of whom."""

    name: str
    words: str
    holds: Holds = Holds.PLAIN
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part. What all of it tells is told by each of its pieces too."""

    title: str
    pieces: Sequence[Piece]
    holds: Holds = Holds.PLAIN


@dataclass(frozen=True, slots=True)
class Document:
    """What may go to a recipient, and what was left out of it."""

    title: str
    parts: Sequence[Part]
    left_out: Mapping[Holds, int] = field(default_factory=dict)

    @property
    def holds(self) -> frozenset[Holds]:
        """Everything it tells."""
        return frozenset(h for p in self.parts for one in p.pieces for h in (p.holds, one.holds))

    def plain(self) -> dict[str, Any]:
        """As it is kept and printed."""
        return {
            "title": self.title,
            "parts": [_plain(part) for part in self.parts],
            "left_out": {str(kind): number for kind, number in self.left_out.items()},
            "holds": sorted(self.holds),
        }


def build(
    title: str,
    parts: Iterable[Part],
    *,
    to: To,
    tells: Tells,
    exception: bool = False,
) -> Document:
    """The document as its recipient may have it.

    `tells` says of words whether they would tell a protected address; it is asked of every piece,
    whatever the piece says it holds, so that an address in other words is left out too. A
    recipient's own name that holds one is refused: BadInput.
    """
    if tells(to.name) and not exception:
        raise BadInput(
            "their name holds a protected address: say who it is for without it", field="name"
        )
    left_out: dict[Holds, int] = {}
    kept = []
    for part in parts:
        pieces = []
        for piece in part.pieces:
            closed = _closed(part, piece, to, tells, exception=exception)
            if closed is None:
                pieces.append(piece)
            else:
                left_out[closed] = left_out.get(closed, 0) + 1
        empty = Piece(
            "", "", part.holds
        )  # a part of which nothing is recorded says that, if it may
        if pieces or (not part.pieces and not _closed(part, empty, to, tells, exception=exception)):
            kept.append(Part(part.title, tuple(pieces), part.holds))
    return Document(title, tuple(kept), left_out)


def digest(content: Mapping[str, Any]) -> str:
    """The fingerprint of what a document says."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _closed(part: Part, piece: Piece, to: To, tells: Tells, *, exception: bool) -> Holds | None:
    """What the recipient may not have of a piece; None where they may have it."""
    told = tells(f"{piece.name} {piece.words}") or tells(part.title)
    if (told or Holds.PROTECTED in (part.holds, piece.holds)) and not exception:
        return Holds.PROTECTED
    allowed = MAY_HAVE[to.recipient] | ({Holds.PROTECTED} if exception else set())
    own = piece.about is not None and piece.about == to.person
    for holds in (part.holds, piece.holds):
        if holds not in allowed and not (own and holds is Holds.OTHERS):
            return holds
    return None


def _plain(part: Part) -> dict[str, Any]:
    lines = [{"name": one.name, "words": one.words} for one in part.pieces]
    return {"title": part.title, "pieces": lines}
