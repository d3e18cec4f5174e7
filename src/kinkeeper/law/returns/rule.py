"""What a rule of a return is: when a row is wrong, how that is said, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import polars as pl

from kinkeeper.law.returns.view import LAST, View
from kinkeeper.law.vocabulary import BadDeclarationError

Severity = Literal["error", "query", "warning"]
Need = Literal["last year", "postcodes", "providers", "xml", "authority", "UASC"]
FIRST_YEAR: Final = 2023  # the collection that ended in March 2023: the oldest that can be judged
NEWEST_YEAR: Final = 2027  # and the newest whose changes are known here
ADOPTION_TABLES: Final = frozenset({"AD1", "PlacedAdoption"})
_ADOPTION_WORDS: Final = re.compile(r"adopt|placement order", re.IGNORECASE)
_NEEDS: Final = frozenset({"last year", "postcodes", "providers", "xml", "authority", "UASC"})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Something that must hold in a return, by the code the Department gives it.

    `over` is what it looks over; `fails` is true where it is broken (null: not known, so not
    broken). `flags` are the tables whose rows are pointed at, the view's first if not said, and
    none at all for a rule about the return as a whole. `fields` are those at fault, "SEX" of the
    first table or "Header.SEX". `says` tells what is wrong and `do` what to do. `needs` names
    what beside its tables it cannot do without, `also` further tables.

    `since` and `until` are the collection years, by the March they end in. `reading` says which
    reading was taken where the meaning is open, `differs` how the sector's open tool differs.
    `passes` and `breaks` are rows it lets through and rows it stops, "!" before those it points
    at; they are its tests and stand in its documentation. `idle` says why no return can break it,
    in place of `breaks`.
    """

    code: str
    over: View
    fails: pl.Expr
    fields: tuple[str, ...]
    says: str
    do: str
    passes: str
    breaks: str = ""
    flags: tuple[str, ...] | None = None
    severity: Severity = "error"
    needs: tuple[Need, ...] = ()
    also: tuple[str, ...] = ()
    since: int = FIRST_YEAR
    until: int | None = None
    reading: str = ""
    differs: str = ""
    idle: str = ""

    def __post_init__(self) -> None:
        for name in ("code", "says", "do", "passes"):
            if not getattr(self, name).strip():
                raise BadDeclarationError(f"Rule {self.code or '(no code)'} has no {name}.")
        if bool(self.breaks) == bool(self.idle):
            raise BadDeclarationError(f"Rule {self.code} needs what breaks it, or why nothing can.")
        if set(self.needs) - _NEEDS:
            raise BadDeclarationError(f"Rule {self.code} needs what is not known: {self.needs}.")
        if strangers := set(self.pointed) - set(self.over.shows):
            raise BadDeclarationError(f"Rule {self.code} cannot point at {sorted(strangers)}.")
        if self.until is not None and self.until < self.since:
            raise BadDeclarationError(f"Rule {self.code} ends before it begins.")

    @property
    def pointed(self) -> tuple[str, ...]:
        """The tables whose rows it points at."""
        return self.over.shows[:1] if self.flags is None else self.flags

    @cached_property
    def broken(self) -> pl.Expr:
        """Whether a row breaks it, false where that cannot be told; by its code."""
        return self.fails.fill_null(value=False).alias(self.code)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it cannot do without."""
        return (*self.over.of, *self.also)

    @property
    def tells_of_adoption(self) -> bool:
        """Whether to be told of a finding of it is to be told of adoption, whatever its row holds."""
        if ADOPTION_TABLES & {one.removesuffix(LAST) for one in self.tables}:
            return True
        return bool(_ADOPTION_WORDS.search(f"{self.says} {self.do}"))

    def stands(self, year: int) -> bool:
        """Whether it belongs to the collection that ends in March of this year."""
        return self.since <= year and (self.until is None or year <= self.until)
