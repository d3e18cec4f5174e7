"""Watching, each night, over who looked at whose record, and finding what somebody should ask about."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.models import AuditEntry, BreakGlass, UnusualLooks, User
from kinkeeper.access.models.glass import OPEN_FOR
from kinkeeper.access.relationships import registered
from kinkeeper.access.unusual import AFTER_LEAVING, BURST, BURST_WITHIN
from kinkeeper.access.who import Asker, who_is
from kinkeeper.kernel import moment

Having = Callable[[str, Collection[UUID]], Collection[UUID]]


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at one person's record."""

    at: datetime
    person_id: UUID


class _Names:
    """Who has a surname: the app that holds names says so when it is ready."""

    having: Having = staticmethod(lambda _surname, _people: frozenset())


def register_names(having: Having) -> None:
    """Say how to find those of some people who have, or once had, a surname."""
    _Names.having = staticmethod(having)


def watch(*, on: date, by: Asker) -> int:
    """Keep what was unusual about the looks of a day; how many were found that were not kept yet."""
    with transaction.atomic():
        found = [one for user, looks in _looks(on).items() for one in _unusual(user, looks, on)]
        before = UnusualLooks.objects.filter(on=on).count()
        UnusualLooks.objects.bulk_create(found, ignore_conflicts=True)
        new = UnusualLooks.objects.filter(on=on).count() - before
        audit.record(by=by, verb="watched_looks", details={"on": on, "found": new})
    return new


def _looks(on: date) -> dict[User, list[Looked]]:
    """By user, each of the day's looks at a person, in order; programs look at nobody."""
    start = datetime.combine(on, time(), moment.LONDON)
    end = datetime.combine(on + timedelta(days=1), time(), moment.LONDON)
    entries = AuditEntry.objects.filter(verb="read", at__gte=start, at__lt=end)
    rows = entries.exclude(person_id=None).order_by("at")
    by_user: dict[UUID, list[Looked]] = {}
    for user_id, at, person_id in rows.values_list("actor_id", "at", "person_id"):
        if user_id and person_id:
            by_user.setdefault(user_id, []).append(Looked(at, person_id))
    people = User.objects.filter(id__in=by_user, is_service=False)
    return {user: by_user[user.id] for user in people}


def _unusual(user: User, looks: list[Looked], on: date) -> Iterable[UnusualLooks]:
    """What each rule finds in one user's day."""
    seen = {look.person_id for look in looks}
    lived = moment.today() - (moment.now().astimezone(moment.LONDON).date() - on)
    theirs = _reached(user.id, seen, lived)
    were = _reached_before(user.id, seen - theirs, lived)
    unopened = {look.person_id for look in looks if not _opened_by_reason(user.id, look)}
    found: Mapping[str, set[UUID]] = {
        "same_surname": _same_surname(user, seen),
        "not_theirs": set() if _whole_authority(user) else (seen - theirs - were) & unopened,
        "after_leaving": were,
        "burst": _burst(looks),
    }
    for rule, people in found.items():
        if people:
            count = sum(look.person_id in people for look in looks)
            yield UnusualLooks(on=on, user=user, rule=rule, people=sorted(people), looks=count)


def _whole_authority(user: User) -> bool:
    """Whether a role alone opens every record to them, as a director's does: that is no news."""
    return any(held.role.everyone >= Depth.RECORD for held in who_is(user.id).held)


def _opened_by_reason(user_id: UUID, look: Looked) -> bool:
    """Whether an emergency opening, of which somebody was told, held or followed within the hour."""
    opened = BreakGlass.objects.filter(user_id=user_id, person_id=look.person_id)
    return opened.filter(opened_at__lte=look.at + OPEN_FOR, ends_at__gt=look.at).exists()


def _reached(user_id: UUID, people: set[UUID], on: date) -> set[UUID]:
    """Those of these people whom a relationship reached on a day."""
    found: set[UUID] = set()
    for relationship in registered(reading=False) if people else ():
        theirs = AuditEntry.objects.filter(person_id__in=relationship.people(user_id, on))
        rows = theirs.filter(person_id__in=people).values_list("person_id", flat=True)
        found |= {person for person in rows.distinct() if person}
    return found


def _reached_before(user_id: UUID, people: set[UUID], on: date) -> set[UUID]:
    """Those whom one reached not long before a day; a week is the shortest that is found."""
    weeks = range(7, AFTER_LEAVING.days + 1, 7)
    each = (_reached(user_id, people, on - timedelta(days=days)) for days in weeks)
    return set().union(*each)


def _same_surname(user: User, people: set[UUID]) -> set[UUID]:
    """Those of these people who have, or once had, the surname of this user."""
    words = user.full_name.split()
    return set(_Names.having(words[-1], people)) if words else set()


def _burst(looks: Iterable[Looked]) -> set[UUID]:
    """The people opened within some hour in which too many were."""
    window: deque[Looked] = deque()
    found: set[UUID] = set()
    for look in looks:
        window.append(look)
        while look.at - window[0].at > BURST_WITHIN:
            window.popleft()
        people = {one.person_id for one in window}
        if len(people) >= BURST:
            found |= people
    return found
