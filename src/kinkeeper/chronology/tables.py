"""Between frames and tables: COPY in, COPY out, on Django's own connection and so in its transaction."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl
from django.db import connection, models, transaction
from psycopg import sql
from psycopg.types.string import TextLoader

PolarsType = pl.DataType
TYPES: Mapping[str, PolarsType] = {
    "UUIDField": pl.String(),
    "CharField": pl.String(),
    "TextField": pl.String(),
    "DateField": pl.Date(),
    "DateTimeField": pl.Datetime("us", "UTC"),
    "BooleanField": pl.Boolean(),
    "FloatField": pl.Float64(),
    "IntegerField": pl.Int64(),
    "SmallIntegerField": pl.Int64(),
    "PositiveIntegerField": pl.Int64(),
    "PositiveSmallIntegerField": pl.Int64(),
    "BigAutoField": pl.Int64(),
    "BigIntegerField": pl.Int64(),
    "ForeignKey": pl.String(),
    "OneToOneField": pl.String(),
}


def column_types(model: type[models.Model]) -> dict[str, PolarsType]:
    """The frame type of each column of a model's table, by attname."""
    found: dict[str, PolarsType] = {}
    for field in model._meta.concrete_fields:
        target: Any = field
        while target.remote_field is not None:
            target = target.target_field
        found[field.attname] = TYPES[target.get_internal_type()]
    return found


def column_of(model: type[models.Model]) -> dict[str, str]:
    """The table's column for each attname."""
    return {field.attname: field.column for field in model._meta.concrete_fields}


def copy_in(table: str, rows: pl.DataFrame, columns: Sequence[str] | None = None) -> None:
    """Write rows by COPY; columns are the frame's own names unless given."""
    if rows.is_empty():
        return
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        sql.Identifier(table), sql.SQL(",").join(map(sql.Identifier, columns or rows.columns))
    )
    text = rows.write_csv(include_header=False, datetime_format="%Y-%m-%d %H:%M:%S%.6f+00")
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(text)


@contextmanager
def by_whole_tables() -> Iterator[None]:
    """Join whole tables: what a load has just filled, the server has not counted yet.

    Left to its guess of a few rows it would look up each of them one by one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


def copy_out(
    query: str, schema: Mapping[str, PolarsType], params: Iterable[object] = ()
) -> pl.DataFrame:
    """The rows of a SELECT as a frame of `schema`, whose names the query's columns follow in order."""
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv)"
    buffer = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(statement, tuple(params)) as copy:
        for block in copy:
            buffer.write(block)
    return _parsed(buffer, schema)


def fetch(
    query: str, schema: Mapping[str, PolarsType], params: Iterable[object] = ()
) -> pl.DataFrame:
    """As `copy_out`, for a few rows: an ordinary SELECT begins and ends sooner than a COPY."""
    return fetch_several([Select(query, schema, params)])[0]


@dataclass(frozen=True)
class Select:
    """A SELECT, the schema whose names its columns follow in order, and its parameters."""

    query: str
    schema: Mapping[str, PolarsType]
    params: Iterable[object] = ()


def fetch_several(selects: Sequence[Select]) -> list[pl.DataFrame]:
    """As `fetch`, of each in turn, in one exchange with the server."""
    frames = []
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("uuid", TextLoader)  # ids stay text
        params: tuple[Any, ...] = tuple(p for select in selects for p in select.params)
        cursor.execute(";".join(select.query for select in selects), params)
        for select in selects:
            frames.append(_framed(cursor.fetchall(), select.schema))
            cursor.nextset()
    return frames


def _framed(rows: list[tuple[Any, ...]], schema: Mapping[str, PolarsType]) -> pl.DataFrame:
    if rows:
        return pl.DataFrame(rows, schema, orient="row")
    return _without_rows(tuple(schema.items())).clone()


@cache
def _without_rows(columns: tuple[tuple[str, PolarsType], ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict(columns))


def _parsed(buffer: io.BytesIO, schema: Mapping[str, PolarsType]) -> pl.DataFrame:
    """CSV as the server writes it: t and f for booleans, an offset on every moment."""
    if not buffer.tell():
        return pl.DataFrame(schema=schema)
    buffer.seek(0)
    read = {
        n: pl.String() if t in (pl.Boolean, pl.Date) or isinstance(t, pl.Datetime) else t
        for n, t in schema.items()
    }
    frame = pl.read_csv(buffer, has_header=False, schema=read)
    return frame.with_columns(_typed(name, kind) for name, kind in schema.items()).cast(
        pl.Schema(schema)
    )


def _typed(name: str, kind: PolarsType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Boolean:
        return column == "t"
    if kind == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if isinstance(kind, pl.Datetime):
        return column.str.to_datetime("%Y-%m-%d %H:%M:%S%.f%#z", time_unit="us", time_zone="UTC")
    return column
