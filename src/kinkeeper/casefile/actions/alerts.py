"""Saying that one knows of an alert."""

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.models import Alert, AlertAcknowledgement
from kinkeeper.casefile.queries.alerts import seen_alert
from kinkeeper.casefile.written import words_of
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.kernel.moment import lived


@action(Permission.SEE_ALERTS)
def acknowledge(*, alert: Alert, words: str = "", by: Asker) -> AlertAcknowledgement:
    """Say that one knows, and what one does about it; once each, whoever's alert it is."""
    who = as_who(by)
    held = seen_alert(who=who, alert_id=alert.pk)
    if held is None:
        raise NotAllowed(
            "You may not do this, or there is nothing here by that name.",
            missing=Permission.SEE_EXISTS.value,
            do="If your work needs it, ask your manager.",
        )
    said = words_of(words, field="words", most=500)
    note(kind=held.kind)
    known, _ = AlertAcknowledgement.objects.get_or_create(
        alert=held, by_id=who.id, defaults={"words": said, "at": lived()}
    )
    return known
