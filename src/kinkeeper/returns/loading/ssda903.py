"""Several years of SSDA903 as rows of our records."""

import polars as pl

from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.ssda903.fields import HEADER, TABLES
from kinkeeper.law.returns.ssda903.read import YEAR, Ssda903
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading import episodes as timeline
from kinkeeper.returns.loading import ssda903_beside
from kinkeeper.returns.loading.rows import CHILD, Built, Rows, people_frame
from kinkeeper.returns.loading.sieve import Sieve

Sieves = dict[str, Sieve]
Frames = dict[str, pl.DataFrame]


def build_ssda903(read: Ssda903) -> Built:
    """The rows of every year read; where two years tell of one thing the later is used."""
    frames: Frames = dict(read.frames)
    frames = {name: frame.rename({"CHILD": CHILD}) for name, frame in frames.items()}
    sieves = {table.id: Sieve(table.id, _known(read, table.id)) for table in TABLES}
    people = _people(frames, sieves)
    births = people.sort(YEAR).group_by(CHILD).agg(pl.col("born_on").drop_nulls().last())
    history = timeline.one_history(frames["Episodes"], births, sieves["Episodes"])
    periods = timeline.care_periods(history)
    rows = (
        Rows(
            "care.CarePeriod",
            "Episodes",
            ssda903_beside.with_permanence(periods, frames, sieves["PrevPerm"]),
        ),
        Rows("care.LegalStatusPeriod", "Episodes", timeline.legal_statuses(history)),
        Rows("care.Placement", "Episodes", timeline.placements(history)),
        *ssda903_beside.build(frames, periods, births, sieves),
    )
    problems = tuple(problem for sieve in sieves.values() for problem in sieve.problems)
    return Built(rows, people, problems, {name: frame.height for name, frame in frames.items()})


def _known(read: Ssda903, table: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.table == table]


def _people(frames: Frames, sieves: Sieves) -> pl.DataFrame:
    """What the header says of each child, and children other tables name without one."""
    sieve = sieves["Header"]
    rows = sieve.once(sieve.keyed(frames["Header"], CHILD), CHILD, YEAR, named="CHILD")
    rows = sieve.field(
        rows,
        pl.col("DOB").dt.year() > pl.col(YEAR),
        column="DOB",
        named="DOB",
        reason="the birth is after the year of the return",
    )
    usual = (
        frames["Episodes"]
        .group_by(CHILD)
        .agg(pl.col("DECOM").median().cast(pl.Date).alias("_usual"))
    )
    rows = rows.join(usual, on=CHILD, how="left", maintain_order="left")
    rows = sieve.field(
        rows,
        pl.col("DOB") > pl.col("_usual"),
        column="DOB",
        named="DOB",
        reason="the birth is after most of the child's episodes",
    )
    rows = sieve.field(
        rows,
        pl.col("MC_DOB") < pl.col("DOB"),
        column="MC_DOB",
        named="MC_DOB",
        reason="the first child is older than the mother",
    )
    unknown = pl.col("UPN").str.starts_with("UN")
    header = people_frame(
        rows,
        **_from("Header"),
        born_on=pl.col("DOB"),
        sex=pl.col("SEX"),
        ethnicity=pl.col("ETHNIC"),
        mother=pl.col("MOTHER"),
        first_child_born_on=pl.col("MC_DOB"),
        upn=pl.when(~unknown).then("UPN"),
        upn_unknown=pl.when(unknown).then("UPN"),
    )
    return pl.concat([header, *_without_header(frames, header, sieves)])


def _from(table: str) -> dict[str, pl.Expr]:
    return {name: pl.col(name) for name in (CHILD, FILE, ROW, YEAR)} | {"_table": pl.lit(table)}


def _without_header(frames: Frames, header: pl.DataFrame, sieves: Sieves) -> list[pl.DataFrame]:
    """One row for each child another table names and no header does."""
    seen, found = header.select(CHILD), []
    for table in TABLES:
        if table is HEADER:
            continue
        rows = frames[table.id].filter(pl.col(CHILD).is_not_null()).join(seen, on=CHILD, how="anti")
        rows = rows.sort(YEAR).unique(CHILD, keep="last", maintain_order=True)
        sieves[table.id].told(
            rows,
            named="CHILD",
            reason="no header names this child; taken from this table alone",
            do="Add the child to the header.",
        )
        born = pl.col("DOB") if "DOB" in rows.columns else pl.lit(None)
        found.append(people_frame(rows, **_from(table.id), born_on=born))
        seen = pl.concat([seen, rows.select(CHILD)])
    return found
