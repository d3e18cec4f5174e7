"""Turns the text of one table into a typed frame; a bad value becomes null and a problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.problems import Problem, Stopped, code_shown, shape

ROW, FILE = "_row", "_file"
PLACE: Mapping[str, type[pl.DataType]] = {FILE: pl.String, ROW: pl.Int64}
EARLIEST, LATEST = date(1901, 1, 1), date(2100, 12, 31)  # 01/01/1900: "not known" in older systems
DATE_FORMS: Mapping[str, str] = {
    "%Y-%m-%d": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "%d/%m/%Y": r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$",
}
_PARTIAL = r"^(\d{1,2}|ZZ)/(\d{1,2}|ZZ)/(\d{4}|ZZZZ)$"
_NAME = r"^[^\d<>{}|\\^~\[\]=@\x7f]{1,80}$"
_YES_NO = {"true": True, "1": True, "false": False, "0": False}
_PATTERNS: Mapping[Kind, str] = {Kind.PARTIAL_DATE: _PARTIAL, Kind.NAME: _NAME}
_TYPES: Mapping[Kind, type[pl.DataType]] = {
    Kind.DATE: pl.Date,
    Kind.WHOLE_NUMBER: pl.Int64,
    Kind.YES_NO: pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """One typed table and what could not be taken into it."""

    table: Table
    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def schema(table: Table) -> dict[str, type[pl.DataType]]:
    """Column types of the typed frame, its place in the file included."""
    return dict(PLACE) | {one.name: _TYPES.get(one.kind, pl.String) for one in table.fields}


def empty(table: Table) -> pl.DataFrame:
    """The typed frame with no rows."""
    return pl.DataFrame(schema=schema(table))


def typed(table: Table, raw: pl.DataFrame, *, dates: str, keep: tuple[str, ...] = ()) -> Typed:
    """The frame of text columns (with `_file` and `_row`) as a typed one, columns in declared order."""
    text = _trimmed(table, raw, keep)
    frame = text.select(
        *PLACE, *keep, *(_value(one, dates).alias(one.name) for one in table.fields)
    )
    problems = [p for one in table.fields for p in _problems(table, one, text, frame)]
    return Typed(table, frame, tuple(problems))


def _trimmed(table: Table, raw: pl.DataFrame, keep: tuple[str, ...]) -> pl.DataFrame:
    """Blank text is null; identifiers and codes are in capitals; older codes have their newer names."""
    columns = [
        _clean(one) if one.name in raw.columns else pl.lit(None, dtype=pl.String).alias(one.name)
        for one in table.fields
    ]
    return raw.select(*PLACE, *keep, *columns)


def _clean(one: Field) -> pl.Expr:
    value = pl.col(one.name).str.strip_chars()
    if one.kind in (Kind.IDENTIFIER, Kind.CODE, Kind.PARTIAL_DATE) or one.pattern:
        value = value.str.to_uppercase()
    if one.same_as:
        value = value.replace(dict(one.same_as))
    return pl.when(value != "").then(value).alias(one.name)


def _value(one: Field, dates: str) -> pl.Expr:
    column = pl.col(one.name)
    if one.kind is Kind.DATE:
        return as_date(column, dates)
    if one.kind is Kind.WHOLE_NUMBER:
        number = pl.when(column.str.contains(r"^\d{1,9}$")).then(column).cast(pl.Int64)
        return pl.when(number.is_between(one.lowest, one.highest)).then(number)
    if one.kind is Kind.YES_NO:
        return column.str.to_lowercase().replace_strict(
            _YES_NO, default=None, return_dtype=pl.Boolean
        )
    if one.kind is Kind.CODE:
        return pl.when(column.is_in(_codes(one))).then(column)
    pattern = _PATTERNS.get(one.kind, one.pattern)
    return pl.when(column.str.contains(pattern)).then(column) if pattern else column


def as_date(column: pl.Expr, form: str) -> pl.Expr:
    """The date a text column holds in one of DATE_FORMS; null where it holds none."""
    read = column.str.to_date(form, strict=False, cache=False)  # a date is sooner read than found
    value = pl.when(column.str.contains(DATE_FORMS[form])).then(read)
    return pl.when(value.is_between(EARLIEST, LATEST)).then(value)


def _codes(one: Field) -> list[str]:
    return sorted({entry.code for entry in code_set(one.code_set or "").codes})


def _problems(table: Table, one: Field, text: pl.DataFrame, frame: pl.DataFrame) -> list[Problem]:
    lost = text[one.name].is_not_null() & frame[one.name].is_null()
    if not lost.any():
        return []
    stopped: Stopped = "row" if one.name in table.key else "field"
    child = table.fields[0].name
    rows = text.filter(lost).select(
        *PLACE, pl.col(child).alias("child"), pl.col(one.name).alias("value")
    )
    return [
        Problem(
            file=file,
            row=row,
            table=table.id,
            field=one.name,
            child=_child_shown(child_id),
            value=code_shown(value) if one.kind is Kind.CODE else shape(value),
            reason=_reason(one),
            do=_what_to_do(one),
            stopped=stopped,
        )
        for file, row, child_id, value in rows.iter_rows()
    ]


def _child_shown(child: str | None) -> str:
    return child[:20] if child and child.isalnum() else shape(child)


def _reason(one: Field) -> str:
    match one.kind:
        case Kind.DATE:
            return "not a date that can be read"
        case Kind.PARTIAL_DATE:
            return "not a date, nor one with ZZ for the parts not known"
        case Kind.WHOLE_NUMBER:
            return f"not a whole number from {one.lowest} to {one.highest}"
        case Kind.YES_NO:
            return "neither true nor false"
        case Kind.CODE:
            return f"not a code of {one.code_set}"
        case _:
            return "not of the form this column has"


def _what_to_do(one: Field) -> str:
    if one.kind is Kind.CODE:
        return f"Correct the code in the source system; the codes are listed under {one.code_set}."
    return "Correct the value in the source system and load the file again."
