"""What the rules of the census look over beside the text: dates, flags, and what belongs together.

The text stands as the file has it, untrimmed and in its own capitals; an empty element is null.
Each column is worked out once, for every rule that needs it:

- `CINreferralDate:on`: the date of a field; `Ethnicity:valid`: whether its code was one in the
  census year; `ReferralNFA:is`: whether a flag is true, false, or (null) neither.
- `_self` is a row's own number and `_under` that of the row it stands under; `_child` is the same
  for every row of one LAchildID, and of one Child element where it has none.
- `_start` and `_end`, the first and last day of the census year. They come of the year, not of the
  header's reference date, so that a wrong one there breaks its own rule alone.
- Children: `details`, how many CINdetails the child has; `UPN:letter`, the check letter that the
  digits of the UPN make.
- CINdetails: `assessments`, how many it holds; `latest`, whether it is the first in the file of
  those of the child with the latest referral.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.cin.fields import HEADER, PARENTS, TABLES
from kinkeeper.law.returns.cin.read import DATES, UNDER, CinText
from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.typed import as_date
from kinkeeper.law.returns.view import ID, Prepared

SELF, CHILD_NO = "_self", "_child"
CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}
_UPN_DIGITS: Final = range(2, 14)  # the places of a UPN that its check letter is worked out from


def given(text: CinText, year: int | None = None) -> Given:
    """A census as it was read, to be judged as the one of this year; of its header's, if not said."""
    told = text.header.get("Year") or (text.header.get("ReferenceDate") or "")[:4]
    if year is None and not re.fullmatch(r"[0-9]{4}", told):
        raise BadInput(
            "the header does not tell the year",
            file=text.file.name,
            field="Year",
            do="Say which year it is of, or export the census from the case system again.",
        )
    return Given(year or int(told), text.tables, authority=text.header.get("LEA"), xml=True)


def prepare(given: Given) -> Prepared:
    """Every table, with the columns that rules are written in; one that was not given has no rows."""
    frames = {
        table.id: _plain(table, given.tables.get(table.id, pl.DataFrame()), given)
        for table in (HEADER, *TABLES)
    }
    letter = check_letter(pl.col("UPN")).alias("UPN:letter")
    frames["Children"] = frames["Children"].with_columns(_child_no(), letter)
    for table, parent in PARENTS.items():
        frames[table] = _of_child(frames[table], frames[parent])
    details = _counted(frames["CINdetails"], SELF, frames["Assessments"], UNDER, "assessments")
    frames["CINdetails"] = details.with_columns(_latest())
    frames["Children"] = _counted(frames["Children"], CHILD_NO, details, CHILD_NO, "details")
    return frames


def _plain(table: Table, raw: pl.DataFrame, given: Given) -> pl.DataFrame:
    """The text, its dates and flags, and whether its codes are valid."""
    texts = [
        pl.when(pl.col(one.name) != "").then(pl.col(one.name)).alias(one.name)
        if one.name in raw.columns
        else pl.lit(None, pl.String).alias(one.name)
        for one in table.fields
    ]
    places = [
        pl.col(name).cast(pl.Int64).alias(alias)
        if name in raw.columns
        else pl.lit(None, pl.Int64).alias(alias)
        for name, alias in ((ID, SELF), (UNDER, UNDER))
    ]
    extras = [extra for one in table.fields for extra in _extra(one, given)]
    return (
        raw.select(*places, *texts)
        .with_row_index(ID)
        .with_columns(*extras)
        .with_columns(_start=pl.lit(given.period.start), _end=pl.lit(given.period.end))
    )


def _extra(one: Field, given: Given) -> Iterator[pl.Expr]:
    column = pl.col(one.name)
    if one.kind is Kind.DATE:
        yield as_date(column, DATES).alias(f"{one.name}:on")
    if one.kind is Kind.YES_NO:
        small = column.str.to_lowercase()
        flag = small.replace_strict(_FLAGS, default=None, return_dtype=pl.Boolean)
        yield flag.alias(f"{one.name}:is")
    if one.code_set:
        codes = [c.code for c in code_set(one.code_set).codes if c.in_use(given.period.end)]
        yield column.is_in(codes).fill_null(value=False).alias(f"{one.name}:valid")


def _child_no() -> pl.Expr:
    of_same_id = pl.col(SELF).min().over("LAchildID")
    known = pl.col("LAchildID").is_not_null()
    return pl.when(known).then(of_same_id).otherwise(SELF).alias(CHILD_NO)


def check_letter(upn: pl.Expr) -> pl.Expr:
    """The first letter that the digits of a pupil number ask for, whichever it has.

    Null where it is not of thirteen characters, of which the last twelve are digits.
    """
    whole = pl.when(upn.str.contains(r"^.[0-9]{12}$")).then(upn)
    digits = [whole.str.slice(place - 1, 1).cast(pl.Int64) * place for place in _UPN_DIGITS]
    rest = pl.sum_horizontal(digits, ignore_nulls=False) % len(CHECK_LETTERS)
    letters = dict(enumerate(CHECK_LETTERS))
    return rest.replace_strict(letters, default=None, return_dtype=pl.String)


def _of_child(rows: pl.DataFrame, parents: pl.DataFrame) -> pl.DataFrame:
    """The rows, with the child they are of."""
    known = parents.select(pl.col(SELF).alias(UNDER), CHILD_NO)
    return rows.join(known, on=UNDER, how="left", maintain_order="left")


def _counted(
    rows: pl.DataFrame, key: str, counted: pl.DataFrame, under: str, name: str
) -> pl.DataFrame:
    """The rows, with how many of another table belong to each."""
    counts = counted.group_by(pl.col(under).alias(key)).agg(pl.len().alias(name))
    joined = rows.join(counts, on=key, how="left", maintain_order="left")
    return joined.with_columns(pl.col(name).fill_null(0))


def _latest() -> pl.Expr:
    referred = pl.col("CINreferralDate:on")
    last = (referred == referred.max().over(CHILD_NO)).fill_null(value=False)
    return (last & (last.cum_sum().over(CHILD_NO) == 1)).alias("latest")
