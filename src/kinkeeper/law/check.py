"""What a check is, and running checks: what is wrong with the records, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from kinkeeper.law.bundle import Bundle
from kinkeeper.law.citation import Citation
from kinkeeper.law.vocabulary import BadDeclarationError

Severity = Literal["error", "query"]
FINDING_SCHEMA = pl.Schema({"check": pl.String(), "child": pl.String(), "record": pl.String()})


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that should hold of every row of a frame, and what to do where it does not.

    `over` names the frame; `fails` is true of a row that is wrong (null counts as not known to be
    wrong). `since` and `until` bound the days on which the check is asked.
    """

    id: str
    title: str
    over: str
    fails: pl.Expr
    message: str
    do: str
    law: Citation
    severity: Severity = "error"
    since: date = date.min
    until: date = date.max

    def __post_init__(self) -> None:
        for name in ("id", "title", "over", "message", "do"):
            if not getattr(self, name).strip():
                raise BadDeclarationError(f"Check {self.id or '(no id)'} has no {name}.")
        if self.until < self.since:
            raise BadDeclarationError(f"Check {self.id} ends before it begins.")

    def why_not(self, bundle: Bundle) -> str | None:
        """Why this cannot be asked of the bundle, or None."""
        if self.over not in bundle.frames:
            return f"There are no records of {self.over.replace('_', ' ')} to check."
        missing = set(self.fails.meta.root_names()) - set(bundle.frames[self.over].columns)
        return (
            f"The records of {self.over.replace('_', ' ')} do not hold {', '.join(sorted(missing))}."
            if missing
            else None
        )


@dataclass(frozen=True)
class Findings:
    """`broken`: FINDING_SCHEMA, one row a failing record; `met` and `not_run` (with why) by check id."""

    broken: pl.DataFrame
    met: frozenset[str]
    not_run: Mapping[str, str]


def run_checks(checks: Iterable[Check], bundle: Bundle, *, as_at: date) -> Findings:
    """Ask every check that stands on `as_at` of the bundle. A check that raises fails the whole run."""
    standing = [c for c in checks if c.since <= as_at <= c.until]
    not_run = {c.id: reason for c in standing if (reason := c.why_not(bundle))}
    asked = [c for c in standing if c.id not in not_run]
    frames = [_broken(check, bundle.frames[check.over]) for check in asked]
    broken = pl.concat([pl.DataFrame(schema=FINDING_SCHEMA), *frames])
    met = frozenset(c.id for c in asked) - set(broken["check"].to_list())
    return Findings(broken.sort("child", "check", "record"), met, not_run)


def _broken(check: Check, rows: pl.DataFrame) -> pl.DataFrame:
    wrong = rows.filter(check.fails.fill_null(False))
    return wrong.select(check=pl.lit(check.id), child="child", record="record")
