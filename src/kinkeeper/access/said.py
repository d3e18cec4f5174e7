"""A condition on a person's id as SQL, said once an answer and asked of as many tables as there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, QuerySet

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

# Stands for the column; no statement can hold it otherwise.
COLUMN: Final = "\0"
AMONG: Final = f"{COLUMN} IN ({{people}})"
# `NOT IN` is planned as if it kept every second row.
NOT_AMONG: Final = f"NOT EXISTS (SELECT FROM ({{people}}) AS those (id) WHERE those.id = {COLUMN})"


@dataclass(frozen=True, slots=True)
class Said:
    """SQL with `COLUMN` where the person's id belongs, and its parameters in order."""

    sql: str
    params: tuple[Any, ...] = ()

    def of(self, path: str) -> _Holds:
        """The condition, of the column at a path, for `filter`."""
        return _Holds(F(path), self)


def among(people: QuerySet[Any, Any]) -> Said | None:
    """That the person is among these, a query of one column; None where it can hold nobody."""
    return _said(people, AMONG)


def not_among(people: QuerySet[Any, Any]) -> Said | None:
    """That the person is none of these; None where that holds of everybody."""
    return _said(people, NOT_AMONG)


def _said(people: QuerySet[Any, Any], how: str) -> Said | None:
    try:
        sql, params = people.query.sql_with_params()
    except EmptyResultSet:
        return None
    return Said(how.replace("{people}", sql), tuple(params))


def either(conditions: Iterable[Said | None]) -> Said | None:
    """That one of them holds; None where none can."""
    return _joined(conditions, " OR ")


def every(conditions: Iterable[Said | None]) -> Said | None:
    """That all of them hold; None where there are none."""
    return _joined(conditions, " AND ")


def _joined(conditions: Iterable[Said | None], how: str) -> Said | None:
    found = [one for one in conditions if one is not None]
    if not found:
        return None
    text = how.join(f"({one.sql})" for one in found)
    return Said(f"({text})", tuple(param for one in found for param in one.params))


class _Holds(Func):
    """`Said` of one column."""

    def __init__(self, column: Any, said: Said) -> None:
        super().__init__(column, output_field=BooleanField())
        self.said = said

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: Any, **__: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """The text, with the column in its places."""
        (of,) = self.get_source_expressions()
        column, none = compiler.compile(of)
        if none:
            message = "a column of a person's id has no parameters"
            raise TypeError(message)
        return self.said.sql.replace(COLUMN, column), self.said.params
