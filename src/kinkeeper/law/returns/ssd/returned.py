"""Every table of the dataset, told from records; what no record here holds is there, and null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from kinkeeper.law.returns.recorded import Recorded, nothing_recorded
from kinkeeper.law.returns.ssd.after import after_tables
from kinkeeper.law.returns.ssd.care import care_tables, health_tables
from kinkeeper.law.returns.ssd.fields import TABLES, SsdTable
from kinkeeper.law.returns.ssd.need import need_tables, protection_tables
from kinkeeper.law.returns.ssd.people import Frames, people_tables, persons, work_tables
from kinkeeper.law.returns.ssd.scope import scope_of
from kinkeeper.law.returns.whose import numbers

PERSON: Final = "ssd_person.pers_person_id"
_WORKERS: Final = "ssd_professionals"
_OF_NOBODY: Final = ("ssd_professionals", "ssd_department")


def ssd_tables(recorded: Recorded, *, year: int) -> Frames:
    """Every table, typed, as it stood on 31 March of `year`: what ended in the six years before is in."""
    told = _told(recorded, year)
    return {table.name: _typed(table, told.get(table.name)) for table in TABLES}


def not_held() -> Mapping[str, tuple[str, ...]]:
    """By table, the fields that no record here holds: all of them, or some."""
    told = _told(nothing_recorded(), 2026)
    return {
        table.name: missing
        for table in TABLES
        if (missing := tuple(_missing(table, told.get(table.name))))
    }


def _told(recorded: Recorded, year: int) -> Frames:
    scope = scope_of(recorded, year, numbers(recorded))
    told = {
        **need_tables(scope), **protection_tables(scope), **care_tables(scope),
        **health_tables(scope), **after_tables(scope), **work_tables(scope),
    }  # fmt: skip
    about = people_tables(scope)
    worked_with = pl.concat([*_named(told), pl.Series(dtype=pl.String)]).unique()
    mothers = about["ssd_mother"].filter(
        pl.col("moth_childs_person_id").is_in(worked_with.implode())
    )
    everybody = pl.concat([worked_with, mothers["moth_person_id"]]).unique()
    for name, rows in about.items():
        person = next(c.name for c in _of(name).columns if c.refers_to == PERSON)
        told[name] = rows.filter(pl.col(person).is_in(everybody.implode()))
    told["ssd_mother"] = mothers
    told["ssd_person"] = persons(scope, everybody)
    involved = pl.concat([told["ssd_involvements"]["invo_professional_id"]]).unique()
    told[_WORKERS] = told[_WORKERS].filter(pl.col("prof_professional_id").is_in(involved.implode()))
    return told


def _named(told: Frames) -> Iterator[pl.Series]:
    """The people whom these tables name."""
    for name, rows in told.items():
        for one in rows.columns:
            if one.endswith("_person_id") and name not in _OF_NOBODY:
                yield rows[one].alias("person")


def _of(name: str) -> SsdTable:
    return next(table for table in TABLES if table.name == name)


def _missing(table: SsdTable, rows: pl.DataFrame | None) -> Iterator[str]:
    for column in table.columns:
        if rows is None or column.name not in rows.columns:
            yield column.name


def _typed(table: SsdTable, rows: pl.DataFrame | None) -> pl.DataFrame:
    """Every column of the table in its order and type; text that is too long for its column is null."""
    if rows is None:
        return pl.DataFrame(schema=table.schema)
    columns = []
    for one in table.columns:
        value = pl.col(one.name) if one.name in rows.columns else pl.lit(None)
        value = value.cast(one.type)
        if one.longest is not None:
            value = pl.when(value.str.len_chars() <= one.longest).then(value)
        columns.append(value.alias(one.name))
    keys = [one.name for one in table.columns if one.key]
    return rows.select(columns).sort(keys)
