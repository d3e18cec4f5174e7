"""Alerts: one's own and one's teams', as far as whom they are about may be known to the asker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.teams import places
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.casefile.alert_kinds import kind_named
from kinkeeper.casefile.models import Alert
from kinkeeper.casefile.opened import open_rows
from kinkeeper.casefile.queries.tasks import IN_A_TEAM

MOST_KNOWN = 25


@dataclass(frozen=True, slots=True)
class Known:
    """That somebody said that they know."""

    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert: what, why, whose, the page it leads to, and who knows of it."""

    id: UUID
    title: str
    view: str
    person_id: UUID | None
    reason: str
    owner: str
    raised_at: datetime
    known: tuple[Known, ...]


def alerts(*, who: Asker, known: bool) -> tuple[AlertShown, ...]:
    """The asker's and their teams': those nobody acknowledged, or the latest that somebody did."""
    rows = _open_to(as_who(who)).filter(acknowledgements__isnull=not known).distinct()
    rows = rows.select_related("owner_user", "owner_team")
    found = rows.prefetch_related("acknowledgements__by").order_by("-raised_at", "-id")
    return tuple(map(_shown, found[:MOST_KNOWN] if known else found))


@remembered
def unacknowledged(*, who: Asker) -> int:
    """How many of theirs nobody has acknowledged."""
    asker = as_who(who)
    if not asker.permits(Permission.SEE_ALERTS):
        return 0
    waits = _theirs(asker).filter(acknowledgements__isnull=True)
    if not waits.exists():  # the usual case: what is open to them need not be asked
        return 0
    return _open_to(asker).filter(acknowledgements__isnull=True).count()


def seen_alert(*, who: Asker, alert_id: UUID) -> Alert | None:
    """The row of an alert of the asker's or their teams', to act on."""
    return _open_to(as_who(who)).filter(pk=alert_id).first()


def _open_to(who: Who) -> QuerySet[Alert]:
    about = open_rows(who, Permission.SEE_EXISTS, Alert.objects.all()).values("pk")
    return _theirs(who).filter(Q(person=None) | Q(pk__in=about))


def _theirs(who: Who) -> QuerySet[Alert]:
    teams = places(who.id, who.on, *IN_A_TEAM)
    return Alert.objects.filter(Q(owner_user_id=who.id) | Q(owner_team_id__in=teams))


def _shown(row: Alert) -> AlertShown:
    kind = kind_named(row.kind)
    owner = row.owner_user.full_name if row.owner_user else ""
    return AlertShown(
        id=row.id,
        title=kind.title,
        view=kind.view,
        person_id=row.person_id,
        reason=row.reason,
        owner=owner or (row.owner_team.name if row.owner_team else ""),
        raised_at=row.raised_at,
        known=tuple(
            Known(one.by.full_name, one.at, one.words) for one in row.acknowledgements.all()
        ),
    )
