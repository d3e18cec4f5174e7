"""Working out every measure for the months back and the one under way, for the authority and each team."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl
from django.db import connection, transaction
from django.db.models import Model

from kinkeeper.access.queries import in_use_from
from kinkeeper.chronology.tables import PolarsType, column_types, copy_in
from kinkeeper.duties.figures import Told, figure_records, told
from kinkeeper.facts.bundles import spoken_of
from kinkeeper.facts.teams import closure
from kinkeeper.kernel.moment import today
from kinkeeper.kernel.periods import Period
from kinkeeper.law.indicator import behind
from kinkeeper.law.records import Records
from kinkeeper.law.spread import Spread, carried, spread_of
from kinkeeper.measures.catalogue import INDICATORS, Declared, declared, is_flow
from kinkeeper.measures.models import MeasureRow, MeasureRun, MeasureValue, Scope
from kinkeeper.measures.months import COMPARED, months_to
from kinkeeper.measures.silence import why_not_compared, why_silent

VALUES, ROWS = MeasureValue._meta.db_table, MeasureRow._meta.db_table
LOCK = 0x4B4D4541  # one refresh at a time
SUMMED = pl.col("counts").sum().cast(pl.Int64), pl.len().cast(pl.Int64)
COUNTED = {"numerator": SUMMED[0], "denominator": SUMMED[1]}


@dataclass(frozen=True)
class Given:
    """What one refresh reads once: duties, the teams above each team, the days returns speak of."""

    told: Told
    above: pl.DataFrame  # team, and each `place` that it stands in, itself first
    spoken: Mapping[str, Period]
    shown_from: date  # months before it are stored to be compared with, and have no lists
    in_use_from: date | None


@dataclass(frozen=True)
class Found:
    """The values of one indicator in one month, and the rows behind them."""

    values: pl.DataFrame
    rows: pl.DataFrame


def refresh_measures(as_at: date | None = None) -> MeasureRun:
    """Work out every figure again, and put them in the place of the old."""
    began, on = time.perf_counter(), as_at or today()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        given = Given(told(), closure(), spoken_of(), months_to(on)[0].start, in_use_from())
        found = [one for month in months_to(on, COMPARED) for one in _month(month, on, given)]
        values = pl.concat([one.values for one in found], how="diagonal")
        rows = pl.concat([one.rows for one in found], how="diagonal")
        rows = rows.filter(pl.col("month") >= given.shown_from)
        _replace(values, rows)
        return MeasureRun.objects.create(
            as_at=on,
            values=len(values),
            rows=len(rows),
            milliseconds=round((time.perf_counter() - began) * 1000),
        )


def _replace(values: pl.DataFrame, rows: pl.DataFrame) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {VALUES}")
        cursor.execute(f"DELETE FROM {ROWS}")
    copy_in(VALUES, values)
    copy_in(ROWS, rows)
    with connection.cursor() as cursor:  # the pages ask before the server would count by itself
        cursor.execute(f"ANALYZE {VALUES}")
        cursor.execute(f"ANALYZE {ROWS}")


def _month(month: Period, on: date, given: Given) -> Iterator[Found]:
    """Every indicator as things stood at the month's end, or today."""
    seen = min(month.end, on)
    records = figure_records(seen, given.told)
    teams = _last_teams(records)
    for name in INDICATORS:
        one = declared(name)
        reason = one.why_not(records) or why_silent(one, month, records, given.spoken)
        if month.start < given.shown_from:
            reason = reason or why_not_compared(one, month, given.spoken, given.in_use_from)
        yield (
            _silent(one, month, seen, reason)
            if reason
            else _asked(one, Period(month.start, seen, month.label), records, teams, given)
        )


def _last_teams(records: Records) -> pl.DataFrame:
    """By child, the team of the lead worker the child had last, by that day."""
    leads = records.frames["allocations"].filter(pl.col("role") == "lead")
    last = leads.sort("started_on", "record").group_by("child").agg(pl.col("team").last())
    return last.select("child", "team")


def _silent(one: Declared, month: Period, seen: date, reason: str) -> Found:
    told_of = {"scope": Scope.AUTHORITY.value, "not_run": reason}
    stamp = {"indicator": one.id, "month": month.start, "as_at": seen}
    return Found(pl.DataFrame([{**told_of, **stamp}], _types(MeasureValue)), _no_rows())


def _asked(
    one: Declared, month: Period, records: Records, teams: pl.DataFrame, given: Given
) -> Found:
    rows = _rows(one, month, records).join(teams, on="child", how="left")
    each = one.each if isinstance(one, Spread) else None
    placed = rows.join(given.above, on="team", how="inner")
    scopes = [
        (Scope.AUTHORITY, _value(rows, each, ())),
        (Scope.TEAM, _value(placed, each, ("place",)).rename({"place": "team_id"})),
        (Scope.UNPLACED, _value(rows.filter(pl.col("team").is_null()), each, ())),
    ]
    named = [frame.with_columns(scope=pl.lit(scope.value)) for scope, frame in scopes]
    values = _stamped(pl.concat(named, how="diagonal"), one, month, month.end)
    return Found(values, _stored_rows(rows, one, month))


def _rows(one: Declared, month: Period, records: Records) -> pl.DataFrame:
    """The rows behind the value; asked per child, one a child that counts where all hers do."""
    if isinstance(one, Spread):
        held = carried(one, records)
        return held.select("child", one.each, happened_on="started_on", counts=pl.lit(value=True))
    found = behind(one, records, period=month)
    day = pl.col(one.on) if is_flow(one) else pl.lit(None, dtype=pl.Date)
    rows = found.select("child", "counts", happened_on=day)
    if one.per == "child":
        rows = rows.group_by("child").agg(pl.col("counts").all(), pl.col("happened_on").max())
    return rows


def _value(rows: pl.DataFrame, each: str | None, by: tuple[str, ...]) -> pl.DataFrame:
    if each is not None:
        return spread_of(rows, each, by)
    return rows.group_by(*by).agg(**COUNTED) if by else rows.select(**COUNTED)


def _stamped(values: pl.DataFrame, one: Declared, month: Period, seen: date) -> pl.DataFrame:
    """In the table's columns, whatever this indicator does not have left empty."""
    stamp = {"indicator": one.id, "month": month.start, "as_at": seen}
    held = set(values.columns)
    return values.select(
        (pl.col(name) if name in held else pl.lit(stamp.get(name))).cast(kind).alias(name)
        for name, kind in _types(MeasureValue).items()
    )


def _stored_rows(rows: pl.DataFrame, one: Declared, month: Period) -> pl.DataFrame:
    stamp = {"indicator": pl.lit(one.id), "month": pl.lit(month.start)}
    return rows.select("happened_on", "counts", person_id="child", team_id="team", **stamp)


@cache
def _no_rows() -> pl.DataFrame:
    return pl.DataFrame(schema=_types(MeasureRow))


@cache
def _types(model: type[Model]) -> dict[str, PolarsType]:
    """The columns of a table that are written here."""
    return {name: kind for name, kind in column_types(model).items() if name != "id"}
