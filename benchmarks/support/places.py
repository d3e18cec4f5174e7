"""Postcodes for invented returns: of one authority and those about it, or of the whole of England."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Final

import polars as pl

from kinkeeper.law.returns import postcodes
from support.dice import Dice

_ABOUT: Final = ("B", "W", "D", "C")  # letters of Birmingham and the counties about it
_MOST: Final = 3_000


def of_authority(authority: str) -> pl.DataFrame:
    """Postcode and authority: nine in ten of this one, the others of about it."""
    near = _england(_ABOUT)
    own = pl.col("authority") == authority
    return pl.concat([_some(near.filter(own), _MOST), _some(near.filter(~own), _MOST // 9)])


def of_england() -> pl.DataFrame:
    """Postcode and authority, of every letter."""
    return _some(_england(tuple(ascii_uppercase)), 10 * _MOST)


def _england(letters: tuple[str, ...]) -> pl.DataFrame:
    every = pl.concat(postcodes.of_letter(one) for one in letters)
    own = every.filter(pl.col("authority").str.starts_with("E")).drop_nulls("easting")
    parted = pl.col("postcode").str.replace(r"(...)$", " $1")
    return own.select(parted, "authority").sort("postcode")


def _some(rows: pl.DataFrame, most: int) -> pl.DataFrame:
    return rows[Dice(7).below(most, len(rows)).unique().sort().to_list()]
