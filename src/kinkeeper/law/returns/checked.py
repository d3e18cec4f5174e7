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

_NUMBER: Final = "_number"
FINDINGS: Final = pl.Schema(
    {"rule": pl.String, "severity": pl.String, "table": pl.String, "file": pl.String, "row": pl.Int64,
     "child": pl.String, "fields": pl.String, "says": pl.String, "do": pl.String}
)  # fmt: skip
BLANK: Final = "(blank)"


@dataclass(frozen=True)
class Asked:
    """A rule and what became of it: how many rows and children it found, or why it was not run.

    `left_out` says that rows of it are kept from the reader: it is broken, whatever is counted here.
    """

    rule: Rule
    rows: int
    children: int
    not_run: str = ""
    left_out: str = ""

    @property
    def outcome(self) -> str:
        """broken, met or not run."""
        if self.not_run:
            return "not run"
        return "broken" if self.rows or self.left_out else "met"


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
        """FINDINGS, a row for each row of a table that a rule points at, by rule and place."""
        numbered = self.judged.found.with_row_index(_NUMBER)
        parts = [
            self._told(None if table is None else str(table), found)
            for (table,), found in numbered.group_by("table", maintain_order=True)
        ]
        nothing = pl.DataFrame(schema=FINDINGS).with_row_index(_NUMBER)
        told = pl.concat([nothing, *parts]).sort(_NUMBER).drop(_NUMBER)
        return told.match_to_schema(FINDINGS)

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

    def _told(self, table: str | None, found: pl.DataFrame) -> pl.DataFrame:
        """What is found in one table: rules point at rows by their place in it."""
        rows = self.given.tables.get(table or "", pl.DataFrame())
        held = rows[found["id"]] if table in self.given.tables else rows
        rules = [self.rules[code] for code in found["rule"].unique(maintain_order=True)]
        said = found.select(_NUMBER, "rule").join(_sayings(rules), on="rule", maintain_order="left")
        places = {"file": FILE, "row": ROW, "child": self.child_column}
        return said.with_columns(
            pl.lit(table, pl.String).alias("table"),
            *(
                held[name].cast(FINDINGS[alias]).alias(alias)
                if name in held.columns
                else pl.lit(None, FINDINGS[alias]).alias(alias)
                for alias, name in places.items()
            ),
            _values(rules, table or "", found["rule"], held),
        ).select(_NUMBER, *FINDINGS)


def _sayings(rules: list[Rule]) -> pl.DataFrame:
    return pl.DataFrame(
        [(one.code, one.severity, one.says, one.do) for one in rules],
        schema=dict.fromkeys(("rule", "severity", "says", "do"), pl.String),
        orient="row",
    )


def _values(rules: list[Rule], table: str, codes: pl.Series, held: pl.DataFrame) -> pl.Series:
    """The fields at fault of each row with what they hold, as "SEX 1, DOB (blank)"."""
    of_rule = {rule.code: [n for n in _fields(rule, table) if n in held.columns] for rule in rules}
    names = list(dict.fromkeys(name for fields in of_rule.values() for name in fields))
    if not names:
        return pl.repeat("", len(codes), dtype=pl.String, eager=True).alias("fields")
    texts = held.select(
        pl.concat_str(pl.lit(f"{name} "), pl.col(name).fill_null(BLANK)).alias(name)
        for name in names
    )
    place = {name: number * len(held) for number, name in enumerate(names)}
    begins = pl.DataFrame(
        {"rule": list(of_rule), "at": [[place[name] for name in of] for of in of_rule.values()]},
        schema={"rule": pl.String, "at": pl.List(pl.Int64)},
    )
    every = pl.concat([texts[name].alias("fields") for name in texts.columns])
    each = pl.DataFrame([codes]).join(begins, on="rule", maintain_order="left")
    at = each.with_row_index("row").explode("at", empty_as_null=True)
    listed = at.select("row", fields=every.gather(at["at"] + at["row"]))
    return listed.group_by("row", maintain_order=True).agg(
        pl.col("fields").str.join(", ", ignore_nulls=True)
    )["fields"]


def _fields(rule: Rule, table: str) -> Iterator[str]:
    """The fields at fault of one of the tables a rule points at."""
    for name in rule.fields:
        of, _, field_name = name.rpartition(".")
        if (of or rule.over.base) == table:
            yield field_name
