"""What higher floors do when a person changes: they say so here, and nobody here imports them."""

from collections.abc import Callable, Collection
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.record import Record

R = TypeVar("R", bound=Record)


class Actor(Protocol):
    """Whoever is acting."""

    @property
    def id(self) -> UUID:
        """The id written as the author of a record."""


class Saver(Protocol):
    """Saves one record inside the caller's transaction."""

    def __call__(self, instance: Record, /, *, by: Actor) -> object:
        """Insert or update it."""


Teller = Callable[[Collection[str]], None]


class _Registered:
    saver: Saver | None = None
    tellers: tuple[Teller, ...] = ()


def save_with(saver: Saver) -> None:
    """From now on records of people are saved by this, which leaves a trail and tells of events."""
    _Registered.saver = saver


def tell_also(teller: Teller) -> None:
    """From now on this hears of every merge and un-merge, inside its transaction."""
    if teller not in _Registered.tellers:
        _Registered.tellers = (*_Registered.tellers, teller)


def save(record: R, *, by: Actor) -> R:
    """Save one record and who recorded it."""
    if _Registered.saver is not None:
        _Registered.saver(record, by=by)
        return record
    if not QuerySet(type(record)).filter(pk=record.pk).exists():
        record.recorded_by = by.id
    record.save()
    return record


def tell(person_ids: Collection[UUID]) -> None:
    """Everything derived from these people's records must be worked out again."""
    for teller in _Registered.tellers:
        teller([str(one) for one in person_ids])
