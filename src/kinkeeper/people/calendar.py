"""One calendar of a family: each app gives its own visits, meetings and dates; nobody gives another's.

An app joins with one function, registered from its `ready()`:

    def of_people(span: Span, /) -> Iterable[Entry]: ...
    calendar.register("core_groups", of_people, Standing.HELD)

It is asked of several children at once, all of whom the asker may read (`SEE_RECORD`), and asks its
tables once for all of them. What lies in a closed section it leaves out by `visible` with that
section's permission, as anywhere. An entry says what, when and with whom, never what was said: it is
read beside other children's. `thing` and `thing_id` name the page it opens, where there is one; the
web knows which (`web/presenters/calendar.py`).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.people.queries import seen_among

M = TypeVar("M", bound=Model)


class Standing(StrEnum):
    """How sure a date is."""

    DUE = "due"
    BOOKED = "booked"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of one child on one day: `what` it is and `with_whom`, in words without a child's name."""

    on: date
    person_id: UUID
    what: str
    standing: Standing
    with_whom: str = ""
    thing: str = ""
    thing_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked: by whom, of whom, and between which days, both among them."""

    who: Who
    people: Collection[UUID]
    first: date
    last: date

    def rows(
        self,
        queryset: "QuerySet[M]",
        day: str,
        what: Permission = Permission.SEE_RECORD,
        person: str = "person_id",
    ) -> "QuerySet[M]":
        """The rows of these people on these days that the asker may see."""
        asked: dict[str, Any] = {f"{person}__in": self.people}
        within = Q(**{f"{day}__gte": self.first, f"{day}__lte": self.last})
        return visible(self.who, what, queryset.filter(within, **asked))


Gives = Callable[[Span], Iterable[Entry]]
_registered: dict[str, tuple[Gives, Standing]] = {}


def register(name: str, gives: Gives, standing: Standing) -> None:
    """From now on the calendar asks this too, all of one standing; each name is registered once."""
    if name in _registered:
        message = f"the calendar's entries '{name}' are registered twice"
        raise ValueError(message)
    _registered[name] = gives, standing


def entries(
    *,
    who: Asker,
    people: Collection[UUID],
    first: date,
    last: date,
    of: Collection[Standing] = tuple(Standing),
) -> tuple[Entry, ...]:
    """Everything of these people on these days that stands so, the earliest first.

    Who may not be read is left out before any app is asked, and whatever an app gives of others is
    dropped.
    """
    asker = as_who(who)
    read = seen_among(asker, Permission.SEE_RECORD, people)
    if not read:
        return ()
    span = Span(asker, read, first, last)
    asked = [gives for gives, standing in _registered.values() if standing in of]
    found = {one for gives in asked for one in gives(span)}
    kept = (one for one in found if one.person_id in read and first <= one.on <= last)
    return tuple(sorted(kept, key=lambda one: (one.on, one.standing, one.what, one.person_id)))
