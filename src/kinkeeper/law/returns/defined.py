"""What a field of a return may hold, in words short enough to stand in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinkeeper.law.codes import code_set
from kinkeeper.law.returns.fields import Field, Kind, Table


@dataclass(frozen=True, slots=True)
class Definition:
    """A field of a table: what it holds, what is to be known of it, and its codes with their meaning."""

    table: str
    field: str
    holds: str
    note: str = ""
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """As a rule names it from another table."""
        return f"{self.table}.{self.field}"


def holds(field: Field) -> str:
    """A date; a whole number from 0 to 40."""
    match field.kind:
        case Kind.CODE:
            return f"a code: {code_set(field.code_set or '').title}"
        case Kind.WHOLE_NUMBER:
            return f"a whole number from {field.lowest} to {field.highest}"
        case Kind.YES_NO:
            return "yes or no: 1 or 0, true or false"
        case Kind.PARTIAL_DATE:
            return "a date, with ZZ for a part that is not known"
        case Kind.DATE:
            return "a date"
        case _:
            return f"{field.kind.value} of the form `{field.pattern}`" if field.pattern else "text"


def defined(
    tables: Sequence[Table],
    table: str,
    field: str,
    *,
    on: date,
    worked_out: Mapping[str, Mapping[str, str]],
) -> Definition | None:
    """A field with the codes in use on a day; None where no table has it."""
    if said := worked_out.get(table, {}).get(field):
        return Definition(table, field, "", said)
    declared = next((one for one in tables if one.id == table), None)
    if declared is None or field not in declared.names:
        return None
    found = declared.field(field)
    return Definition(table, field, holds(found), found.note, _codes(found, on))


def _codes(field: Field, on: date) -> tuple[tuple[str, str], ...]:
    if field.code_set is None:
        return ()
    return tuple(
        (one.code, one.meaning) for one in code_set(field.code_set).codes if one.in_use(on)
    )
