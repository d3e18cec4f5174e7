"""A checked return as a workbook: a sheet of rules, and one for each family of them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.reports.flat import with_teams

_RULES: Final = "Rules"
_PROBLEMS: Final = "Files"
_MOST_ROWS: Final = 1_048_000  # a sheet ends a little later
_OF_RULE: Final = ("Rule", "Severity", "Outcome", "Rows", "Children", "What is wrong", "What to do",
                   "Why it was not run")  # fmt: skip
_OF_FINDING: Final = ("Rule", "Severity", "Child", "Team", "Table", "File", "Row", "Fields",
                      "What is wrong", "What to do")  # fmt: skip
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
    """The workbook; a rule's code leads to its rows, and theirs back to the rule."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        findings = with_teams(checked, teams)
        first = _families(checked, findings)
        _rules(book, checked, first)
        for family, rows in _by_family(checked, findings):
            _family(book, family, rows)
        _problems(book, checked)
    return stream.getvalue()


def family_of(checked: Checked, code: str) -> str:
    """The sheet a rule's rows stand on: the table it looks over first."""
    return checked.rules[code].over.base or "Whole return"


def _by_family(checked: Checked, findings: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    families = {code: family_of(checked, code) for code in checked.rules}
    named = findings.with_columns(
        pl.col("rule").replace_strict(families, return_dtype=pl.String).alias("family")
    )
    return [
        (str(family), rows.drop("family").head(_MOST_ROWS))
        for (family,), rows in named.group_by("family", maintain_order=True)
    ]


def _families(checked: Checked, findings: pl.DataFrame) -> dict[str, tuple[str, int]]:
    """By rule, the sheet and the line of its first row."""
    first: dict[str, tuple[str, int]] = {}
    for family, rows in _by_family(checked, findings):
        for number, code in enumerate(rows["rule"], start=2):
            first.setdefault(code, (family, number))
    return first


def _rules(book: Workbook, checked: Checked, first: Mapping[str, tuple[str, int]]) -> None:
    sheet = _sheet(book, _RULES, _OF_RULE, (12, 10, 10, 8, 10, 70, 70, 50))
    link = book.add_format({"font_color": "#0A4F8A", "underline": 1})
    asked = sorted(checked.asked, key=lambda one: (-one.rows, one.rule.code))
    for line, one in enumerate(asked, start=1):
        values: list[Any] = [one.rule.code, one.rule.severity, one.outcome, one.rows, one.children,
                             one.rule.says, one.rule.do, one.not_run]  # fmt: skip
        sheet.write_row(line, 0, values)
        if one.rule.code in first:
            family, at = first[one.rule.code]
            sheet.write_url(line, 0, f"internal:'{family}'!A{at}", link, one.rule.code)


def _family(book: Workbook, family: str, rows: pl.DataFrame) -> None:
    sheet = _sheet(book, family, _OF_FINDING, _WIDTHS)
    for line, values in enumerate(rows.select(_COLUMNS).iter_rows(), start=1):
        sheet.write_row(line, 0, ["" if value is None else value for value in values])


def _problems(book: Workbook, checked: Checked) -> None:
    sheet = _sheet(book, _PROBLEMS, ("File", "Row", "Table", "Field", "Reason", "What to do"),
                   (30, 8, 16, 20, 60, 60))  # fmt: skip
    lines: list[list[Any]] = [
        [one.file, one.row, one.table, one.field, one.reason, one.do] for one in checked.problems
    ]
    lines += [[one.name, "", "", "", one.reason, ""] for one in checked.unread]
    for line, values in enumerate(lines[:_MOST_ROWS], start=1):
        sheet.write_row(line, 0, values)


def _sheet(
    book: Workbook, name: str, heading: tuple[str, ...], widths: tuple[int, ...]
) -> Worksheet:
    sheet = book.add_worksheet(name[:31])
    sheet.write_row(0, 0, heading, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, 0, len(heading) - 1)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    return sheet
