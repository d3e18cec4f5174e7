"""Warnings about a child: that there is one, for all who see the banner; its words, for who reads on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.memory import of_each
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.kinds import WarningKind
from kinkeeper.casefile.models import WarningNote
from kinkeeper.people.queries import seen_among


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """That a warning was looked at again."""

    on: date
    review_on: date
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class WarningShown:
    """A warning; `text` is blank for whom the words are not."""

    id: UUID
    person_id: UUID
    kind: str
    kind_title: str
    text: str
    started_on: date
    review_on: date
    set_by: str
    reviews: tuple[ReviewShown, ...]
    ended_on: date | None
    ended_why: str
    ended_by: str

    def is_overdue(self, on: date) -> bool:
        """Whether it holds and was to be looked at again before the day."""
        return self.ended_on is None and self.review_on < on


InForce = tuple[str, date, date]


def in_force(*, who: Asker, person_id: UUID) -> tuple[InForce, ...]:
    """For the banner: the title of each warning that holds, since when, and its day of review."""
    if not may(who, Permission.SEE_BANNER, person_id):
        return ()
    return _in_force(person_id)


def in_force_of(*, who: Asker, people: Collection[UUID]) -> dict[UUID, tuple[InForce, ...]]:
    """The same of several people, as far as their banner is open: asked once for all of them."""
    seen = seen_among(as_who(who), Permission.SEE_BANNER, people)
    _in_force.foresee(seen)
    return {one: _in_force(one) for one in seen}


def warnings(*, who: Asker, person_id: UUID) -> tuple[WarningShown, ...]:
    """Every warning about a child: those that hold first, then those that ended."""
    if not may(who, Permission.SEE_NARRATIVE, person_id):
        return ()
    rows = _rows(WarningNote.objects.filter(person_id=person_id))
    found = sorted(rows.order_by("-started_on", "-id"), key=lambda row: _end(row) is not None)
    return _shown(found)


def one_warning(*, who: Asker, warning_id: UUID) -> WarningShown | None:
    """One of them, or nothing."""
    row = seen_warning(who=who, warning_id=warning_id)
    return next(iter(_shown([row])), None) if row else None


def seen_warning(*, who: Asker, warning_id: UUID) -> WarningNote | None:
    """The row of a warning that is seen, to act on."""
    rows = _rows(WarningNote.objects.filter(pk=warning_id))
    return visible(who, Permission.SEE_NARRATIVE, rows).first()


def whose_warning(warning_id: UUID) -> UUID | None:
    """Whom a warning is about, whoever asks: for the audit of what was refused."""
    return WarningNote.objects.filter(pk=warning_id).values_list("person_id", flat=True).first()


def overdue(on: date) -> list[WarningNote]:
    """Every warning that holds and was to be looked at again before the day, whoever asks."""
    rows = _rows(WarningNote.objects.filter(end=None, review_on__lt=on))
    return [row for row in rows if _review_on(row) < on]


@of_each
def _in_force(people: Collection[UUID]) -> Iterator[tuple[UUID, InForce]]:
    rows = WarningNote.objects.filter(person_id__in=people, end=None).prefetch_related("reviews")
    for row in rows.order_by("started_on", "id"):
        title = str(WarningKind(row.kind).label)
        yield row.person_id, (title, row.started_on, _review_on(row))


def _rows(rows: QuerySet[WarningNote]) -> QuerySet[WarningNote]:
    return rows.select_related("end").prefetch_related("reviews")


def _review_on(row: WarningNote) -> date:
    reviews = list(row.reviews.all())
    last: date = reviews[-1].review_on if reviews else row.review_on
    return last


def _end(row: WarningNote) -> object:
    return getattr(row, "end", None)


def _shown(rows: Iterable[WarningNote]) -> tuple[WarningShown, ...]:
    found = list(rows)
    writers = {row.recorded_by for row in found}
    writers |= {one.by for row in found for one in row.reviews.all()}
    writers |= {row.end.by for row in found if _end(row)}
    by = names(writers)
    return tuple(_warning(row, by) for row in found)


def _warning(row: WarningNote, by: dict[UUID, str]) -> WarningShown:
    end = getattr(row, "end", None)
    reviews = (
        ReviewShown(one.on, one.review_on, one.why, by.get(one.by, "")) for one in row.reviews.all()
    )
    return WarningShown(
        id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        kind_title=WarningKind(row.kind).label,
        text=row.text,
        started_on=row.started_on,
        review_on=_review_on(row),
        set_by=by.get(row.recorded_by, "") if row.recorded_by else "",
        reviews=tuple(reviews),
        ended_on=end.on if end else None,
        ended_why=end.why if end else "",
        ended_by=by.get(end.by, "") if end else "",
    )
