"""What a check is, and running checks: what is wrong with the records, what was not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

import polars as pl

from kinkeeper.law.citation import Citation
from kinkeeper.law.clock import MARKS
from kinkeeper.law.clock import Check as Mark
from kinkeeper.law.records import Records
from kinkeeper.law.vocabulary import BadDeclarationError

Severity = Literal["error", "query"]
FINDING_SCHEMA = pl.Schema({"check": pl.String, "child": pl.String, "record": pl.String})
WORDED = ("id", "title", "over", "message", "do")


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that should hold of every row of a frame, and what to do where it does not.

    `over` names the frame; `fails` is true of a row that is wrong (null: not known to be wrong).
    `needs` names other kinds of record without which nothing can be said. `since` and `until`
    bound the days on which the check is asked. `told_by` names the event kinds whose absence it
    reports: a row whose `told_on` lies before the first day the records speak of them is passed
    over. `section` is that section of a record which finding nothing would tell of: a child placed
    for adoption has a placement. The mark `check` is that of its source.
    """

    id: str
    title: str
    over: str
    fails: pl.Expr
    message: str
    do: str
    law: Citation
    check: Mark
    severity: Severity = "error"
    needs: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    told_on: str = "started_on"
    section: str = ""
    since: date = date.min
    until: date = date.max

    def __post_init__(self) -> None:
        for name in WORDED:
            if not getattr(self, name).strip():
                raise BadDeclarationError(f"Check {self.id or '(no id)'} has no {name}.")
        if self.check not in MARKS:
            raise BadDeclarationError(
                f"Check {self.id} has the mark {self.check!r}, which is not one."
            )
        if self.until < self.since:
            raise BadDeclarationError(f"Check {self.id} ends before it begins.")

    def mark(self, records: Records) -> pl.Expr:
        """True of a row known to be wrong, named by the check."""
        first = [
            records.covered_from[kind] for kind in self.told_by if kind in records.covered_from
        ]
        wrong = self.fails & (pl.col(self.told_on) >= max(first)) if first else self.fails
        return wrong.fill_null(value=False).alias(self.id)

    def stands(self, on: date) -> bool:
        """Whether the check is asked on a day."""
        return self.since <= on <= self.until

    def why_not(self, records: Records) -> str | None:
        """Why this cannot be asked of the records, or None."""
        return records.why_not(self.over, self.needs, (self.fails,))


@dataclass(frozen=True)
class Findings:
    """`broken`: FINDING_SCHEMA, a row for each failing record; `met` and `not_run` by check id."""

    broken: pl.DataFrame
    met: frozenset[str]
    not_run: Mapping[str, str]

    @property
    def ran(self) -> frozenset[str]:
        """The checks that were asked, whatever they found."""
        return self.met | frozenset(self.broken["check"].to_list())


def run_checks(checks: Iterable[Check], records: Records, *, as_at: date) -> Findings:
    """Ask every check that stands on `as_at`. A check that raises fails the whole run."""
    standing = [c for c in checks if c.stands(as_at)]
    not_run = {c.id: reason for c in standing if (reason := c.why_not(records))}
    asked = sorted((c for c in standing if c.id not in not_run), key=_frame)
    frames = [
        found
        for over, group in groupby(asked, key=_frame)
        for found in _broken(list(group), over, records)
    ]
    broken = pl.concat([pl.DataFrame(schema=FINDING_SCHEMA), *frames])
    met = frozenset(c.id for c in asked) - set(broken["check"].to_list())
    return Findings(broken.sort("child", "check", "record"), met, not_run)


def _frame(check: Check) -> str:
    return check.over


def _broken(checks: list[Check], over: str, records: Records) -> Iterator[pl.DataFrame]:
    """The rows each check fails, every check of one frame worked out in one pass."""
    rows = records.frames[over]
    if rows.is_empty():
        return
    marked = rows.select("child", "record", *(check.mark(records) for check in checks))
    for check in checks:
        if marked[check.id].any():
            yield marked.filter(check.id).select(pl.lit(check.id).alias("check"), "child", "record")
