"""Times a child was missing, away, or deprived of liberty."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible_of
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import MissingKind
from kinkeeper.care.models import DeprivationOfLiberty, MissingEpisode


@dataclass(frozen=True, slots=True)
class AbsenceShown:
    """A time missing or away; without a return the child is missing still."""

    id: UUID
    kind: str
    kind_title: str
    started_on: date
    returned_on: date | None
    interview_offered_on: date | None
    interview_held_on: date | None
    interview_declined_on: date | None


@dataclass(frozen=True, slots=True)
class DeprivationShown:
    """A time a court authorised that the child be deprived of liberty."""

    id: UUID
    started_on: date
    ended_on: date | None


@remembered
def missing_episodes(*, who: Asker, person_id: UUID) -> tuple[AbsenceShown, ...]:
    """The times a child was missing or away, the latest first."""
    rows = MissingEpisode.objects.order_by("-started_on", "-id")
    return tuple(
        AbsenceShown(
            row.id,
            row.kind,
            MissingKind(row.kind).label,
            row.started_on,
            row.returned_on,
            row.interview_offered_on,
            row.interview_held_on,
            row.interview_declined_on,
        )
        for row in visible_of(who, Permission.SEE_RECORD, rows, person_id)
    )


def deprivations(*, who: Asker, person_id: UUID) -> tuple[DeprivationShown, ...]:
    """The times a child was deprived of liberty, the latest first."""
    rows = DeprivationOfLiberty.objects.order_by("-started_on")
    return tuple(
        DeprivationShown(row.id, row.started_on, row.ended_on)
        for row in visible_of(who, Permission.SEE_RECORD, rows, person_id)
    )
