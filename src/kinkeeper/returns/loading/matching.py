"""Who each child of a return is: somebody already known, or somebody new."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from kinkeeper.chronology.tables import copy_out
from kinkeeper.kernel.ids import uuid7s
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD

KNOWN_BY_ID = """
    SELECT i.value, COALESCE(p.merged_into_id, p.id)::text FROM people_personidentifier i
    JOIN people_person p ON p.id = i.person_id
    WHERE i.kind = 'la_child_id' AND i.issuer = '' AND i.valid_to IS NULL AND i.value = ANY(%s)
"""
KNOWN_BY_UPN = """
    SELECT i.value, p.born_on, min(i.person_id::text) FROM people_personidentifier i
    JOIN people_person p ON p.id = i.person_id
    WHERE i.kind = 'upn' AND i.value = ANY(%s) AND p.born_on IS NOT NULL AND p.merged_into_id IS NULL
    GROUP BY i.value, p.born_on
"""


@dataclass(frozen=True, slots=True)
class Matched:
    """Each child's person (`child`, `person_id`, `new`) and what was noticed on the way."""

    people: pl.DataFrame
    problems: tuple[Problem, ...]


def match(said: pl.DataFrame) -> Matched:
    """One person a child identifier; the same UPN and birth date is the same person too."""
    known = said.join(
        known_by_id(said[CHILD].to_list()), on=CHILD, how="left", maintain_order="left"
    )
    twin = known.join(
        _known_by_upn(known), on=["upn", "born_on"], how="left", maintain_order="left"
    )
    found = twin.with_columns(pl.coalesce("person_id", "by_upn").alias("person_id"))
    pupil = pl.col("upn").is_not_null() & pl.col("born_on").is_not_null()
    group = (
        pl.when(pupil)
        .then(pl.concat_str("upn", pl.col("born_on").cast(pl.String)))
        .otherwise(CHILD)
    )
    grouped = found.with_columns(group.alias("_group")).with_columns(
        pl.coalesce("person_id", pl.col("person_id").drop_nulls().first().over("_group")).alias(
            "person_id"
        )
    )
    named = _with_new(grouped)
    return Matched(named.select(CHILD, "person_id", "new"), (*_doubles(named), *_shared_upns(said)))


def known_by_id(children: Collection[str]) -> pl.DataFrame:
    """The people our own child identifiers stand for."""
    return copy_out(KNOWN_BY_ID, {CHILD: pl.String(), "person_id": pl.String()}, [list(children)])


def _known_by_upn(said: pl.DataFrame) -> pl.DataFrame:
    upns = said.filter(pl.col("person_id").is_null())["upn"].drop_nulls().unique().to_list()
    return copy_out(
        KNOWN_BY_UPN, {"upn": pl.String(), "born_on": pl.Date(), "by_upn": pl.String()}, [upns]
    )


def _with_new(grouped: pl.DataFrame) -> pl.DataFrame:
    """A new person for each group nobody is known of."""
    unknown = (
        grouped.filter(pl.col("person_id").is_null()).select("_group").unique(maintain_order=True)
    )
    fresh = unknown.with_columns(pl.Series("fresh", uuid7s(unknown.height), dtype=pl.String))
    named = grouped.join(fresh, on="_group", how="left", maintain_order="left")
    return named.with_columns(
        pl.col("person_id").is_null().alias("new"),
        pl.coalesce("person_id", "fresh").alias("person_id"),
    )


def _doubles(named: pl.DataFrame) -> list[Problem]:
    """Two identifiers that turn out to be one person are told, so that somebody can look."""
    again = named.filter(~pl.col("person_id").is_first_distinct())
    return _told(
        again,
        "another child of this authority has the same UPN and birth date: taken to be one person",
        "Compare the two; keep one identifier in the source system.",
    )


def _shared_upns(said: pl.DataFrame) -> list[Problem]:
    """The same UPN with another birth date is an error somewhere, and never a reason to merge."""
    known = said.filter(pl.col("upn").is_not_null() & pl.col("born_on").is_not_null())
    stored = _births_by_upn(known["upn"].unique().to_list()).rename({"born_on": "_other"})
    elsewhere = known.join(stored, on="upn", how="inner").filter(
        pl.col("born_on") != pl.col("_other")
    )
    elsewhere = elsewhere.filter(pl.col(CHILD) != pl.col("_child").fill_null(""))
    here = known.filter(pl.col("born_on").n_unique().over("upn") > 1)
    both = pl.concat([here, elsewhere.select(here.columns)]).unique(CHILD, maintain_order=True)
    return _told(
        both,
        "another child has this UPN with another birth date: not taken to be one person",
        "Check the UPN of both children.",
    )


def _births_by_upn(upns: list[str]) -> pl.DataFrame:
    query = """
        SELECT i.value, p.born_on, own.value FROM people_personidentifier i
        JOIN people_person p ON p.id = i.person_id
        LEFT JOIN people_personidentifier own
            ON own.person_id = p.id AND own.kind = 'la_child_id' AND own.issuer = ''
        WHERE i.kind = 'upn' AND i.value = ANY(%s) AND p.born_on IS NOT NULL
    """
    return copy_out(
        query, {"upn": pl.String(), "born_on": pl.Date(), "_child": pl.String()}, [upns]
    )


def _told(rows: pl.DataFrame, reason: str, do: str) -> list[Problem]:
    return [
        Problem(file, row, table, "UPN", "", reason, do, "nothing", child)
        for file, row, table, child in rows.select(FILE, ROW, "_table", CHILD).iter_rows()
    ]
