"""Raising an alert: what any floor above calls inside its own action, once for each thing."""

from uuid import UUID

from kinkeeper.access.who import Asker
from kinkeeper.casefile.alert_kinds import AlertKind
from kinkeeper.casefile.models import Alert
from kinkeeper.kernel.moment import lived


def raise_alert(
    *,
    kind: AlertKind,
    once: str,
    reason: str,
    by: Asker,
    owner_user: UUID | None = None,
    owner_team: UUID | None = None,
    person_id: UUID | None = None,
    section: str = "",
) -> Alert:
    """Tell one user or one team at once. `once` names what it is about: the same alerts once.

    `reason` is the service's own sentence: it names nobody and quotes nobody.
    """
    alert, _ = Alert.objects.get_or_create(
        once=f"{kind.name}:{once}",
        defaults={
            "kind": kind.name,
            "reason": reason,
            "person_id": person_id,
            "section": section,
            "owner_user_id": owner_user,
            "owner_team_id": owner_team,
            "raised_at": lived(),
            "raised_by": by.pk,
        },
    )
    return alert
