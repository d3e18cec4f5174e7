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
from typing import Final

import polars as pl

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.combined import same_child
from kinkeeper.law.returns.fields import Field, Kind, Table
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.side_by_side import side_by_side
from kinkeeper.law.returns.ssda903.fields import EPISODES, TABLES
from kinkeeper.law.returns.ssda903.places import placed
from kinkeeper.law.returns.ssda903.read import DATES
from kinkeeper.law.returns.ssda903.settings import listed
from kinkeeper.law.returns.terms import END, START, among, on, sure
from kinkeeper.law.returns.typed import as_date
from kinkeeper.law.returns.view import ID, LAST, Prepared

_XML_ONLY: Final = ("UASC",)
SHORT_BREAKS: Final = ("V3", "V4")
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
        for name in (table.id, f"{table.id}{LAST}")
        if name in given.tables
    ]
    made = side_by_side(lambda one: _prepared(*one, given), there)
    frames = {name: rows for (_, name), rows in zip(there, made, strict=True)}
    for last in ("", LAST):
        _unaccompanied(frames, last, from_xml=given.xml)
    _continuity(frames)
    return frames


def _prepared(table: Table, name: str, given: Given) -> pl.DataFrame:
    """One table of the year, or of the year before, with what is worked out of it alone."""
    year = given.year - 1 if name.endswith(LAST) else given.year
    rows = _plain(table, given.tables[name], given, year)
    if table is not EPISODES:
        return rows
    return _neighbours(listed(placed(rows, given.postcodes), given.providers))


def _plain(table: Table, raw: pl.DataFrame, given: Given, year: int) -> pl.DataFrame:
    """The text, its dates, and whether its codes are valid."""
    period = given.period
    texts = [
        pl.col(one.name) if one.name in raw.columns else pl.lit(None, pl.String).alias(one.name)
        for one in table.fields
    ]
    texts += [pl.col(told) for told in _XML_ONLY if given.xml and told in raw.columns]
    constants = dict(zip(_CONSTANTS, (period.start, period.end, given.authority), strict=True))
    return (
        raw.select(*texts)
        .with_row_index(ID)
        .with_columns(*(extra for one in table.fields for extra in _extra(one, year)))
        .with_columns(**{name: pl.lit(value) for name, value in constants.items()})
    )


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


def _neighbours(episodes: pl.DataFrame) -> pl.DataFrame:
    """Each episode with those before and after it, and the unbroken time in care it belongs to.

    Rows stay in the order of the file: only their places are put in the order of time.
    """
    about = _about(_in_time(episodes)).sort(_AT)
    before, later = about["_before"], about["_later"]
    return episodes.with_columns(
        *about.drop(_AT, "_before", "_later"),
        *(pl.col(n).gather(before).alias(f"previous.{n}") for n in _NEIGHBOURS),
        *(pl.col(n).gather(later).alias(f"next.{n}") for n in _NEIGHBOURS),
    )


def _in_time(episodes: pl.DataFrame) -> pl.DataFrame:
    """The places of episodes, by child and start, and whether another of the child is beside them."""
    ordered = (
        episodes.select("CHILD", "DECOM:on", "DEC:on").with_row_index(_AT)
        .sort("CHILD", "DECOM:on", nulls_last=True, maintain_order=True)
    )  # fmt: skip
    return ordered.with_columns(has_previous=same_child(1), has_next=same_child(-1))


def _about(ordered: pl.DataFrame) -> pl.DataFrame:
    """Of episodes in the order of time: their neighbours' places, and the times in care.

    A gap before the start of an episode begins another time in care.
    """
    start, previous, following = pl.col("DECOM:on"), pl.col("has_previous"), pl.col("has_next")
    gap = (start > pl.col("DEC:on").shift(1)).fill_null(value=False)
    begins = ~previous | gap
    cares = ordered.with_columns(begins=begins, care=begins.cum_sum() - 1)
    ends = pl.col("begins").shift(-1, fill_value=True)
    care = cares["care"]
    last_start = start == start.max().over("CHILD")
    return cares.select(
        _AT, "has_previous", "has_next", "care",
        pl.when(previous).then(pl.col(_AT).shift(1)).alias("_before"),
        pl.when(following).then(pl.col(_AT).shift(-1)).alias("_later"),
        (~previous & start.is_not_null()).alias("earliest"),
        (last_start & ~(previous & (start == start.shift(1)))).fill_null(value=False).alias("latest"),
        cares.filter("begins")["DECOM:on"].gather(care).alias("care.start:on"),
        cares.filter(ends)["DEC:on"].gather(care).alias("care.end:on"),
    )  # fmt: skip


def _unaccompanied(frames: dict[str, pl.DataFrame], last: str, *, from_xml: bool) -> None:
    """Whether each child of the header is in the table of unaccompanied children, as 1 or 0."""
    header, listed = frames.get(f"Header{last}"), frames.get(f"UASC{last}")
    if header is None or (from_xml and "UASC" in header.columns):
        return
    told: pl.Expr = pl.lit(None, pl.String)
    if listed is not None:
        told = (
            pl.when(pl.col("CHILD").is_in(listed["CHILD"].implode()))
            .then(pl.lit("1"))
            .otherwise(pl.lit("0"))
        )
    frames[f"Header{last}"] = header.with_columns(UASC=told)


def _continuity(frames: dict[str, pl.DataFrame]) -> None:
    """Whether a child was looked after throughout the year; null without the episodes."""
    if "Episodes" not in frames:
        for name, frame in frames.items():
            frames[name] = frame.with_columns(continuous=pl.lit(None, pl.Boolean))
        return
    told = frames["Episodes"].group_by("CHILD").agg(continuous=_throughout())
    children = told.filter("continuous")["CHILD"].implode()
    for name, frame in frames.items():
        known = pl.col("CHILD").is_in(children).fill_null(value=False)
        frames[name] = frame.with_columns(continuous=known)


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
