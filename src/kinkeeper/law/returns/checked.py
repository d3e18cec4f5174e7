"""A return that has been checked: what was read, what was found, and what could not be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from kinkeeper.law.returns.at_once import at_once
from kinkeeper.law.returns.fields import Layout
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import Judged
from kinkeeper.law.returns.open import LeftUnread
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.rule import Rule, Severity
from kinkeeper.law.returns.typed import FILE, ROW

_NUMBER: Final = "_number"
_AT: Final = "_at"  # the place among what is found in one table
FINDINGS: Final = pl.Schema(
    {"rule": pl.String, "severity": pl.String, "table": pl.String, "file": pl.String, "row": pl.Int64,
     "child": pl.String, "fields": pl.String, "says": pl.String, "do": pl.String}
)  # fmt: skip
_BEGINS: Final = pl.Schema({"rule": pl.String(), "table": pl.String(), "begins": pl.List(pl.Int64)})
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
class _Part:
    """What rules found in one table: `places` a row for each, `fields` at fault by rule, what is `held`."""

    table: str | None
    places: pl.LazyFrame
    fields: Mapping[str, Sequence[str]]
    held: pl.DataFrame

    def texts(self) -> pl.LazyFrame:
        """A column for each field at fault, each of its values with the name before it."""
        names = dict.fromkeys(name for of in self.fields.values() for name in of)
        return self.held.lazy().select(
            pl.concat_str(pl.lit(f"{name} "), pl.col(name).fill_null(BLANK)).alias(name)
            for name in names
        )


@dataclass(frozen=True)
class Checked:
    """One collection year of a return, checked.

    `child_column` names the child in its tables, `layout` tells what these are. `problems` are what
    was wrong with the files before any rule was asked, `unread` the files passed by, `told` how the
    year was known.
    """

    name: str
    child_column: str
    layout: Layout
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
            self._part(None if table is None else str(table), found)
            for (table,), found in numbered.group_by("table", maintain_order=True)
        ]
        if not parts:
            return pl.DataFrame(schema=FINDINGS)
        places = pl.concat(at_once(one.places for one in parts))
        said = places.join(_sayings(self.rules.values()), on="rule", maintain_order="left")
        told = said.with_columns(_values(parts, places)).sort(_NUMBER)
        return told.select(*FINDINGS).match_to_schema(FINDINGS)

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

    def _part(self, table: str | None, found: pl.DataFrame) -> _Part:
        """What is found in one table: rules point at rows by their place in it."""
        rows = self.given.tables.get(table or "", pl.DataFrame())
        held = rows[found["id"]] if table in self.given.tables else rows
        named = {"file": FILE, "row": ROW, "child": self.child_column}
        places = found.lazy().select(
            _NUMBER,
            "rule",
            pl.lit(table, pl.String).alias("table"),
            pl.int_range(pl.len()).alias(_AT),
            *(
                held[name].cast(FINDINGS[alias]).alias(alias)
                if name in held.columns
                else pl.lit(None, FINDINGS[alias]).alias(alias)
                for alias, name in named.items()
            ),
        )
        rules = [self.rules[code] for code in found["rule"].unique(maintain_order=True)]
        fields = {
            one.code: [name for name in _fields(one, table or "") if name in held.columns]
            for one in rules
        }
        return _Part(table, places, fields, held)


def _sayings(rules: Iterable[Rule]) -> pl.DataFrame:
    return pl.DataFrame(
        [(one.code, one.severity, one.says, one.do) for one in rules],
        schema=dict.fromkeys(("rule", "severity", "says", "do"), pl.String),
        orient="row",
    )


def _values(parts: Sequence[_Part], places: pl.DataFrame) -> pl.Series:
    """The fields at fault of each row with what they hold, as "SEX 1, DOB (blank)"."""
    begins: list[tuple[str, str | None, list[int]]] = []  # where the texts of a rule's fields begin
    every = [pl.Series("fields", [], pl.String)]
    ends = 0
    for part, texts in zip(parts, at_once(part.texts() for part in parts), strict=True):
        place = {name: ends + n * texts.height for n, name in enumerate(texts.columns)}
        begins += [
            (rule, part.table, [place[name] for name in of]) for rule, of in part.fields.items()
        ]
        every += [texts[name].alias("fields") for name in texts.columns]
        ends += texts.width * texts.height
    first = pl.DataFrame(begins, schema=_BEGINS, orient="row")
    each = places.select("rule", "table", _AT).join(
        first, on=["rule", "table"], nulls_equal=True, maintain_order="left"
    )
    at = each.with_row_index("of").explode("begins", empty_as_null=True)
    listed = at.select("of", fields=pl.concat(every).gather(at["begins"] + at[_AT]))
    return listed.group_by("of", maintain_order=True).agg(
        pl.col("fields").str.join(", ", ignore_nulls=True)
    )["fields"]


def _fields(rule: Rule, table: str) -> Iterator[str]:
    """The fields at fault of one of the tables a rule points at."""
    for name in rule.fields:
        of, _, field_name = name.rpartition(".")
        if (of or rule.over.base) == table:
            yield field_name
