"""Reads the list of providers that Ofsted keeps: its workbook, or the same as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import polars as pl

from kinkeeper.kernel.errors import BadInput
from kinkeeper.law.returns.open import open_file
from kinkeeper.law.returns.tables import read_sheet
from kinkeeper.law.returns.typed import ROW

PROVIDERS: Final = pl.Schema(
    {"urn": pl.String, "places": pl.String, "providers": pl.String, "postcode": pl.String,
     "authority": pl.String, "ended_on": pl.Date}
)  # fmt: skip
# What each column is called in the lists that are in use.
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "urn": ("URN",),
    "places": ("PLACE_CODES", "PLACEMENT CODE", "PLACEMENT CODES"),
    "providers": ("PROVIDER_CODES", "PLACEMENT PROVIDER CODE", "PROVIDER CODES"),
    "postcode": ("POSTCODE", "SETTING ADDRESS POSTCODE"),
    "ended_on": ("REG_END", "DEREGISTRATION DATE", "REGISTRATION END DATE"),
}
_MUST: Final = ("urn", "places", "providers")
_DATES: Final = ("%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_WORKBOOK: Final = ".xlsx"


def read_providers(path: Path, postcodes: pl.DataFrame | None = None) -> pl.DataFrame:
    """PROVIDERS, every sheet of a workbook together; the authority by the directory of postcodes.

    Raises BadInput where no sheet has a list of providers in it.
    """
    sheets = _workbook(path) if path.suffix.lower() == _WORKBOOK else [_csv(path)]
    found = [shaped for sheet in sheets if (shaped := _shaped(sheet)) is not None]
    if not found:
        raise BadInput(
            "this holds no list of providers", file=path.name,
            do=f"One sheet needs the columns {', '.join(_CALLED[one][0] for one in _MUST)}.",
        )  # fmt: skip
    every = pl.concat(found).filter(pl.col("urn").is_not_null()).unique("urn", maintain_order=True)
    if postcodes is None:
        return every.with_columns(authority=pl.lit(None, pl.String)).select(*PROVIDERS)
    directory = postcodes.select("postcode", "authority")
    return every.join(directory, on="postcode", how="left", maintain_order="left").select(
        *PROVIDERS
    )


def _workbook(path: Path) -> list[pl.DataFrame]:
    """Every sheet with its columns in capitals and its values as text."""
    reader = import_module("fastexcel")
    try:
        book = reader.read_excel(path)
        sheets = [book.load_sheet(name, dtypes="string").to_polars() for name in book.sheet_names]
    except (reader.FastExcelError, OSError) as error:
        raise BadInput(
            "this workbook cannot be read", file=path.name, do="Save it again as .xlsx."
        ) from error
    return [_capitals(sheet) for sheet in sheets]


def _csv(path: Path) -> pl.DataFrame:
    return read_sheet(open_file(path)).texts.drop(ROW)


def _capitals(sheet: pl.DataFrame) -> pl.DataFrame:
    return sheet.rename({name: name.strip().upper() for name in sheet.columns})


def _shaped(sheet: pl.DataFrame) -> pl.DataFrame | None:
    """The columns by our names; None where the sheet is not a list of providers."""
    called = {
        ours: next((name for name in theirs if name in sheet.columns), None)
        for ours, theirs in _CALLED.items()
    }
    if any(called[one] is None for one in _MUST):
        return None
    texts = {
        ours: pl.col(theirs).str.strip_chars().replace("", None)
        if theirs
        else pl.lit(None, pl.String)
        for ours, theirs in called.items()
    }
    return sheet.select(**texts).with_columns(
        pl.col("urn").str.to_uppercase().str.replace(r"\.0$", ""),  # a number, in a workbook
        pl.col("places", "providers").str.replace_all(r"\s", ""),
        pl.col("postcode").str.to_uppercase().str.replace_all(r"\s", ""),
        pl.coalesce(pl.col("ended_on").str.to_date(form, strict=False) for form in _DATES),
    )
