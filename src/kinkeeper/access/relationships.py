"""The ways a person is reached. Higher apps register theirs; access knows none of their tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.depth import Depth

PeopleOf = Callable[[UUID, date], "QuerySet[Any, Any]"]
Reaches = Callable[[UUID, UUID, date], bool]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One kind of relationship between a user and a person, in two forms that must agree.

    `people(user_id, on)` is a query with the person's id as its single column;
    `reaches(user_id, person_id, on)` answers for one person. Both hold for that day only, and a
    relationship ended on a day no longer holds on it. One that `only_reads` opens nothing but
    what a permission says is only read.
    """

    kind: str
    title: str
    people: PeopleOf
    reaches: Reaches
    depth: Depth = Depth.RECORD
    only_reads: bool = False

    def __post_init__(self) -> None:
        if self.depth is Depth.NONE:
            message = f"{self.kind}: a relationship that reaches nothing is not one"
            raise ValueError(message)


_registered: dict[str, Relationship] = {}


def register(relationship: Relationship) -> None:
    """Add a kind of relationship, from an app's `ready()`; each kind is registered once."""
    if relationship.kind in _registered:
        message = f"the relationship '{relationship.kind}' is registered twice"
        raise ValueError(message)
    _registered[relationship.kind] = relationship


def registered(at_least: Depth = Depth.EXISTS, *, reading: bool = True) -> tuple[Relationship, ...]:
    """Every kind that reaches at least this deep; those that only read where it is for reading."""
    deep = (r for r in _registered.values() if r.depth >= at_least)
    return tuple(r for r in deep if reading or not r.only_reads)


@contextmanager
def only(*relationships: Relationship) -> Iterator[None]:
    """These kinds and no others, for as long as it lasts; what a test of the rules needs."""
    before = dict(_registered)
    _registered.clear()
    try:
        for relationship in relationships:
            register(relationship)
        yield
    finally:
        _registered.clear()
        _registered.update(before)
