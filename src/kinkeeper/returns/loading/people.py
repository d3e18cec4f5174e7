"""What a return says of each child, joined with what is known already."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kinkeeper.chronology.tables import copy_out
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD, PEOPLE, Rows
from kinkeeper.returns.loading.sieve import Sieve

SAID = (
    "sex", "gender_identity", "born_on", "expected_on", "died_on", "ethnicity", "mother",
    "first_child_born_on",
)  # fmt: skip
NUMBERS = ("upn", "former_upn", "upn_unknown")
STORED = """
    SELECT id::text, sex, gender_identity, born_on, expected_on, died_on, ethnicity, mother,
        first_child_born_on
    FROM people_person WHERE id = ANY(%s::uuid[])
"""
STORED_NUMBERS = """
    SELECT person_id::text, value, unknown_reason, valid_to FROM people_personidentifier
    WHERE kind = 'upn' AND issuer = '' AND person_id = ANY(%s::uuid[])
"""
STORED_DISABILITIES = """
    SELECT person_id::text, code FROM people_disability
    WHERE valid_to IS NULL AND valid_from IS NULL AND source = 'imported' AND person_id = ANY(%s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class PersonRows:
    """Rows of `people.Person`, and what contradicted what is known."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def said_of_each(sources: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row a child: of each fact, the latest year that tells it."""
    told = pl.concat([pl.DataFrame(schema=PEOPLE), *sources]).sort("_year", maintain_order=True)
    facts = [pl.col(name).drop_nulls().last() for name in (*SAID, *NUMBERS)]
    places = [pl.col(name).last() for name in ("_year", "_table", FILE, ROW)]
    one_each = told.group_by(CHILD, maintain_order=True).agg(*facts, *places)
    return one_each.with_columns(
        pl.when(pl.col("born_on").is_null()).then("expected_on").alias("expected_on"),
        pl.when(pl.col("upn").is_null()).then("upn_unknown").alias("upn_unknown"),
    )


def disagreements(sources: Sequence[pl.DataFrame]) -> tuple[Problem, ...]:
    """Children whose birth date or sex is told in two ways: the later year is used."""
    told = pl.concat([pl.DataFrame(schema=PEOPLE), *sources]).sort("_year", maintain_order=True)
    found: list[Problem] = []
    for column, named in (("born_on", "DOB"), ("sex", "SEX")):
        known = told.filter(pl.col(column).is_not_null())
        earlier = known.filter(pl.col(column) != pl.col(column).last().over(CHILD))
        for table, rows in earlier.partition_by("_table", as_dict=True).items():
            sieve = Sieve(str(table[0]))
            sieve.told(
                rows,
                named=named,
                reason="a later or another return tells it otherwise; that one is used",
                do="Find out which is right, and correct the other.",
            )
            found += sieve.problems
    return tuple(found)


def person_rows(said: pl.DataFrame) -> PersonRows:
    """Each person's facts, where the return is silent as they are known already."""
    one_each = said.group_by("person_id", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().last() for name in SAID),
        pl.col(CHILD, "_table", FILE, ROW).last(),
    )
    stored = copy_out(
        STORED,
        {"person_id": pl.String()} | {name: PEOPLE[name] for name in SAID},
        [one_each["person_id"].to_list()],
    )
    both = one_each.join(
        stored, on="person_id", how="left", suffix="_stored", maintain_order="left"
    )
    joined = both.with_columns(pl.coalesce(name, f"{name}_stored").alias(name) for name in SAID)
    possible, problems = _possible(joined)
    rows = possible.select(pl.col("person_id").alias("id"), pl.lit("child").alias("kind"), *SAID)
    return PersonRows(rows, problems)


