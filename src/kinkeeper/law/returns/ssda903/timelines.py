"""A child's rows in the order of time, and the periods of care they fall in."""

from __future__ import annotations

import polars as pl

from kinkeeper.law.returns.combined import of_child, same_child
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.terms import END, among, before, blank, by, on
from kinkeeper.law.returns.view import ID, LAST, Prepared, View


def in_order(table: str, *when: pl.Expr, dates: tuple[str, ...]) -> View:
    """Each row of a table with the rows of the child before and after it; unknown dates come last.

    `previous.MIS_END:on` is a date of the row before, `has_previous` whether there is one.
    """

    def build(given: Prepared) -> pl.LazyFrame:
        return _ordered(given[table].lazy(), when, dates)

    return View(f"{table} in order", (table,), build, (table,))


def in_order_with_care(table: str, *when: pl.Expr, dates: tuple[str, ...]) -> View:
    """The same, with `in_care_at_end`: whether the child was looked after on 31 March."""

    def build(given: Prepared) -> pl.LazyFrame:
        ordered = _ordered(given[table].lazy(), when, dates)
        running = given["Episodes"].lazy().filter(runs_at_end()).select("CHILD").unique()
        known = running.with_columns(in_care_at_end=pl.lit(value=True))
        joined = ordered.join(known, on="CHILD", how="left")
        return joined.with_columns(pl.col("in_care_at_end").fill_null(value=False))

    return View(f"{table} in order, with care", (table, "Episodes"), build, (table,))


def within_care(table: str) -> View:
    """Each row of a table with each period of care of the child: `period.start`, `period.end`."""

    def build(given: Prepared) -> pl.LazyFrame:
        return given[table].lazy().join(_periods(given["Episodes"]), on="CHILD")

    return View(f"{table} x periods of care", (table, "Episodes"), build, (table,))


def carried_over(table: str, start: str) -> View:
    """Each row of last year's table with the child's first row of this year, null if none."""
    last = f"{table}{LAST}"

    def build(given: Prepared) -> pl.LazyFrame:
        ordered = given[table].lazy().sort(f"{start}:on", nulls_last=True, maintain_order=True)
        first = ordered.unique("CHILD", keep="first", maintain_order=True)
        kept = (pl.col(name).alias(f"{table}.{name}") for name in (ID, start, f"{start}:on"))
        return given[last].lazy().join(first.select("CHILD", *kept), on="CHILD", how="left")

    return View(f"{last} and the first of {table}", (last, table), build, (last, table))


def runs_at_end() -> pl.Expr:
    """Whether an episode, not of short breaks, was running on 31 March and went on after it."""
    goes_on = blank("DEC") | before(END, on("DEC"))
    return by(on("DECOM"), END) & goes_on & ~among("LS", *SHORT_BREAKS)


def everywhere(condition: pl.Expr) -> pl.Expr:
    """Whether it is so of every row the view makes of the same row of its first table."""
    return condition.all().over(ID)


def open_before(start: str, end: str) -> pl.Expr:
    """Whether the row before has no end that can be read, or one after this row's start."""
    earlier = on(f"previous.{end}")
    return pl.col("has_previous") & (earlier.is_null() | before(on(start), earlier))


def outside_care(start: str, end: str) -> pl.Expr:
    """Whether a row with a start lies outside every period of care of the child.

    One without an end does if the period is over or began after it; one with an end if that is
    not in the period.
    """
    first, last = on("period.start"), on("period.end")
    unended = on(end).is_null() & (last.is_not_null() | before(on(start), first))
    outside = unended | before(last, on(end)) | before(on(end), first)
    return on(start).is_not_null() & everywhere(outside)


def _ordered(rows: pl.LazyFrame, when: tuple[pl.Expr, ...], dates: tuple[str, ...]) -> pl.LazyFrame:
    ordered = rows.sort("CHILD", *when, nulls_last=True, maintain_order=True)
    return ordered.with_columns(
        *(of_child(on(name), 1).alias(f"previous.{name}:on") for name in dates),
        *(of_child(on(name), -1).alias(f"next.{name}:on") for name in dates),
        same_child(1).alias("has_previous"),
        same_child(-1).alias("has_next"),
    )


def _periods(episodes: pl.DataFrame) -> pl.LazyFrame:
    """When each period of care began, and when its last episode ended; only of readable starts."""
    started = episodes.lazy().filter(on("DECOM").is_not_null())
    ordered = started.sort("CHILD", "DECOM:on", maintain_order=True)
    of_care = ordered.group_by("CHILD", "care", maintain_order=True)
    periods = of_care.agg(
        pl.col("DECOM:on").first().alias("period.start:on"),
        pl.col("DEC:on").last().alias("period.end:on"),
    )
    return periods.drop("care")
