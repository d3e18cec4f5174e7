"""Who may see and do what: one policy in two forms, for a thing and for a query.

Allowed = a role permits the verb, and reaches this person, and nothing stands against it.
Denial beats every grant; without a reason to allow, the answer is no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from rules.predicates import Predicate

from kinkeeper.access import against, memory
from kinkeeper.access.depth import Depth
from kinkeeper.access.paths import Thing, paths_of, persons
from kinkeeper.access.permissions import Permission
from kinkeeper.access.relationships import Relationship, registered
from kinkeeper.access.said import Said, among, either, every, not_among
from kinkeeper.access.sections import Section
from kinkeeper.access.who import Asker, Who, as_who

M = TypeVar("M", bound=Model)


class WrongThing(TypeError):  # noqa: N818
    """A permission was asked about a kind of thing it is not about: a mistake in the program."""


@dataclass(frozen=True, slots=True)
class Question:
    """A permission asked about one person."""

    what: Permission
    person_id: UUID


def role_permits(who: Who, question: Question) -> bool:
    """A role held today has the verb."""
    return who.permits(question.what)


def is_reached(who: Who, question: Question) -> bool:
    """The role reaches everybody, or a live relationship reaches this person deeply enough."""
    what = question.what
    if who.reaches_everyone(what):
        return True
    if not who.reaches_related(what):
        return False
    with memory.of_one_question():
        return any(r.reaches(who.id, question.person_id, who.on) for r in _ways(what))


def in_conflict(who: Who, question: Question) -> bool:
    """The two are tied outside work; nothing opens this."""
    return against.in_conflict(who, question.person_id)


def is_restricted(who: Who, question: Question) -> bool:
    """The record, or the section asked for, is closed to this user."""
    return against.is_restricted(who, question.person_id, question.what.section)


ALLOWED = (
    Predicate(role_permits)
    & ~Predicate(in_conflict)
    & ~Predicate(is_restricted)
    & Predicate(is_reached)
)


def may(who: Asker, what: Permission, thing: Thing = None) -> bool:
    """Whether `who` may do `what` to the thing: every person it is about must be allowed."""
    asker = as_who(who)
    if not what.personal:
        _check_impersonal(what, thing)
        return asker.permits(what)
    reached = _reached(what, thing)
    return bool(reached) and all(ALLOWED.test(asker, Question(what, person)) for person in reached)


def visible(who: Asker, what: Permission, queryset: "QuerySet[M]") -> "QuerySet[M]":
    """The rows of the query that `may` would allow one by one."""
    asker, paths = as_who(who), paths_of(queryset.model)
    if what.personal is not bool(paths):
        raise WrongThing(_about(what, queryset.model.__name__))
    if not asker.permits(what):
        return queryset.none()
    for path in paths:
        queryset = queryset.filter(*_conditions(asker, what, path))
    return queryset


def visible_of(
    who: Asker, what: Permission, queryset: "QuerySet[M]", person_id: UUID
) -> "QuerySet[M]":
    """The rows of one person that `visible` would give; an answer asks `may` of the person but once."""
    if paths_of(queryset.model) != ("person_id",):
        raise WrongThing(f"{queryset.model.__name__} is not about one person alone")
    rows = queryset.filter(person_id=person_id)
    if not memory.lasts():
        return visible(who, what, rows)
    return rows if may(who, what, person_id) else rows.none()


def depth(who: Asker, person_id: UUID) -> Depth:
    """How far into this person's record `who` sees."""
    asker = as_who(who)
    for what in (Permission.SEE_RECORD, Permission.SEE_BANNER, Permission.SEE_EXISTS):
        if may(asker, what, person_id):
            return what.depth
    return Depth.NONE


def _conditions(who: Who, what: Permission, path: str) -> Iterator[Any]:
    yield Q(**{f"{path}__isnull": False})
    if (clear := _nothing_against(who, what.section)) is not None:
        yield clear.of(path)
    if not who.reaches_everyone(what):
        related = _related(who, what) if who.reaches_related(what) else None
        yield related.of(path) if related else Q(pk__in=[])


@memory.remembered
def _nothing_against(who: Who, section: Section | None) -> Said | None:
    closed = against.restrictions(who, section).values("person_id")
    return every([not_among(against.conflicts(who).values("person_id")), not_among(closed)])


@memory.remembered
def _related(who: Who, what: Permission) -> Said | None:
    return either(_people(one, who.id, who.on) for one in _ways(what))


@memory.remembered
def _people(relationship: Relationship, user_id: UUID, on: date) -> Said | None:
    return among(relationship.people(user_id, on))


def _ways(what: Permission) -> tuple[Relationship, ...]:
    """The relationships by which a person is reached for this."""
    return registered(what.depth, reading=what.only_reads)


def _reached(what: Permission, thing: Thing) -> tuple[UUID, ...]:
    if thing is None or (isinstance(thing, Model) and not paths_of(type(thing))):
        raise WrongThing(_about(what, type(thing).__name__))
    return persons(thing)


def _check_impersonal(what: Permission, thing: Thing) -> None:
    if isinstance(thing, UUID) or (thing is not None and paths_of(type(thing))):
        raise WrongThing(_about(what, type(thing).__name__))


def _about(what: Permission, thing: str) -> str:
    kind = "a person, or something about one" if what.personal else "nobody's record"
    return f"{what} is about {kind}; it was asked of {thing}"
