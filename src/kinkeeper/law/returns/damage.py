"""What spreadsheets and exports do to a return: told by file, row and field before any rule is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from kinkeeper.law.returns.fields import Kind, Table
from kinkeeper.law.returns.problems import Problem, shape
from kinkeeper.law.returns.typed import FILE, ROW


class _Sign(NamedTuple):
    """The form a damaged value has, what happened to it, and what to do."""

    form: str
    kinds: frozenset[Kind]
    reason: str
    do: str


_ANY: Final = frozenset(Kind)
_DATES: Final = frozenset({Kind.DATE, Kind.PARTIAL_DATE})
_NOT_DATES: Final = _ANY - _DATES
_KEEP_TEXT: Final = (
    "Export it again and open it with the column as text, or do not open it in Excel."
)
_WRITE_DATES: Final = "Write every date as DD/MM/YYYY."
SIGNS: Final = (
    _Sign(r"^\d(\.\d+)?E\+?\d+$", _NOT_DATES,
          "a spreadsheet has turned a long number into powers of ten", _KEEP_TEXT),
    _Sign(r"^#(N/A|NAME\?|REF!|VALUE!|DIV/0!|#+)", _ANY,
          "an error of a spreadsheet stands in place of the value", "Correct the sheet it came from."),
    _Sign(r"^\d{5}$", _DATES, "the number a spreadsheet keeps a date as, not the date", _WRITE_DATES),
    _Sign(r"^\d{4}-\d{1,2}-\d{1,2}", _DATES, "the date has its year first", _WRITE_DATES),
    _Sign(r"^\d{1,2}/\d{1,2}/\d{2}$", _DATES, "the year of the date has two figures", _WRITE_DATES),
    _Sign(r"^\d{1,2}[-.]\d{1,2}[-.]\d{4}$", _DATES, "the date is not written with strokes", _WRITE_DATES),
    _Sign(r"^\d{1,2}/\d{1,2}/\d{4} ", _DATES, "the date has a time of day", _WRITE_DATES),
    _Sign(r"^\s|\s$", _ANY, "there are blanks around the value",
          "Remove them: the code is not read with them."),
)  # fmt: skip
_LOST_ZERO: Final = _Sign(r"^\d{1,2}$", _ANY, "a leading zero has been lost", _KEEP_TEXT)
_THREE_FIGURES: Final = frozenset({"LA_PERM"})


def damage(table: Table, rows: pl.DataFrame) -> tuple[Problem, ...]:
    """Every damaged value of one table of text, in the order of its columns and rows."""
    return tuple(
        problem
        for one in table.fields
        if one.name in rows.columns and rows[one.name].dtype == pl.String
        for sign in _signs(one.name, one.kind)
        for problem in _told(table, one.name, sign, rows)
    )


def _signs(name: str, kind: Kind) -> Iterator[_Sign]:
    yield from (sign for sign in SIGNS if kind in sign.kinds)
    if name in _THREE_FIGURES:
        yield _LOST_ZERO


def _told(table: Table, name: str, sign: _Sign, rows: pl.DataFrame) -> Iterator[Problem]:
    found = rows[name].str.contains(sign.form).fill_null(value=False)
    if not found.any():
        return
    child = table.fields[0].name
    hit = rows.filter(found).select(FILE, ROW, child, pl.col(name).alias("_value"))
    for file, row, of, value in hit.iter_rows():
        yield Problem(file, row, table.id, name, shape(value), sign.reason, sign.do, "field",
                      (of or "")[:20])  # fmt: skip
