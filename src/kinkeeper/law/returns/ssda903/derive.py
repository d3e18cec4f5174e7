"""What the rules of the SSDA903 look over beside the text: dates, neighbours, and what a child is.

Each column is worked out once, for every rule that needs it:

- `DECOM:on`: the date of a field; `LS:valid`: whether its code was one in the collection year;
  `SEX:now`: a code that has since been renamed, by its newer name.
- Episodes: `previous.LS`, `next.DECOM:on`: the child's episode before and after, by start (those
  that cannot be read come last); `has_previous`, `has_next`; `earliest` and `latest`, of those
  with a start that can be read; `care.start:on` and `care.end:on`, of the unbroken time in care.
- Every table with a child: `continuous`, looked after throughout the collection year.
- Header: `UASC`, given by the XML, and told from the table of that name by the CSV.
- Episodes: `PL_LA`, `PL_LOCATION`, `PL_DISTANCE`, `home.known`, `place.known` (see `places`), and
  `setting.known` and more, of the setting that the URN names (see `settings`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import polars as pl

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.at_once import at_once
from kinkeeper.law.returns.combined import same_child
from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.places import placed
from kinkeeper.law.returns.ssda903.read import DATES
from kinkeeper.law.returns.ssda903.settings import listed
from kinkeeper.law.returns.terms import END, START, among, on, sure
from kinkeeper.law.returns.typed import as_date
from kinkeeper.law.returns.view import ID, LAST, Prepared

_XML_ONLY: Final = ("UASC",)
SHORT_BREAKS: Final = ("V3", "V4")
# The tables of the year before that a rule looks at.
COMPARED: Final = ("Header", "Episodes", "UASC", "OC3", "PlacedAdoption", "Missing", "DoLo")
_AT: Final = "_at"  # the place of an episode in its table
_CONSTANTS: Final = ("_start", "_end", "_authority")
_NEIGHBOURS: Final = (
    "DECOM", "DEC", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "REC", "REASON_PLACE_CHANGE",
    "HOME_POST", "PL_POST", "URN", "DECOM:on", "DEC:on", "PL_LA", "PL_LOCATION", "PL_DISTANCE",
)  # fmt: skip


def prepare(given: Given) -> Prepared:
    """Every table that was given, with the columns that rules are written in."""
    there = [
        (table, name)
        for table in TABLES
        for name in (table.id, *((f"{table.id}{LAST}",) if table.id in COMPARED else ()))
        if name in given.tables
    ]
    read = at_once(_plain(table, name, given) for table, name in there)
    plain = {name: rows for (_, name), rows in zip(there, read, strict=True)}
    continuous = _continuity(plain.get("Episodes"))
    whole = at_once(
        _beside(name, plain, given).with_columns(continuous=continuous) for name in plain
    )
    return dict(zip(plain, whole, strict=True))


def _plain(table: Table, name: str, given: Given) -> pl.LazyFrame:
    """The text of a table of the year, or of the year before, its dates, and whether its codes are valid."""
    period, raw = given.period, given.tables[name]
    year = given.year - 1 if name.endswith(LAST) else given.year
    texts = [
        pl.col(one.name) if one.name in raw.columns else pl.lit(None, pl.String).alias(one.name)
        for one in table.fields
    ]
    texts += [pl.col(told) for told in _XML_ONLY if given.xml and told in raw.columns]
    constants = dict(zip(_CONSTANTS, (period.start, period.end, given.authority), strict=True))
    return (
        raw.lazy()
        .select(*texts)
        .with_row_index(ID)
        .with_columns(
            *_extras(table.fields, year),
            **{name: pl.lit(value) for name, value in constants.items()},
        )
    )


def _beside(name: str, plain: Prepared, given: Given) -> pl.LazyFrame:
    """A table with what is told of its rows by those around them, another table, or a list."""
    rows, last = plain[name], LAST if name.endswith(LAST) else ""
    if name == f"Episodes{last}":
        return _episodes(rows, given)
    if name == f"Header{last}" and not (given.xml and "UASC" in rows.columns):
        return rows.lazy().with_columns(UASC=_unaccompanied(plain.get(f"UASC{last}")))
    return rows.lazy()


@cache
def _extras(fields: tuple[Field, ...], year: int) -> tuple[pl.Expr, ...]:
    return tuple(extra for one in fields for extra in _extra(one, year))


def _extra(one: Field, year: int) -> Iterator[pl.Expr]:
    if one.kind is Kind.DATE:
        yield as_date(pl.col(one.name), DATES).alias(f"{one.name}:on")
    if codes := _codes(one, year):
        known = pl.col(one.name).is_in(codes).fill_null(value=False)
        yield known.alias(f"{one.name}:valid")
        newer = pl.when(known).then(pl.col(one.name).replace(dict(one.same_as)))
        if one.same_as:
            yield newer.otherwise(one.name).alias(f"{one.name}:now")


def _codes(one: Field, year: int) -> list[str]:
    """The codes a field could hold in a collection year."""
    if one.kind is Kind.YES_NO:
        return ["0", "1"]
    if one.kind is not Kind.CODE:
        return []
    last_day = Given(year, {}).period.end
    return [c.code for c in code_set(one.code_set or "").codes if c.in_use(last_day)]


def _episodes(rows: pl.DataFrame, given: Given) -> pl.LazyFrame:
    """Each episode with where it was, those before and after it, and its unbroken time in care.

    Rows stay in the order of the file: only their places are put in the order of time.
    """
    told = (placed(rows, given.postcodes), listed(rows, given.providers), _in_time(rows))
    before, later = pl.col("_before"), pl.col("_later")
    return (
        pl.concat([rows.lazy(), *told], how="horizontal")
        .with_columns(
            *(pl.col(name).gather(before).alias(f"previous.{name}") for name in _NEIGHBOURS),
            *(pl.col(name).gather(later).alias(f"next.{name}") for name in _NEIGHBOURS),
        )
        .drop("_before", "_later")
    )


def _in_time(episodes: pl.DataFrame) -> pl.LazyFrame:
    """Of each episode: the places of those before and after it by start, and its time in care.

    A gap before the start of an episode begins another time in care.
    """
    start, previous, following = pl.col("DECOM:on"), pl.col("has_previous"), pl.col("has_next")
    gap = (start > pl.col("DEC:on").shift(1)).fill_null(value=False)
    cares = (
        episodes.lazy().select("CHILD", "DECOM:on", "DEC:on").with_row_index(_AT)
        .sort("CHILD", "DECOM:on", nulls_last=True, maintain_order=True)
        .with_columns(has_previous=same_child(1), has_next=same_child(-1))
        .with_columns(begins=~previous | gap)
        .with_columns(care=pl.col("begins").cum_sum() - 1, ends=pl.col("begins").shift(-1, fill_value=True))
    )  # fmt: skip
    last_start = start == start.max().over("CHILD")
    return cares.select(
        _AT, "has_previous", "has_next", "care",
        pl.when(previous).then(pl.col(_AT).shift(1)).alias("_before"),
        pl.when(following).then(pl.col(_AT).shift(-1)).alias("_later"),
        (~previous & start.is_not_null()).alias("earliest"),
        (last_start & ~(previous & (start == start.shift(1)))).fill_null(value=False).alias("latest"),
        start.filter("begins").gather("care").alias("care.start:on"),
        pl.col("DEC:on").filter("ends").gather("care").alias("care.end:on"),
    ).sort(_AT).drop(_AT)  # fmt: skip


def _unaccompanied(listed_children: pl.DataFrame | None) -> pl.Expr:
    """Whether each child of the header is in the table of unaccompanied children, as 1 or 0."""
    if listed_children is None:
        return pl.lit(None, pl.String)
    there = pl.col("CHILD").is_in(listed_children["CHILD"].implode())
    return pl.when(there).then(pl.lit("1")).otherwise(pl.lit("0"))


def _continuity(episodes: pl.DataFrame | None) -> pl.Expr:
    """Whether a child was looked after throughout the year; null without the episodes."""
    if episodes is None:
        return pl.lit(None, pl.Boolean)
    told = episodes.lazy().group_by("CHILD").agg(continuous=_throughout()).filter("continuous")
    children = told.select("CHILD").collect().to_series()
    return pl.col("CHILD").is_in(children.implode()).fill_null(value=False)


def touches_year() -> pl.Expr:
    """Whether an episode lies in the collection year, wholly or in part."""
    return sure((on("DECOM") <= END) & ((on("DEC") >= START) | on("DEC").is_null()))


def _throughout() -> pl.Expr:
    """Some episode touches the year, and in it none starts, ends or is one of short breaks."""
    started, ended, touches = on("DECOM"), on("DEC"), touches_year()
    starts = (pl.col("RNE") == "S") & (started > START) & (started <= END)
    ends = pl.col("REC").ne_missing("X1") & (ended >= START) & (ended < END)
    short = among("LS", *SHORT_BREAKS) & touches
    broken = pl.any_horizontal(one.fill_null(value=False) for one in (starts, ends, short))
    return touches.any() & ~broken.any()
