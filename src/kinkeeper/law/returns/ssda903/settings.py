"""The setting a child is placed in, as Ofsted's list of providers has it."""

from __future__ import annotations

from typing import Final

import polars as pl

_NOTHING: Final = pl.DataFrame(
    schema={
        "urn": pl.String, "places": pl.String, "providers": pl.String, "postcode": pl.String,
        "authority": pl.String, "ended_on": pl.Date,
    }
)  # fmt: skip


def listed(episodes: pl.DataFrame, providers: pl.DataFrame | None) -> pl.DataFrame:
    """Episodes with what the list says of their URN.

    `setting.known`: the list holds it; `setting.postcode`, `setting.authority`, `setting.ended:on`;
    `setting.place` and `setting.provider`: it is listed for the episode's PLACE, PLACE_PROVIDER.
    """
    held = (_NOTHING if providers is None else providers).select(
        pl.col("urn").alias("URN"),
        pl.lit(value=True).alias("setting.known"),
        pl.col("places").str.split(",").alias("_places"),
        pl.col("providers").str.split(",").alias("_providers"),
        pl.col("postcode").alias("setting.postcode"),
        pl.col("authority").alias("setting.authority"),
        pl.col("ended_on").alias("setting.ended:on"),
    )
    joined = episodes.join(held, on="URN", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("setting.known").fill_null(value=False),
        _holds("_places", "PLACE").alias("setting.place"),
        _holds("_providers", "PLACE_PROVIDER").alias("setting.provider"),
    ).drop("_places", "_providers")


def _holds(listed_for: str, field: str) -> pl.Expr:
    return pl.col(listed_for).list.contains(pl.col(field)).fill_null(value=False)
