"""A checked return as a workbook: a sheet of rules, and one for each family of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.reports.flat import with_teams
from kinkeeper.returns.reports.workbook import MOST_ROWS, Sheet, as_cells, workbook

_RULES: Final = "Rules"
_PROBLEMS: Final = "Files"
_OF_RULE: Final = ("Rule", "Severity", "Outcome", "Rows", "Children", "What is wrong", "What to do",
                   "Why it was not run")  # fmt: skip
_OF_FINDING: Final = ("Rule", "Severity", "Child", "Team", "Table", "File", "Row", "Fields",
                      "What is wrong", "What to do")  # fmt: skip
_OF_PROBLEM: Final[Mapping[str, type[pl.DataType]]] = {
    "File": pl.String, "Row": pl.Int64, "Table": pl.String, "Field": pl.String,
    "Reason": pl.String, "What to do": pl.String,
}  # fmt: skip
_COLUMNS: Final = (
    "rule",
    "severity",
    "child",
    "team",
    "table",
    "file",
    "row",
    "fields",
    "says",
    "do",
)
_WIDTHS: Final = (10, 10, 14, 18, 16, 28, 8, 40, 60, 60)


def as_workbook(checked: Checked, teams: Mapping[str, str]) -> bytes:
    """The workbook; a rule's code leads to its rows."""
    families = _by_family(checked, as_cells(with_teams(checked, teams)))
    sheets = [Sheet(family, _OF_FINDING, _WIDTHS, rows, plain=True) for family, rows in families]
    return workbook([_rules(checked, _first(families)), *sheets, _problems(checked)])


def family_of(checked: Checked, code: str) -> str:
    """The sheet a rule's rows stand on: the table it looks over first."""
    return checked.rules[code].over.base or "Whole return"


def _by_family(checked: Checked, findings: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    families = {code: family_of(checked, code) for code in checked.rules}
    of = pl.col("rule").replace_strict(families, return_dtype=pl.String).alias("family")
    parts = findings.select(*_COLUMNS, of).partition_by(
        "family", maintain_order=True, include_key=False, as_dict=True
    )
    return [(str(family), rows.head(MOST_ROWS)) for (family,), rows in parts.items()]


def _first(families: list[tuple[str, pl.DataFrame]]) -> dict[str, tuple[str, int]]:
    """By rule, the sheet and the line of its first row."""
    return {
        code: (family, line)
        for family, rows in families
        for code, line in zip(
            rows["rule"].unique(maintain_order=True),
            (rows["rule"].is_first_distinct().arg_true() + 2).to_list(),
            strict=True,
        )
    }


def _rules(checked: Checked, first: Mapping[str, tuple[str, int]]) -> Sheet:
    asked = sorted(checked.asked, key=lambda one: (-one.rows, one.rule.code))
    values = [
        (one.rule.code, one.rule.severity, one.outcome, one.rows, one.children,
         f"{one.rule.says} {one.left_out}".strip(), one.rule.do, one.not_run)
        for one in asked
    ]  # fmt: skip
    lines = {one.rule.code: line for line, one in enumerate(asked, start=2)}
    rows = pl.DataFrame(values, schema=list(_OF_RULE), orient="row", infer_schema_length=None)
    links = {lines[code]: place for code, place in first.items()}
    return Sheet(_RULES, _OF_RULE, (12, 10, 10, 8, 10, 70, 70, 50), rows, links)


def _problems(checked: Checked) -> Sheet:
    lines: list[tuple[Any, ...]] = [
        (one.file, one.row, one.table, one.field, one.reason, one.do) for one in checked.problems
    ]
    lines += [(one.name, None, "", "", one.reason, "") for one in checked.unread]
    rows = pl.DataFrame(lines, schema=_OF_PROBLEM, orient="row")
    return Sheet(_PROBLEMS, tuple(_OF_PROBLEM), (30, 8, 16, 20, 60, 60), rows)
