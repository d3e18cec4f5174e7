"""Public tables of every authority, read from a folder: one row a series, authority, year and vintage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from kinkeeper.forecast.scores import Floats
from kinkeeper.kernel.errors import BadInput


@dataclass(frozen=True)
class Series:
    """A published series; `least` is the smallest value it is forecast from."""

    id: str
    title: str
    counted: str
    source: str
    least: float = 60.0


@dataclass(frozen=True)
class Table:
    """A published file: its name as a pattern, and the columns that must be there."""

    pattern: str
    columns: tuple[str, ...]
    source: str


CENSUS: Final = "Department for Education, Characteristics of children in need"
CARE: Final = "Department for Education, Children looked after in England, as the LAIT carries it"
STAFF: Final = "Department for Education, Children's social work workforce"
SERIES: Final = {
    one.id: one
    for one in (
        Series("cla", "Children looked after", "31 March", CARE),
        Series("cla_start", "Children who started to be looked after", "year to 31 March", CARE),
        Series("cla_ceased", "Children who ceased to be looked after", "year to 31 March", CARE),
        Series("cin", "Children in need", "31 March", CENSUS),
        Series("cpp", "Children on a child protection plan", "31 March", CENSUS),
        Series("referrals", "Referrals", "year to 31 March", CENSUS),
        Series("sw_fte", "Social workers in post, full-time equivalent", "30 September", STAFF),
        Series("sw_cases", "Cases held", "30 September", STAFF),
    )
}
# The first is preferred where several publications tell of one year. Each year of a series was
# published once or more; what an old year was first said to be is kept only where a table keeps it.
VINTAGES: Final = ("ees", "goodair", "old", "new", "c6", "csww")
MARKS: Final = frozenset(
    {"", "-", "c", "k", "low", "u", "x", "z", "[c]", "[low]", "[u]", "[x]", "[z]"}
)
MONTHS: Final = (
    "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "January", "February", "March",
)  # fmt: skip
SUMS_FROM: Final = 970  # numbers of England and its regions in the LAIT begin here
_PLACE: Final = ("time_period", "geographic_level", "old_la_code", "la_name")
YEARLY: Final = Table(
    "la_year_*.parquet",
    ("series", "la", "la_no", "year", "value", "vint"),
    "tables of several years",
)
MONTHLY: Final = Table("c6_*.csv", (*_PLACE, "Referrals", *MONTHS), CENSUS)
WORKFORCE: Final = Table("csww_indicators_*.csv", (*_PLACE, "inpost_fte", "cases"), STAFF)
_OF_WORKFORCE: Final = {"inpost_fte": "sw_fte", "cases": "sw_cases"}
_SCHEMA: Final = {
    "series": pl.String, "authority": pl.Int64, "name": pl.String, "year": pl.Int64,
    "value": pl.Float64, "vintage": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Past:
    """One series until a year: `values` (authorities × years, ascending), not a number where unknown."""

    authorities: tuple[int, ...]
    years: tuple[int, ...]
    values: Floats

    def until(self, year: int) -> Past:
        """A copy that holds nothing later than the year."""
        keep = sum(each <= year for each in self.years)
        return Past(self.authorities, self.years[:keep], self.values[:, :keep].copy())


@dataclass(frozen=True)
class Panel:
    """What a folder told: yearly rows, referrals by month, and each file with its SHA-256."""

    rows: pl.DataFrame
    months: pl.DataFrame
    files: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """One SHA-256 of every file read, in the order of their names."""
        return sha256("".join(f"{name}:{held}\n" for name, held in self.files).encode()).hexdigest()

    def past(self, series: str, *, vintages: tuple[str, ...] = VINTAGES) -> Past:
        """The series by authority and year; of several vintages the first in the order given.

        Raises BadInput (`series`) when it is not declared or the folder has nothing of it.
        """
        if series not in SERIES:
            raise BadInput(f"{series!r} is not a series: {', '.join(SERIES)}", field="series")
        ranked = self.rows.filter(pl.col("series") == series, pl.col("vintage").is_in(vintages))
        if ranked.is_empty():
            raise BadInput(f"the folder has no values of {series}", field="series")
        order = pl.col("vintage").replace_strict({name: at for at, name in enumerate(vintages)})
        chosen = ranked.sort(order).unique(["authority", "year"], keep="first", maintain_order=True)
        authorities = tuple(chosen["authority"].unique().sort().to_list())
        first, last = int(chosen["year"].to_numpy().min()), int(chosen["year"].to_numpy().max())
        values = np.full((len(authorities), last - first + 1), np.nan)
        at = np.searchsorted(np.array(authorities), chosen["authority"].to_numpy())
        values[at, chosen["year"].to_numpy() - first] = chosen["value"].to_numpy()
        return Past(authorities, tuple(range(first, last + 1)), values)

    def authority(self, name: str) -> int:
        """The number of the authority of that name, whatever its case; BadInput if there is none."""
        found = self.rows.filter(pl.col("name").str.to_lowercase() == name.strip().lower())
        if found.is_empty():
            raise BadInput(f"no authority of the tables is called {name!r}", field="authority")
        return int(found.sort("year")["authority"][-1])


def read(folder: Path) -> Panel:
    """Read the public tables of a folder; files of other names are passed by.

    Raises BadInput with the file, row and field that cannot be read, and when no table is there.
    """
    yearly, monthly, workforce = (_one(folder, table) for table in (YEARLY, MONTHLY, WORKFORCE))
    files = sorted(each for each in (yearly, monthly, workforce) if each is not None)
    if not files:
        wanted = ", ".join(table.pattern for table in (YEARLY, MONTHLY, WORKFORCE))
        raise BadInput(
            "no public table is in this folder", file=str(folder), do=f"Put there one of {wanted}."
        )
    parts = [pl.DataFrame(schema=_SCHEMA)]
    months = pl.DataFrame(
        schema={"authority": pl.Int64, "year": pl.Int64, "month": pl.String, "value": pl.Float64}
    )
    if yearly is not None:
        parts.append(_yearly(yearly))
    if monthly is not None:
        table = _csv(monthly, MONTHLY)
        parts.append(_column(table, monthly, "Referrals", "referrals", "c6"))
        months = _months(table, monthly)
    if workforce is not None:
        table = _csv(workforce, WORKFORCE)
        parts += [_column(table, workforce, of, to, "csww") for of, to in _OF_WORKFORCE.items()]
    held = tuple((file.name, sha256(file.read_bytes()).hexdigest()) for file in files)
    return Panel(pl.concat(parts), months, held)


def _one(folder: Path, table: Table) -> Path | None:
    if not folder.is_dir():
        raise BadInput("this is not a folder", file=str(folder))
    found = sorted(folder.glob(table.pattern))
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise BadInput(
            f"several files are {table.pattern}: {names}", file=str(folder), do="Keep one of them."
        )
    return found[0] if found else None


def _yearly(file: Path) -> pl.DataFrame:
    try:
        table = pl.read_parquet(file)
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise BadInput("this is not a Parquet file that can be read", file=file.name) from wrong
    _has(table, file, YEARLY)
    types = {"series": pl.String, "la": pl.String, "vint": pl.String}
    for field in YEARLY.columns:
        fits = (
            table[field].dtype == types[field]
            if field in types
            else table[field].dtype.is_numeric()
        )
        if not fits:
            raise BadInput(
                f"a column of {table[field].dtype} is none of its kind", file=file.name, field=field
            )
    numbered = table.with_row_index("row", 1)
    _refuse(
        numbered,
        file,
        "value",
        pl.col("value").is_null() | ~pl.col("value").is_finite() | (pl.col("value") < 0),
    )
    _refuse(
        numbered, file, "year", pl.col("year").is_null() | ~pl.col("year").is_between(1990, 2100)
    )
    _refuse(numbered, file, "vint", ~pl.col("vint").is_in(VINTAGES) | pl.col("vint").is_null())
    named = table.filter(pl.col("la_no") < SUMS_FROM, pl.col("series").is_in(list(SERIES)))
    _refuse(
        numbered, file, "series",
        pl.col("la_no").is_not_null() & ~pl.struct("series", "la_no", "year", "vint").is_first_distinct(),
    )  # fmt: skip
    return named.select(
        "series", authority=pl.col("la_no").cast(pl.Int64), name="la", year=pl.col("year").cast(pl.Int64),
        value=pl.col("value").cast(pl.Float64), vintage="vint",
    )  # fmt: skip


def _csv(file: Path, table: Table) -> pl.DataFrame:
    try:
        found = pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise BadInput("this is not a CSV file that can be read", file=file.name) from wrong
    _has(found, file, table)
    numbered = found.with_row_index("row", 2)
    _refuse(
        numbered,
        file,
        "time_period",
        ~pl.col("time_period").fill_null("").str.contains(r"^(19|20)\d\d$"),
    )
    return numbered.filter(
        pl.col("geographic_level") == "Local authority",
        pl.col("old_la_code").str.contains(r"^\d{3}$"),
    )


def _number(table: pl.DataFrame, file: Path, field: str) -> pl.Expr:
    number = pl.col(field).cast(pl.Float64, strict=False)
    marked = pl.col(field).fill_null("").str.strip_chars().is_in(list(MARKS))
    _refuse(table, file, field, ~marked & (number.is_null() | ~number.is_finite() | (number < 0)))
    return number


def _place() -> dict[str, pl.Expr]:
    return {
        "authority": pl.col("old_la_code").cast(pl.Int64),
        "year": pl.col("time_period").cast(pl.Int64),
    }


def _column(table: pl.DataFrame, file: Path, field: str, series: str, vintage: str) -> pl.DataFrame:
    value = _number(table, file, field)
    rows = table.select(
        series=pl.lit(series),
        **_place(),
        name=pl.col("la_name"),
        value=value,
        vintage=pl.lit(vintage),
    )
    return rows.drop_nulls("value").select(*_SCHEMA)


def _months(table: pl.DataFrame, file: Path) -> pl.DataFrame:
    def each() -> Iterator[pl.DataFrame]:
        for month in MONTHS:
            value = _number(table, file, month)
            yield table.select(**_place(), month=pl.lit(month), value=value).drop_nulls("value")

    return pl.concat(each())


def _has(table: pl.DataFrame, file: Path, declared: Table) -> None:
    missing = [column for column in declared.columns if column not in table.columns]
    if missing:
        raise BadInput(
            "the column is not there",
            file=file.name,
            field=missing[0],
            do=f"Its source: {declared.source}.",
        )


def _refuse(table: pl.DataFrame, file: Path, field: str, wrong: pl.Expr) -> None:
    found = table.filter(wrong)
    if not found.is_empty():
        said = "it is told twice" if field == "series" else f"{found[field][0]!r} cannot be taken"
        raise BadInput(said, file=file.name, row=int(found["row"][0]), field=field)
