"""What one load did to the records of some people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from kinkeeper.access.paths import paths_of
from kinkeeper.access.record import Record
from kinkeeper.chronology.models import Revision


@dataclass(frozen=True)
class Touched:
    """How many of a person's records a load added, and how many it changed."""

    new: int = 0
    changed: int = 0


def touched(*, load_id: UUID, people: Collection[UUID]) -> Mapping[UUID, Touched]:
    """Those of these people whose records the load added to or changed."""
    new: Counter[UUID] = Counter()
    changed: Counter[UUID] = Counter()
    for person, added in _rows(load_id, people):
        (new if added else changed)[person] += 1
    return {one: Touched(new[one], changed[one]) for one in sorted({*new, *changed})}


def _rows(load_id: UUID, people: Collection[UUID]) -> Iterator[tuple[UUID, bool]]:
    """The person of each record touched, and whether it is new."""
    for model in apps.get_models():
        if issubclass(model, Record):
            revised = Revision.objects.filter(load_id=load_id, entity=model._meta.label)
            wrote = Q(load_id=load_id) | Q(id__in=revised.values("entity_id"))
            for path in paths_of(model):
                rows: QuerySet[Record] = QuerySet(model).filter(wrote, **{f"{path}__in": people})
                for person, load in rows.values_list(path, "load_id"):
                    yield person, load == load_id
