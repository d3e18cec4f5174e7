"""A family as a drawing takes it: who there is, how they stand to each other, who lives together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

Shape = Literal["square", "circle", "diamond", "triangle"]

PARENT: Final = frozenset({"mother_of", "father_of"})
PARTNER: Final = frozenset({"partner_of", "ex_partner_of"})
# By how many rows the first of a tie stands above the second, the surest tie first.
RISE: Final = {
    "mother_of": 1,
    "father_of": 1,
    "partner_of": 0,
    "ex_partner_of": 0,
    "sibling_of": 0,
    "half_sibling_of": 0,
    "step_parent_of": 1,
    "grandparent_of": 2,
    "aunt_or_uncle_of": 1,
    "parental_responsibility_for": 1,
    "carer_of": 1,
    "relative_of": 0,
    "kept_with": 0,
}
# Ties that are drawn as lines of their own, with the word each bears.
SAID: Final = {
    "step_parent_of": "step-parent",
    "parental_responsibility_for": "parental responsibility",
    "carer_of": "carer",
    "grandparent_of": "grandparent",
    "aunt_or_uncle_of": "aunt or uncle",
    "sibling_of": "sibling",
    "half_sibling_of": "half-sibling",
    "mother_of": "mother",
    "father_of": "father",
    "partner_of": "partner",
    "ex_partner_of": "former partner",
    "relative_of": "relative",
    "kept_with": "kept together",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a family; `said` is all that a screen reader hears of the symbol."""

    key: str
    name: str
    said: str
    shape: Shape = "diamond"
    inside: str = ""
    under: str = ""
    died: bool = False
    adult: bool = False
    born_on: date | None = None
    url: str = ""
    absent: bool = False  # a parent there must have been, of whom nothing is known here


@dataclass(frozen=True, slots=True)
class Tie:
    """`one` is `kind` `other`."""

    one: str
    other: str
    kind: str
    ended: bool = False
    no_contact: bool = False

    @property
    def word(self) -> str:
        """What is written on its line, where it has one of its own."""
        return f"{SAID[self.kind]}, no contact" if self.no_contact else SAID[self.kind]


@dataclass(frozen=True)
class Family:
    """Everybody and every tie; the order they are given in changes nothing."""

    subject: str
    members: tuple[Member, ...]
    ties: tuple[Tie, ...] = ()
    households: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        keys = set(self.by_key)
        strangers = [tie for tie in self.ties if not {tie.one, tie.other} <= keys]
        if self.subject not in keys or strangers or len(keys) < len(self.members):
            message = "a family has its subject, each member once, and ties between them only"
            raise ValueError(message)

    @cached_property
    def by_key(self) -> dict[str, Member]:
        """Each member by key."""
        return {member.key: member for member in self.members}

    @cached_property
    def homes(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each household with what it is called: by number, where there are several."""
        ordered = sorted(self.households, key=lambda one: (self.subject not in one, sorted(one)))
        many = len(ordered) > 1
        return tuple(
            (f"Household {n}" if many else "Household", h) for n, h in enumerate(ordered, 1)
        )

    @cached_property
    def oldest_first(self) -> tuple[str, ...]:
        """Every key, by birth; who was born on a day not known comes last."""
        ordered = sorted(self.members, key=lambda one: (one.born_on or date.max, one.key))
        return tuple(member.key for member in ordered)

    @cached_property
    def facts(self) -> tuple[tuple[int, Tie], ...]:
        """Every tie with its number, in an order that does not depend on how they were given."""
        order = list(RISE)
        numbered = sorted(
            enumerate(self.ties), key=lambda f: (order.index(f[1].kind), f[1].one, f[1].other, f[0])
        )
        return tuple(numbered)
