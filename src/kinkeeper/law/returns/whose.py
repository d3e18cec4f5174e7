"""Who the children of a return are: the number each goes by, and what is said of them in every table."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinkeeper.kernel.ids import reference
from kinkeeper.law.returns.recorded import Recorded

_STANDING: Final = pl.col("valid_to").is_null()


def numbers(recorded: Recorded, of: pl.DataFrame | None = None) -> pl.DataFrame:
    """`person_id` and `number`: this authority's own number, or where none was given our reference.

    Of several the one that stands is used, and of those the first that was given. `of` names by
    their `person_id` the people who are asked after, where it is not everybody.
    """
    told = _own(recorded, "la_child_id").filter(pl.col("value").is_not_null())
    given = told.sort(~_STANDING, "valid_from", "id", nulls_last=False).unique(
        "person_id", keep="first", maintain_order=True
    )
    named = given.select("person_id", number="value")
    people = recorded["people.Person"].select(person_id="id")
    if of is not None:
        people = people.join(of, on="person_id", how="semi")
    without = people.join(named, on="person_id", how="anti")
    ours = [reference(one).replace("-", "") for one in without["person_id"]]
    numbered = without.with_columns(pl.Series("number", ours, dtype=pl.String))
    return pl.concat([named.join(people, on="person_id", how="semi"), numbered])


def pupil_numbers(recorded: Recorded, on: date) -> pl.DataFrame:
    """`person_id`, `upn` and, where there is none, the `upn_unknown` reason that stood on a day."""
    told = _own(recorded, "upn")
    known = told.filter(pl.col("value").is_not_null()).sort(~_STANDING, "valid_from", "id")
    stood = _STANDING | (pl.col("valid_to") >= on)
    reasons = told.filter(pl.col("value").is_null() & stood).sort(~_STANDING, "id")
    latest = known.unique("person_id", keep="first", maintain_order=True)
    reason = reasons.unique("person_id", keep="first", maintain_order=True)
    return (
        latest.select("person_id", upn="value")
        .join(
            reason.select("person_id", upn_unknown="unknown_reason"),
            on="person_id",
            how="full",
            coalesce=True,
        )
        .with_columns(upn_unknown=pl.when(pl.col("upn").is_null()).then("upn_unknown"))
    )


def former_pupil_numbers(recorded: Recorded) -> pl.DataFrame:
    """`person_id` and `former_upn`: the last number a pupil had before the present one."""
    told = _own(recorded, "former_upn").sort("valid_to", "id", nulls_last=True)
    last = told.unique("person_id", keep="last", maintain_order=True)
    return last.select("person_id", former_upn="value")


def _own(recorded: Recorded, kind: str) -> pl.DataFrame:
    """Numbers of a kind that are national or this authority's, not another's."""
    ours = (pl.col("kind") == kind) & (pl.col("issuer") == "")
    return recorded["people.PersonIdentifier"].filter(ours)
