"""Adoption in the SSDA903: the decision to place, and the adoption itself."""

import polars as pl

from kinkeeper.law.returns.typed import FILE, ROW
from kinkeeper.returns.loading.rows import CHILD
from kinkeeper.returns.loading.sieve import Sieve
from kinkeeper.returns.loading.ssda903_shared import PLACE, Frames, dated, latest


def adoptions(frames: Frames, births: pl.DataFrame, sieves: dict[str, Sieve]) -> pl.DataFrame:
    """A decision from either table; the two are one case when their dates are the same."""
    adopted = _adopted(frames["AD1"], births, sieves["AD1"])
    placed = _placed(frames["PlacedAdoption"], births, sieves["PlacedAdoption"])
    both = placed.join(
        adopted.drop(FILE, ROW), on=[CHILD, "decision_on"], how="left", maintain_order="left"
    )
    alone = adopted.join(placed, on=[CHILD, "decision_on"], how="anti", maintain_order="left")
    return pl.concat([both, alone], how="diagonal")


def _adopted(frame: pl.DataFrame, births: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = sieve.once(latest(sieve.keyed(frame, CHILD), CHILD), CHILD, named="CHILD")
    rows = rows.join(births, on=CHILD, how="left", maintain_order="left")
    unread = {(p.file, p.row) for p in sieve.problems if p.field == "DATE_INT"}
    untold = pl.col("DATE_INT").is_null()
    fresh = [place not in unread for place in rows.select(FILE, ROW).iter_rows()]
    sieve.row(
        rows.filter(pl.Series(fresh, dtype=pl.Boolean)),
        untold,
        named="DATE_INT",
        reason="without the decision date the adoption has no place",
    )
    rows = sieve.row(
        rows.filter(~untold),
        pl.col("DATE_INT") < pl.col("born_on"),
        named="DATE_INT",
        reason="the decision is before the birth",
    )
    rows = sieve.field(
        rows,
        pl.col("DATE_MATCH") < pl.col("DATE_INT"),
        column="DATE_MATCH",
        named="DATE_MATCH",
        reason="the match is before the decision",
    )
    return rows.select(
        *PLACE,
        pl.col("DATE_INT").alias("decision_on"),
        pl.col("DATE_MATCH").alias("matched_on"),
        pl.col("FOSTER_CARE").alias("by_foster_carer"),
        pl.col("NB_ADOPTR").alias("adopters"),
        pl.col("SEX_ADOPTR").alias("adopters_sex"),
        pl.col("LS_ADOPTR").alias("adopters_legal_status"),
    )


def _placed(frame: pl.DataFrame, births: pl.DataFrame, sieve: Sieve) -> pl.DataFrame:
    rows = dated(frame, sieve, "DATE_PLACED", "DATE_PLACED_CEASED", said="it is reversed")
    rows = rows.join(births, on=CHILD, how="left", maintain_order="left")
    rows = sieve.row(
        rows,
        pl.col("DATE_PLACED") < pl.col("born_on"),
        named="DATE_PLACED",
        reason="the decision is before the birth",
    )
    rows = sieve.field(
        rows,
        pl.col("DATE_PLACED_CEASED").is_null(),
        column="REASON_PLACED_CEASED",
        named="REASON_PLACED_CEASED",
        reason="a reason for a reversal without a reversal",
    )
    return rows.select(
        *PLACE,
        pl.col("DATE_PLACED").alias("decision_on"),
        pl.col("DATE_PLACED").alias("placed_on"),
        pl.col("DATE_PLACED_CEASED").alias("placed_ceased_on"),
        pl.col("REASON_PLACED_CEASED").alias("placed_ceased_reason"),
    )
