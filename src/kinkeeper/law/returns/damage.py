"""What spreadsheets and exports do to a return: told by file, row and field before any rule is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import compress
from typing import Final, NamedTuple

import polars as pl

from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.open import Opened
from kinkeeper.law.returns.problems import MOST_TOLD, Problem, shape
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
_CODED: Final = _DATES | {Kind.CODE}
_KEEP_TEXT: Final = (
    "Export it again and open it with the column as text, or do not open it in Excel."
)
_WRITE_DATES: Final = "Write every date as DD/MM/YYYY."
# Digits and letters are those of our alphabet: a form with all that Unicode knows is long in the making.
SIGNS: Final = (
    _Sign(r"^[0-9](\.[0-9]+)?E\+?[0-9]+$", _NOT_DATES,
          "a spreadsheet has turned a long number into powers of ten", _KEEP_TEXT),
    _Sign(r"^#(N/A|NAME\?|REF!|VALUE!|DIV/0!|#+)", _ANY,
          "an error of a spreadsheet stands in place of the value", "Correct the sheet it came from."),
    _Sign(r"^[0-9]{5}$", _DATES, "the number a spreadsheet keeps a date as, not the date", _WRITE_DATES),
    _Sign(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", _DATES, "the date has its year first", _WRITE_DATES),
    _Sign(r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}$", _DATES, "the year of the date has two figures", _WRITE_DATES),
    _Sign(r"^[0-9]{1,2}[-.][0-9]{1,2}[-.][0-9]{4}$", _DATES, "the date is not written with strokes",
          _WRITE_DATES),
    _Sign(r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} ", _DATES, "the date has a time of day", _WRITE_DATES),
    _Sign(r"^[0-9]{1,2}[-/. ][A-Za-zÀ-ɏ]{3,9}[-/., ]+[0-9]{2,4}$", _DATES, "the month of the date is a word",
          _WRITE_DATES),
    _Sign(r"^(?i-u:N/A|NULL|UNKNOWN|NOT KNOWN)$", _CODED,
          "a word that means nothing stands in place of a value",
          "Leave it blank, or give the code or date that is meant."),
    _Sign(r"^\s|\s$", _ANY, "there are blanks around the value",
          "Remove them: the code is not read with them."),
)  # fmt: skip
_LOST_ZERO: Final = _Sign(r"^[0-9]{1,2}$", _ANY, "a leading zero has been lost", _KEEP_TEXT)
_MARK: Final = "damaged "  # before the name of a field: whether its value is
_THREE_FIGURES: Final = frozenset({"LA_PERM"})


def damage(table: Table, rows: pl.DataFrame) -> tuple[Problem, ...]:
    """Every damaged value of one table of text, in the order of its columns and rows."""
    bad = damaged(table, rows).collect()
    return damage_told(table, bad, borne(table, bad).collect())


def damaged(table: Table, rows: pl.DataFrame) -> pl.LazyFrame:
    """The rows of a table of text in which some value is damaged, few as a rule, with marks of which."""
    marks = [_bears_any(one) for one in _texts(table, rows)]
    if not marks:
        return rows.lazy().clear()
    return rows.lazy().with_columns(marks).filter(pl.any_horizontal(pl.col(f"^{_MARK}.*$")))


def borne(table: Table, bad: pl.DataFrame) -> pl.LazyFrame:
    """Of the rows that are damaged: which signs the values of each damaged field bear."""
    return bad.lazy().select(
        pl.col(one.name).str.contains(sign.form).alias(f"{one.name} {number}")
        for one in _worst(table, bad)
        for number, sign in enumerate(_signs(one))
    )


def damage_told(table: Table, bad: pl.DataFrame, signs: pl.DataFrame) -> tuple[Problem, ...]:
    """A problem for each sign of damage that a value bears, of the damaged rows and what they bear."""
    worst = _worst(table, bad)
    return tuple(problem for one in worst for problem in _told(table, one, bad, signs))


def not_utf8(file: Opened) -> tuple[Problem, ...]:
    """That a file was read in another encoding than UTF-8, where it was: once a file."""
    if file.encoding == "utf-8":
        return ()
    said = f"the file is not UTF-8 and was read as {file.encoding.capitalize()}"
    return (Problem(file.name, 1, "", "", "", said, "Save it as UTF-8.", "nothing"),)


def _signs(one: Field) -> Iterator[_Sign]:
    yield from (sign for sign in SIGNS if one.kind in sign.kinds)
    if one.name in _THREE_FIGURES:
        yield _LOST_ZERO


def _texts(table: Table, rows: pl.DataFrame) -> list[Field]:
    """The fields of a table that are there as text."""
    kinds = rows.schema
    return [one for one in table.fields if kinds.get(one.name) == pl.String]


def _worst(table: Table, bad: pl.DataFrame) -> list[Field]:
    """The fields of which a value is damaged."""
    if bad.is_empty():
        return []
    return [one for one in _texts(table, bad) if bad.get_column(f"{_MARK}{one.name}").any()]


@cache
def _bears_any(one: Field) -> pl.Expr:
    """Whether a value of a field bears one of the signs it can bear: one look for all of them."""
    form = "|".join(f"(?:{sign.form})" for sign in _signs(one))
    return pl.col(one.name).str.contains(form).alias(f"{_MARK}{one.name}")


def _told(
    table: Table, one: Field, damaged: pl.DataFrame, bears: pl.DataFrame
) -> Iterator[Problem]:
    """A problem for each sign of damage that a value bears, sign by sign."""
    names = (FILE, ROW, table.fields[0].name, one.name)
    rows = list(zip(*(damaged.get_column(name).to_list() for name in names), strict=True))
    for number, sign in enumerate(_signs(one)):
        found = list(compress(rows, bears[f"{one.name} {number}"]))
        for file, row, of, text in found[:MOST_TOLD]:
            yield Problem(file, row, table.id, one.name, shape(text), sign.reason, sign.do,
                          "field", (of or "")[:20])  # fmt: skip
        if (more := len(found) - MOST_TOLD) > 0:
            said = f"{more:,} more values of this column are so: {sign.reason}"
            yield Problem(rows[0][0], 1, table.id, one.name, "", said, sign.do, "field")
