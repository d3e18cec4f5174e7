"""What every record of a visit holds, whatever the visit is for: declared once, for the apps above."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import today


class NotSeen(models.TextChoices):
    """Why a child was not seen."""

    NOT_IN = "not_in", "Nobody was in"
    REFUSED = "refused", "The family or the child refused"
    AWAY = "away", "The child was elsewhere"
    IN_HOSPITAL = "in_hospital", "The child was in hospital"
    MISSING = "missing", "The child was missing"
    ASLEEP = "asleep", "The child was asleep"
    OTHER = "other", "Another reason"


class NotAlone(models.TextChoices):
    """Why a child who was seen was not seen alone."""

    AGE = "age", "Too young"
    DECLINED = "declined", "The child did not want to be"
    UNSAFE = "unsafe", "It was not safe"
    DISABILITY = "disability", "Needed somebody there to communicate"
    OTHER = "other", "Another reason"


class Visited(Record):
    """A visit to a child, or an attempt at one.

    An attempt, at which nobody was met, is told apart from a visit at which the child was not seen.
    """

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "held_on", "attempted")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    worker = models.ForeignKey(
        "workforce.Worker", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    held_on = models.DateField(db_comment="The day of the visit, or of the attempt")
    attempted = models.BooleanField(default=False, db_default=False)
    seen = models.BooleanField(db_comment="Whether the child was seen")
    not_seen_reason = models.CharField(max_length=20, choices=NotSeen, null=True)
    seen_alone = models.BooleanField(null=True)
    not_alone_reason = models.CharField(max_length=20, choices=NotAlone, null=True)
    bedroom_seen = models.BooleanField(null=True)

    class Meta:
        """What was seen is told only where the child was seen."""

        abstract = True
        indexes = (
            models.Index(fields=("person", "held_on"), name="%(class)s_person"),
            models.Index(fields=("kind", "held_on"), name="%(class)s_kind"),
            models.Index(fields=("kind", "id"), name="%(class)s_kind_first"),
        )
        constraints: ClassVar[tuple[models.CheckConstraint, ...]] = (
            one_of("%(class)s_not_seen_reason_known", "not_seen_reason", NotSeen.values),
            one_of("%(class)s_not_alone_reason_known", "not_alone_reason", NotAlone.values),
            models.CheckConstraint(
                condition=~Q(attempted=True, seen=True), name="%(class)s_attempt_sees_nobody"
            ),
            models.CheckConstraint(
                condition=Q(seen=True) | Q(seen_alone__isnull=True, bedroom_seen__isnull=True),
                name="%(class)s_unseen_tells_nothing",
            ),
            models.CheckConstraint(
                condition=Q(seen=False) | Q(not_seen_reason__isnull=True),
                name="%(class)s_seen_needs_no_reason",
            ),
            models.CheckConstraint(
                condition=Q(not_alone_reason__isnull=True)
                | Q(seen_alone__isnull=False, seen_alone=False),
                name="%(class)s_not_alone_reason_fits",
            ),
        )


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A visit, or an attempt at one, with its reasons in words."""

    id: UUID
    kind: str
    kind_title: str
    held_on: date
    attempted: bool
    seen: bool
    not_seen_reason: str | None
    seen_alone: bool | None
    not_alone_reason: str | None
    bedroom_seen: bool | None
    worker: str | None
    under_id: UUID | None  # the plan, or the time in care


def shown(visit: Any, kind_title: str, under_id: UUID | None) -> VisitShown:
    """A visit as pages show it."""
    not_seen, not_alone = visit.not_seen_reason, visit.not_alone_reason
    return VisitShown(
        id=visit.id,
        kind=visit.kind,
        kind_title=kind_title,
        held_on=visit.held_on,
        attempted=visit.attempted,
        seen=visit.seen,
        not_seen_reason=NotSeen(not_seen).label if not_seen else None,
        seen_alone=visit.seen_alone,
        not_alone_reason=NotAlone(not_alone).label if not_alone else None,
        bedroom_seen=visit.bedroom_seen,
        worker=str(visit.worker) if visit.worker else None,
        under_id=under_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMade:
    """What a worker tells of a visit."""

    held_on: date
    seen: bool
    attempted: bool = False
    not_seen_reason: NotSeen | None = None
    seen_alone: bool | None = None
    not_alone_reason: NotAlone | None = None
    bedroom_seen: bool | None = None
    worker: UUID | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of a record."""
        told = asdict(self)
        worker = told.pop("worker")
        return told | {"worker_id": worker}

    def check(self) -> None:
        """Refused for a day to come, and for what contradicts itself."""
        if self.held_on > today():
            raise Refused(
                "A visit is recorded once it has been made or tried.",
                missing="a day that has come",
                do="Check the date.",
            )
        if not (self._sees() and self._sees_alone()):
            raise Refused(
                "What is told of this visit contradicts itself.",
                missing="whether the child was seen, and what fits with that",
                do="If the child was not seen say why, and nothing of being alone or of a bedroom.",
            )

    def _sees(self) -> bool:
        if self.seen:
            return not self.attempted and self.not_seen_reason is None
        return self.seen_alone is None and self.bedroom_seen is None

    def _sees_alone(self) -> bool:
        return self.not_alone_reason is None or self.seen_alone is False
