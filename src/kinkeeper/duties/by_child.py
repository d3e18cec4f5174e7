"""Duties in the order of their children's names, each name looked up once however many duties there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from kinkeeper.access.who import Asker
from kinkeeper.duties.models import Duty
from kinkeeper.people.queries import filed_names
from kinkeeper.people.references import in_order

# A child without a name to be seen sorts by the reference shown, which is worked out for those alone.
# The chosen go by the name of their table, so that what Django says of a duty holds of them.
SORTED = """
WITH chosen AS MATERIALIZED ({duties})
SELECT duties_duty.id FROM chosen AS duties_duty
LEFT JOIN ({names}) n ON n.person_id = duties_duty.person_id
ORDER BY n.filed {way} NULLS LAST, CASE WHEN n.filed IS NULL THEN {reference} END {way},
  duties_duty.person_id, duties_duty.due_on, duties_duty.id
LIMIT %s OFFSET %s
"""
OF_THE_CHOSEN = "SELECT person_id FROM chosen"
NOBODY = "SELECT NULL::uuid AS person_id, NULL::text AS filed WHERE false"

Sql = tuple[str, Sequence[Any]]


def by_child(
    *, who: Asker, rows: QuerySet[Duty], descending: bool, start: int, size: int
) -> list[Duty]:
    """A stretch of these duties: by the child's name as the asker sees it, then least time left."""
    chosen = _sql(rows.order_by().values("id", "person_id", "due_on"))
    if chosen is None:
        return []
    of_chosen = RawSQL(OF_THE_CHOSEN, [])  # noqa: S611  a constant
    names = _sql(filed_names(who, of_chosen)) or (NOBODY, ())
    parts = {"duties": chosen, "names": names, "reference": _reference()}
    said = {name: sql for name, (sql, _) in parts.items()}
    asked = SORTED.format(way="DESC" if descending else "ASC", **said)
    given = [one for _, params in parts.values() for one in params]
    with connection.cursor() as cursor:
        cursor.execute(asked, [*given, size, start])
        ids: list[UUID] = [one for (one,) in cursor]
    found = rows.in_bulk(ids)
    return [found[one] for one in ids]


def _sql(rows: QuerySet[Any, Any]) -> Sql | None:
    """None where the asker may see nothing, which Django knows without asking."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def _reference() -> Sql:
    query = Duty.objects.all().query
    key = in_order("person_id").resolve_expression(query)
    sql, given = query.get_compiler(connection=connection).compile(key)
    return sql, given
