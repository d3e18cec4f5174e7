"""A return that has been checked: what was read, what was found, and what could not be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import Judged
from kinkeeper.law.returns.open import LeftUnread
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.rule import Rule, Severity
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.law.returns.view import ID

FINDINGS: Final = pl.Schema(
    {"rule": pl.String, "severity": pl.String, "table": pl.String, "file": pl.String, "row": pl.Int64,
     "child": pl.String, "fields": pl.String, "says": pl.String, "do": pl.String}
)  # fmt: skip
BLANK: Final = "(blank)"


@dataclass(frozen=True)
class Asked:
    """A rule and what became of it: how many rows and children it found, or why it was not run."""

    rule: Rule
    rows: int
    children: int
    not_run: str = ""

    @property
    def outcome(self) -> str:
        """broken, met or not run."""
        if self.not_run:
            return "not run"
        return "broken" if self.rows else "met"


@dataclass(frozen=True)
class Checked:
    """One collection year of a return, checked.

    `child_column` names the child in its tables. `problems` are what was wrong with the files
    before any rule was asked, `unread` the files passed by, `told` how the year was known.
    """

    name: str
    child_column: str
    given: Given
    rules: Mapping[str, Rule]
    judged: Judged
    problems: tuple[Problem, ...] = ()
    unread: tuple[LeftUnread, ...] = ()
    told: str = ""

    @cached_property
    def findings(self) -> pl.DataFrame:
        """FINDINGS, a row for each row of a table that a rule points at, worst known place first."""
        parts = [pl.DataFrame(schema=FINDINGS)]
        for (code, table), found in self.judged.found.group_by(
            "rule", "table", maintain_order=True
        ):
            parts.append(self._told(self.rules[str(code)], table, found))
        return pl.concat(parts)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every rule of the year, in the order of their codes as declared."""
        counted = {
            code: (rows, children)
            for code, rows, children in self.findings.group_by("rule")
            .agg(pl.len(), pl.col("child").drop_nulls().n_unique())
            .iter_rows()
        }
        not_run = self.judged.not_run
        return tuple(
            Asked(rule, *counted.get(code, (0, 0)), not_run.get(code, ""))
            for code, rule in self.rules.items()
        )

    def count(self, severity: Severity) -> int:
        """How many rows rules of this severity point at."""
        return sum(one.rows for one in self.asked if one.rule.severity == severity)

    @property
    def errors(self) -> int:
        """How many rows are in error."""
        return self.count("error")

    def _told(self, rule: Rule, table: object, found: pl.DataFrame) -> pl.DataFrame:
        said = {"rule": rule.code, "severity": rule.severity, "says": rule.says, "do": rule.do}
        constants = [pl.lit(value).alias(name) for name, value in said.items()]
        if table is None:
            whole = pl.DataFrame({name: [None] for name in FINDINGS}, schema=FINDINGS)
            return whole.with_columns(*constants).select(*FINDINGS)
        rows = self.given.numbered(str(table))
        ids = found.select(pl.col("id").cast(rows.schema[ID]).alias(ID))
        held = rows.join(ids, on=ID, how="semi")
        return held.select(
            *constants,
            pl.lit(str(table)).alias("table"),
            _or_null(held, FILE, pl.String).alias("file"),
            _or_null(held, ROW, pl.Int64).alias("row"),
            _or_null(held, self.child_column, pl.String).alias("child"),
            _values(rule, str(table), held.columns).alias("fields"),
        ).select(*FINDINGS)


def _or_null(rows: pl.DataFrame, name: str, kind: type[pl.DataType]) -> pl.Expr:
    """A column; null where the table has none, as the header of a census has no child."""
    return pl.col(name) if name in rows.columns else pl.lit(None, kind)


def _values(rule: Rule, table: str, columns: list[str]) -> pl.Expr:
    """The fields at fault with what they hold, as "SEX 1, DOB (blank)"."""
    parts = [
        pl.concat_str(pl.lit(f"{name} "), pl.col(name).fill_null(BLANK))
        for name in _fields(rule, table)
        if name in columns
    ]
    return pl.concat_str(parts, separator=", ") if parts else pl.lit("")


def _fields(rule: Rule, table: str) -> Iterator[str]:
    """The fields at fault of one of the tables a rule points at."""
    for name in rule.fields:
        of, _, field_name = name.rpartition(".")
        if (of or rule.over.base) == table:
            yield field_name
