"""Records as checks and indicators read them: typed frames, and what there is nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import polars as pl


@dataclass(frozen=True)
class Records:
    """Frames by name, each with a `child` and a `record` column, as they stood at a day.

    `missing`: kinds of record of which there is none at all, and clocks that do not run, with
    the reason in words. What needs one of them is *not run*: an empty table proves nothing.
    `covered_from`: by event kind, the first day the records speak of.
    """

    frames: Mapping[str, pl.DataFrame]
    missing: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    covered_from: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))

    def why_not(self, over: str, needs: Iterable[str], asked: Iterable[pl.Expr]) -> str | None:
        """Why these expressions cannot be asked of the frame `over`, or None."""
        if over not in self.frames:
            return f"There are no records of {_words(over)}."
        reasons = (self.missing[name] for name in (over, *needs) if name in self.missing)
        return next(reasons, None) or self._columns_missing(over, asked)

    def _columns_missing(self, over: str, asked: Iterable[pl.Expr]) -> str | None:
        named = {name for expression in asked for name in expression.meta.root_names()}
        missing = sorted(named - set(self.frames[over].columns))
        listed = ", ".join(map(_words, missing))
        return f"The records of {_words(over)} do not hold {listed}." if missing else None


def _words(name: str) -> str:
    return name.replace("_", " ")
