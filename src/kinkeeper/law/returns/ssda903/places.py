"""Where a child is placed: the authority of the placement and how far it is from home."""

from __future__ import annotations

from typing import Final

import polars as pl

METRES_IN_A_MILE: Final = 1609.3  # as the return's own distance is worked out
# Placements outside England are known by their country, whose authorities begin with its letter.
_COUNTRIES: Final = {"W": "WAL", "S": "SCO", "N": "NIR"}
TOLD: Final = pl.Schema(
    {"home.known": pl.Boolean, "place.known": pl.Boolean, "PL_LA": pl.String,
     "PL_DISTANCE": pl.Float64, "PL_LOCATION": pl.String}
)  # fmt: skip


def plain(postcode: pl.Expr) -> pl.Expr:
    """A postcode in capitals, without blanks."""
    return postcode.str.to_uppercase().str.replace_all(r"\s", "")


def placed(episodes: pl.DataFrame, postcodes: pl.DataFrame | None) -> pl.LazyFrame:
    """Of each episode PL_LA, PL_LOCATION, PL_DISTANCE (miles), and whether both postcodes are known.

    All null where there is no directory. `home.known` and `place.known` say of a postcode that is
    filled whether the directory holds it.
    """
    if postcodes is None:
        blank = {name: pl.lit(None, kind) for name, kind in TOLD.items()}
        return episodes.lazy().with_columns(**blank).select(*TOLD)
    located = pl.concat(
        [
            _located(episodes, postcodes, "HOME_POST", "home"),
            _located(episodes, postcodes, "PL_POST", "place"),
            episodes.lazy().select("_authority"),
        ],
        how="horizontal",
    )
    country = pl.col("place.authority").str.head(1).replace_strict(
        _COUNTRIES, default=pl.col("place.authority")
    )  # fmt: skip
    east, north = ((pl.col(f"home.{axis}") - pl.col(f"place.{axis}")).cast(pl.Float64)
                   for axis in ("easting", "northing"))  # fmt: skip
    miles = (east**2 + north**2).sqrt() / METRES_IN_A_MILE
    return located.select(
        "home.known",
        "place.known",
        PL_LA=country,
        PL_DISTANCE=miles.round(1),
        PL_LOCATION=pl.when(pl.col("place.authority").is_not_null()).then(
            pl.when(pl.col("place.authority") == pl.col("_authority"))
            .then(pl.lit("IN")).otherwise(pl.lit("OUT"))
        ),
    )  # fmt: skip


def _located(
    episodes: pl.DataFrame, postcodes: pl.DataFrame, column: str, prefix: str
) -> pl.LazyFrame:
    """What the directory says of a postcode of each episode."""
    asked = episodes.lazy().select(plain(pl.col(column)).alias("postcode"))
    found = asked.join(postcodes.lazy(), on="postcode", how="left", maintain_order="left")
    known = pl.when(pl.col("postcode").is_not_null()).then(pl.col("easting").is_not_null())
    told = found.select("easting", "northing", "authority", known=known)
    return told.rename(lambda name: f"{prefix}.{name}")
