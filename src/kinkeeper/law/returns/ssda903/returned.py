"""What is returned for a year: every table of the SSDA903, told from records."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinkeeper.kernel.periods import Period, collection_year
from kinkeeper.law.returns.fields import Table
from kinkeeper.law.returns.recorded import Recorded, by, lasting
from kinkeeper.law.returns.ssda903 import returned_adoption, returned_yearly
from kinkeeper.law.returns.ssda903.cut import episodes
from kinkeeper.law.returns.ssda903.derive import SHORT_BREAKS
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.typed import schema
from kinkeeper.law.returns.whose import numbers, pupil_numbers

Tables = dict[str, pl.DataFrame]
UNACCOMPANIED: Final = "UASC"
ADULT: Final = "18y"  # from birth: nobody is an unaccompanied child for longer
LEAD: Final = "lead"


def ssda903_tables(recorded: Recorded, *, year: int) -> Tables:
    """Every table the year to March of `year` had, typed; rows in order of the child."""
    of = collection_year(year)
    cut = episodes(recorded, of)
    children = cut.select("person_id").unique()
    told = {
        "Episodes": cut,
        "Reviews": _reviews(recorded, of, cut),
        "UASC": _unaccompanied(recorded, of, children),
        "OC2": returned_yearly.outcomes(recorded, of),
        "OC3": returned_yearly.leavers(recorded, of),
        "AD1": returned_adoption.adopted(recorded, cut),
        "PlacedAdoption": returned_adoption.to_be_placed(recorded, of, cut),
        "PrevPerm": _permanence(recorded, of),
        "Missing": _missing(recorded, of, children),
        "SWEpisodes": _workers(recorded, of, children),
        "DoLo": _deprivations(recorded, of, children),
    }
    named = pl.concat([rows.select("person_id") for rows in told.values()]).unique()
    told["Header"] = _header(recorded, of, named, cut)
    whose = _whose(recorded, named)
    return {
        table.id: _ordered(table, told[table.id].join(whose, on="person_id"))
        for table in TABLES
        if not table.since or table.since <= year
    }


def _whose(recorded: Recorded, named: pl.DataFrame) -> pl.DataFrame:
    """What every table says of a child."""
    born = recorded["people.Person"].select(person_id="id", DOB="born_on", SEX="sex")
    return numbers(recorded, named).rename({"number": "CHILD"}).join(born, on="person_id")


def _ordered(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    types = schema(table)
    return rows.select(pl.col(one).cast(types[one]) for one in table.names).sort(table.key)


def _header(
    recorded: Recorded, year: Period, named: pl.DataFrame, cut: pl.DataFrame
) -> pl.DataFrame:
    """Who each child is, as the year's end saw it.

    Whether she is a mother is asked of who was looked after, and not for short breaks alone.
    """
    people = recorded["people.Person"].select(
        "mother", "first_child_born_on", person_id="id", ETHNIC="ethnicity"
    )
    later = (pl.col("first_child_born_on") > year.end).fill_null(value=False)
    told = named.join(people, on="person_id").join(
        pupil_numbers(recorded, year.end), on="person_id", how="left"
    )
    asked = cut.join(_on_short_breaks(cut), on="person_id", how="anti")["person_id"]
    is_asked = pl.col("person_id").is_in(asked.implode())
    is_mother = pl.when(later).then(pl.lit(value=False)).otherwise("mother")
    return told.with_columns(
        UPN=pl.coalesce("upn", "upn_unknown"),
        MOTHER=pl.when(is_asked).then(is_mother),
        MC_DOB=pl.when(is_asked & ~later).then("first_child_born_on"),
    )


def _on_short_breaks(cut: pl.DataFrame) -> pl.DataFrame:
    """Children looked after for short breaks and in no other way."""
    breaks = pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False)
    return cut.group_by("person_id").agg(only=breaks.all()).filter("only")


def _reviews(recorded: Recorded, year: Period, cut: pl.DataFrame) -> pl.DataFrame:
    """Reviews held in the year; short breaks have none in the return."""
    held = (pl.col("kind") == "cla") & year.contains_expr(pl.col("held_on"))
    rows = recorded["reviews.Review"].filter(held)
    kept = rows.join(_on_short_breaks(cut), on="person_id", how="anti")
    return kept.select("person_id", REVIEW="held_on", REVIEW_CODE="participation")


def _unaccompanied(recorded: Recorded, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """Children looked after in the year who were unaccompanied on a day of it.

    While it lasts the eighteenth birthday stands for the day it ends.
    """
    rows = recorded["people.ImmigrationPeriod"].filter(pl.col("status") == UNACCOMPANIED)
    last = lasting(rows, year.start, year.end).sort("ended_on", "id", nulls_last=True)
    once = last.unique("person_id", keep="last", maintain_order=True)
    born = recorded["people.Person"].select("born_on", person_id="id")
    told = once.join(children, on="person_id", how="semi").join(born, on="person_id", how="left")
    grown = pl.col("born_on").dt.offset_by(ADULT)
    ends = pl.coalesce(by("ended_on", year.end), grown, "ended_on")
    return told.select("person_id", DUC=ends)


def _permanence(recorded: Recorded, year: Period) -> pl.DataFrame:
    """What came before the care of those who came into it in the year; of two times the last told."""
    began = year.contains_expr(pl.col("started_on"))
    told = pl.any_horizontal(
        pl.col("previous_permanence", "previous_permanence_la", "previous_permanence_on_text")
        .is_not_null()
    )  # fmt: skip
    rows = recorded["care.CarePeriod"].filter(began & told).sort("started_on")
    last = rows.unique("person_id", keep="last", maintain_order=True)
    return last.select(
        "person_id", PREV_PERM="previous_permanence", LA_PERM="previous_permanence_la",
        DATE_PERM="previous_permanence_on_text",
    )  # fmt: skip


def _missing(recorded: Recorded, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """Times missing, on a day of the year, of children looked after in it."""
    rows = lasting(recorded["care.MissingEpisode"], year.start, year.end, end="returned_on")
    return rows.join(children, on="person_id", how="semi").select(
        "person_id", MISSING="kind", MIS_START="started_on", MIS_END=by("returned_on", year.end)
    )


def _workers(recorded: Recorded, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    """The lead workers, in the year and the one before it, of children looked after in the year."""
    every = recorded["workforce.Allocation"].filter(pl.col("role") == LEAD)
    leads = lasting(every, collection_year(year.end.year - 1).start, year.end)
    who = recorded["workforce.Worker"].select(worker_id="id", SW_ID="swe_number")
    rows = leads.join(children, on="person_id", how="semi").join(who, on="worker_id")
    return rows.select(
        "person_id", "SW_ID", SW_DECOM="started_on", SW_DEC=by("ended_on", year.end),
        SW_REASON="change_reason",
    )  # fmt: skip


def _deprivations(recorded: Recorded, year: Period, children: pl.DataFrame) -> pl.DataFrame:
    rows = lasting(recorded["care.DeprivationOfLiberty"], year.start, year.end)
    return rows.join(children, on="person_id", how="semi").select(
        "person_id", DOLO_START="started_on", DOLO_END=by("ended_on", year.end)
    )
