"""How a row leads to the person, or people, it is about."""

from uuid import UUID

from django.db.models import Model
from django.db.models.constants import LOOKUP_SEP

from kinkeeper.access.record import Record

Thing = Model | UUID | None


def paths_of(model: type[Model]) -> tuple[str, ...]:
    """The lookup paths to every person a row is about; none when it is about nobody."""
    declared = getattr(model, "reached_by", ())
    paths = (declared,) if isinstance(declared, str) else tuple(declared)
    inherited = declared is Record.reached_by
    return () if inherited and not _has(model, *paths) else paths


def persons_of(thing: Model) -> tuple[UUID, ...]:
    """Everybody the thing is about; empty when one of them is not known, so that nobody sees it."""
    found = [_follow(thing, path) for path in paths_of(type(thing))]
    known = [person for person in found if person is not None]
    return tuple(known) if len(known) == len(found) else ()


def persons(thing: Thing) -> tuple[UUID, ...]:
    """As `persons_of`, for what an action is given: a row, a person's id, or nothing."""
    if isinstance(thing, UUID):
        return (thing,)
    return persons_of(thing) if thing is not None else ()


def _has(model: type[Model], *attnames: str) -> bool:
    found = {getattr(field, "attname", None) for field in model._meta.get_fields()}
    return found.issuperset(attnames)


def _follow(thing: Model, path: str) -> UUID | None:
    found: object = thing
    for step in path.split(LOOKUP_SEP):
        found = None if found is None else getattr(found, step)
    if found is not None and not isinstance(found, UUID):
        message = f"{type(thing).__name__} is reached by '{path}', which is not a person's id"
        raise TypeError(message)
    return found