def _possible(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    sieve = Sieve("People")
    rows = sieve.field(
        rows,
        pl.col("died_on") < pl.col("born_on"),
        column="died_on",
        named="died_on",
        reason="the death is before the birth, taking this and earlier returns together",
    )
    rows = sieve.field(
        rows,
        pl.col("first_child_born_on") < pl.col("born_on"),
        column="first_child_born_on",
        named="first_child_born_on",
        reason="the first child is older than the mother",
    )
    born = pl.col("born_on").is_not_null()
    return rows.with_columns(pl.when(~born).then("expected_on").alias("expected_on")), tuple(
        sieve.problems
    )


def identifiers(said: pl.DataFrame) -> Rows:
    """The numbers each person is known by, and why there is no UPN where there is none."""
    stored = copy_out(
        STORED_NUMBERS,
        {
            "person_id": pl.String(),
            "value": pl.String(),
            "unknown_reason": pl.String(),
            "valid_to": pl.Date(),
        },
        [said["person_id"].to_list()],
    )
    numbered = stored.filter(pl.col("value").is_not_null()).select("person_id").unique()
    without = said.join(numbered, on="person_id", how="anti").filter(
        pl.col("upn_unknown").is_not_null()
    )
    without = without.unique("person_id", keep="last", maintain_order=True)
    frames = [
        _numbers(said, "la_child_id", CHILD),
        _numbers(said, "upn", "upn"),
        _numbers(said, "former_upn", "former_upn"),
        _unknown(without, pl.lit(None)),
        _no_longer_unknown(said, stored),
    ]
    return Rows("people.PersonIdentifier", "People", pl.concat(frames))


def _numbers(said: pl.DataFrame, kind: str, column: str) -> pl.DataFrame:
    rows = said.filter(pl.col(column).is_not_null())
    return rows.select(
        CHILD,
        FILE,
        ROW,
        pl.lit(kind).alias("kind"),
        pl.lit("").alias("issuer"),
        pl.col(column).alias("value"),
        pl.lit(None, dtype=pl.String).alias("unknown_reason"),
        pl.lit(None, dtype=pl.Date).alias("valid_to"),
    )


def _unknown(rows: pl.DataFrame, until: pl.Expr) -> pl.DataFrame:
    return rows.select(
        CHILD,
        FILE,
        ROW,
        pl.lit("upn").alias("kind"),
        pl.lit("").alias("issuer"),
        pl.lit(None, dtype=pl.String).alias("value"),
        pl.col("upn_unknown").alias("unknown_reason"),
        until.cast(pl.Date).alias("valid_to"),
    )


def _no_longer_unknown(said: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """A reason for having no UPN ends with the year in which there is one."""
    reasons = stored.filter(pl.col("value").is_null() & pl.col("valid_to").is_null())
    rows = said.filter(pl.col("upn").is_not_null()).unique(
        "person_id", keep="last", maintain_order=True
    )
    rows = rows.drop("upn_unknown").join(
        reasons.select("person_id", pl.col("unknown_reason").alias("upn_unknown")),
        on="person_id",
        how="inner",
    )
    return _unknown(rows, year_end())


def year_end() -> pl.Expr:
    """31 March of the year a row's return is of."""
    return pl.date(pl.col("_year"), 3, 31)


def disabilities(rows: Rows, said: pl.DataFrame) -> Rows:
    """What the census says disables each child; what it no longer says ends with its year."""
    now = rows.frame.with_columns(pl.lit(None, dtype=pl.Date).alias("valid_to"))
    told = said.join(now.select(CHILD).unique(), on=CHILD, how="semi").unique(
        "person_id", keep="last", maintain_order=True
    )
    stored = copy_out(
        STORED_DISABILITIES,
        {"person_id": pl.String(), "code": pl.String()},
        [told["person_id"].to_list()],
    )
    named = now.join(said.select(CHILD, "person_id"), on=CHILD).select("person_id", "code")
    gone = stored.join(named, on=["person_id", "code"], how="anti").join(told, on="person_id")
    ended = gone.select(
        CHILD,
        FILE,
        ROW,
        "code",
        pl.lit(None, dtype=pl.Date).alias("valid_from"),
        year_end().alias("valid_to"),
    )
    return Rows(rows.model, rows.table, pl.concat([now, ended]))
