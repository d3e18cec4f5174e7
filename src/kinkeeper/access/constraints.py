"""Constraints every dated record shares: declared once, held by the database."""

from collections.abc import Iterable, Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import CheckConstraint, DateField, F, Func, Q, UniqueConstraint, Value

from kinkeeper.kernel.moment import LONDON

CODE_SHAPE = r"^[A-Z0-9]+$"


def ends_after_start(
    name: str, start: str = "started_on", end: str = "ended_on"
) -> CheckConstraint:
    """A period never ends before it starts."""
    return CheckConstraint(condition=Q(**{f"{end}__gte": F(start)}), name=name)


def never_overlap(
    name: str,
    *same: str,
    only: Q | None = None,
    start: str = "started_on",
    end: str = "ended_on",
) -> ExclusionConstraint:
    """Rows alike in `same` never share a day; one may end on the day the next starts."""
    days = Func(F(start), F(end), Value("[)"), function="DATERANGE", output_field=DateRangeField())
    alike = [(field, RangeOperators.EQUAL) for field in same]
    return ExclusionConstraint(
        name=name, expressions=[*alike, (days, RangeOperators.OVERLAPS)], condition=only
    )


def one_open(name: str, *same: str, end: str = "ended_on") -> UniqueConstraint:
    """At most one row alike in `same` is without an end."""
    return UniqueConstraint(fields=same, condition=Q(**{f"{end}__isnull": True}), name=name)


def holds_codes(table: str, *fields: str) -> list[CheckConstraint]:
    """A coded column holds a national code or nothing: no blank, no word."""
    return [
        CheckConstraint(
            condition=Q(**{f"{field}__regex": CODE_SHAPE}), name=f"{table}_{field}_code"
        )
        for field in fields
    ]


def one_of(name: str, field: str, values: Iterable[str]) -> CheckConstraint:
    """A column holds one of our own listed values."""
    return CheckConstraint(condition=Q(**{f"{field}__in": sorted(values)}), name=name)


def not_both(name: str, one: str, other: str) -> CheckConstraint:
    """Two facts of which only one can be true are never both recorded."""
    return CheckConstraint(
        condition=Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}), name=name
    )


def some_date(name: str, fields: Sequence[str]) -> CheckConstraint:
    """At least one of several ways to say when is filled in."""
    known = Q()
    for field in fields:
        known |= Q(**{f"{field}__isnull": False})
    return CheckConstraint(condition=known, name=name)


def needs(name: str, fact: str, other: str) -> CheckConstraint:
    """`fact` is recorded only where `other` is."""
    return CheckConstraint(
        condition=Q(**{f"{fact}__isnull": True}) | Q(**{f"{other}__isnull": False}), name=name
    )


def both_or_neither(name: str, one: str, other: str) -> CheckConstraint:
    """Two facts that are recorded together or not at all."""
    none = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    return CheckConstraint(
        condition=none | Q(**{f"{one}__isnull": False, f"{other}__isnull": False}), name=name
    )


def happens_on_its_day(name: str, what: str = "") -> CheckConstraint:
    """A time, where one is known, falls in London on the day recorded beside it."""
    on, at = (f"{what}_on", f"{what}_at") if what else ("on", "at")
    there = Func(Value(LONDON.key), F(at), function="TIMEZONE")
    day = Func(there, function="DATE", output_field=DateField())
    return CheckConstraint(condition=Q(**{f"{at}__isnull": True}) | Q(**{on: day}), name=name)
