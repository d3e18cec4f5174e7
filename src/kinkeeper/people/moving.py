"""Moving everything that points at one person to another, and every bit of it back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, ForeignObjectRel, Model, Q, QuerySet

from kinkeeper.kernel.errors import Refused
from kinkeeper.people.models import Merge, MergedRow, Person

# What a model declares of itself when its rows stay where they are: a log, or worked out again.
STAYS: Final = ("append_only", "derived", "derived_from_events")
Column = tuple[type[Model], str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that cannot stand beside what the kept person has."""

    model: str
    row_id: str
    constraint: str

    def __str__(self) -> str:
        return f"{self.model} {self.row_id} ({self.constraint})"


class Clashes(Refused):
    """Rows of the two people contradict each other, so they cannot be one person's as they stand."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        listed = "; ".join(str(one) for one in clashes)
        super().__init__(
            f"{len(clashes)} rows of the two records contradict each other: {listed}.",
            missing="records that agree",
            do="Correct one of each, for instance by ending it where the other starts, and merge again.",
        )
        self.clashes = tuple(clashes)


def columns() -> tuple[Column, ...]:
    """Every column, of whatever app, that a merge moves: those whose foreign key is to a person.

    A log stays where it was written, and what is derived is derived again.
    """
    relations = Person._meta.get_fields(include_hidden=True)
    fields = [one.field for one in relations if isinstance(one, ForeignObjectRel)]
    found = {(one.model, one.attname) for one in fields if _moves(one)}
    return tuple(sorted(found, key=lambda column: (column[0]._meta.label, column[1])))


def move(*, merge: Merge) -> list[MergedRow]:
    """Make every row that points at `merge.drop` point at `merge.keep`; what was moved."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    moved: list[MergedRow] = []
    clashes: list[Clash] = []
    for model, attname in columns():
        ids, refused = _move_column(merge, model, attname)
        moved += [_moved(merge, model, one, attname, merge.drop_id, merge.keep_id) for one in ids]
        clashes += [] if getattr(model, "said_twice_is_left", False) else refused
    if clashes:
        raise Clashes(clashes)
    return MergedRow.objects.bulk_create(moved, batch_size=1000)


def change(*, merge: Merge, row: Model, field: str, value: object) -> None:
    """Change one value of one row for the sake of a merge, so that it can be changed back."""
    column = row._meta.get_field(field)
    before = column.value_to_string(row) if getattr(row, field) is not None else None  # type: ignore[union-attr]
    setattr(row, field, value)
    after = column.value_to_string(row) if value is not None else None  # type: ignore[union-attr]
    _rows(type(row)).filter(pk=row.pk).update(**{field: value})
    _moved(merge, type(row), row.pk, field, before, after).save()


def move_back(*, merge: Merge) -> None:
    """Give every moved row back, and every changed value that nobody changed since."""
    columns_of: dict[Column, list[MergedRow]] = defaultdict(list)
    for row in merge.rows.order_by("-id"):  # last changed, first restored
        columns_of[apps.get_model(row.model), row.field].append(row)
    try:
        with transaction.atomic():
            for (model, field), rows in columns_of.items():
                _give_back(model, field, rows)
    except IntegrityError as error:
        raise Clashes([Clash("after the merge", str(merge.pk), _constraint(error))]) from error


def _moves(field: Any) -> bool:
    model = field.model
    if not isinstance(field, ForeignKey) or model in (Person, Merge) or model._meta.proxy:
        return False
    return not any(getattr(model, mark, False) for mark in STAYS)


def _move_column(merge: Merge, model: type[Model], attname: str) -> tuple[list[Any], list[Clash]]:
    rows = _rows(model).filter(**{attname: merge.drop_id}).exclude(_ties(model, attname, merge))
    ids = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            _rows(model).filter(pk__in=ids).update(**{attname: merge.keep_id})
    except IntegrityError:
        return _move_each(model, attname, ids, merge.keep_id)
    return ids, []


def _ties(model: type[Model], attname: str, merge: Merge) -> Q:
    """Rows that tie the two to each other, which would tie the kept person to themselves."""
    others = [other for one, other in columns() if one is model and other != attname]
    tied = Q(pk__in=[])
    for other in others:
        tied |= Q(**{other: merge.keep_id})
    return tied


def _move_each(
    model: type[Model], attname: str, ids: Collection[Any], keep: UUID
) -> tuple[list[Any], list[Clash]]:
    """Row by row, to know which of them clash."""
    moved, clashes = [], []
    for one in ids:
        try:
            with transaction.atomic():
                _rows(model).filter(pk=one).update(**{attname: keep})
            moved.append(one)
        except IntegrityError as error:
            clashes.append(Clash(str(model._meta.verbose_name), str(one), _constraint(error)))
    return moved, clashes


def _give_back(model: type[Model], field: str, rows: Sequence[MergedRow]) -> None:
    pointing = isinstance(model._meta.get_field(field.removesuffix("_id")), ForeignKey)
    for after, before, ids in _alike(rows):
        held = _rows(model).filter(pk__in=ids)
        if pointing and held.exclude(**{field: after}).exists():
            raise Refused(
                f"A {model._meta.verbose_name} has moved on since, by a later merge.",
                missing="the later merge undone",
                do="Undo the later merge first.",
            )
        held.filter(**{field: after} if after is not None else {f"{field}__isnull": True}).update(
            **{field: before}
        )


def _alike(rows: Sequence[MergedRow]) -> Iterator[tuple[Any, Any, list[str]]]:
    """Rows that held the same value before and after, to be given back at once."""
    groups: dict[tuple[Any, Any], list[str]] = defaultdict(list)
    for row in rows:
        groups[row.after, row.before].append(row.row_id)
    for (after, before), ids in groups.items():
        yield after, before, ids


def _moved(
    merge: Merge, model: type[Model], row_id: object, field: str, before: object, after: object
) -> MergedRow:
    texts = [None if value is None else str(value) for value in (before, after)]
    return MergedRow(
        merge=merge,
        model=model._meta.label,
        row_id=str(row_id),
        field=field,
        before=texts[0],
        after=texts[1],
    )


def _rows(model: type[Model]) -> "QuerySet[Model]":
    return QuerySet(model)


def _constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused, which says what is wrong."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or "a constraint"
