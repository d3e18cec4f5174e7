"""Finding one thing by its id: what may not be seen is not there."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from kinkeeper.access import against, audit
from kinkeeper.access.paths import paths_of
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, Who, as_who

M = TypeVar("M", bound=Model)
NOT_THERE = "There is nothing here by that name."


def get_or_404(who: Asker, what: Permission, queryset: "QuerySet[M]", identifier: object) -> M:
    """The row with this id when `who` may see it; hidden and unknown answer alike."""
    asker, key = as_who(who), _key(identifier)
    found = visible(asker, what, queryset).filter(pk=key).first() if key else None
    if found is not None:
        return found
    if key:
        _tell_of_conflict(asker, what, queryset.filter(pk=key))
    raise Http404(NOT_THERE)


def _key(identifier: object) -> UUID | int | None:
    if isinstance(identifier, UUID | int):
        return identifier
    try:
        return UUID(str(identifier))
    except ValueError:
        return None


def _tell_of_conflict(who: Who, what: Permission, hidden: "QuerySet[M]") -> None:
    named = Q(pk__in=[])
    for path in paths_of(hidden.model):
        named |= Q(Exists(against.conflicts(who).filter(person_id=OuterRef(path))))
    for thing in hidden.filter(named)[:1]:
        audit.refused(by=who, what=what, thing=thing)
