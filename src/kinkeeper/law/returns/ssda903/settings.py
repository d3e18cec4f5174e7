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


def listed(episodes: pl.DataFrame, providers: pl.DataFrame | None) -> pl.LazyFrame:
    """What the list says of the URN of each episode; all false or null without one.

    `setting.known`: the list holds it; `setting.postcode`, `setting.authority`, `setting.ended:on`;
    `setting.place` and `setting.provider`: it is listed for the episode's PLACE, PLACE_PROVIDER.
    """
    held = (
        (_NOTHING if providers is None else providers)
        .lazy()
        .select(
            pl.col("urn").alias("URN"),
            pl.lit(value=True).alias("setting.known"),
            pl.col("places").str.split(",").alias("_places"),
            pl.col("providers").str.split(",").alias("_providers"),
            pl.col("postcode").alias("setting.postcode"),
            pl.col("authority").alias("setting.authority"),
            pl.col("ended_on").alias("setting.ended:on"),
        )
    )
    asked = episodes.lazy().select("URN", "PLACE", "PLACE_PROVIDER")
    return asked.join(held, on="URN", how="left", maintain_order="left").select(
        pl.col("setting.known").fill_null(value=False),
        "setting.postcode",
        "setting.authority",
        "setting.ended:on",
        _holds("_places", "PLACE").alias("setting.place"),
        _holds("_providers", "PLACE_PROVIDER").alias("setting.provider"),
    )


def _holds(listed_for: str, field: str) -> pl.Expr:
    return pl.col(listed_for).list.contains(pl.col(field)).fill_null(value=False)
