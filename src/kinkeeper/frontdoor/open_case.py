"""Who works with a child whose case is open hears at once that somebody got in touch about them."""

from __future__ import annotations

from typing import Final

from kinkeeper.access.who import Asker, as_who
from kinkeeper.casefile.alert_kinds import AlertKind, register
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.frontdoor.episodes import open_cases
from kinkeeper.frontdoor.models import Contact
from kinkeeper.workforce.queries import answerable

OPEN_CASE: Final = register(
    AlertKind(
        "contact_open_case",
        "Somebody got in touch about a child whose case is open",
        "child-work",
    )
)
WHY: Final = (
    "The front door decides what is to happen. Read it now: you may know more than they do."
)
ANOTHER: Final = (
    "What you were told of was about another child: the front door undid it, and it has left this"
    " record. Do not act on it here."
)


def tell_worker_it_was_another(contact: Contact, by: Asker) -> None:
    """Say to whoever was alerted of a contact that it was about another child."""
    if not open_cases(contact.person_id).exists():
        return
    for user in sorted(answerable(contact.person_id, as_who(by).on)):
        raise_alert(
            kind=OPEN_CASE,
            once=f"{contact.pk}:{user}:another",
            reason=ANOTHER,
            owner_user=user,
            person_id=contact.person_id,
            by=by,
        )


def tell_worker(contact: Contact, by: Asker) -> None:
    """Alert the lead worker, who covers for them and their managers, each once; none where none is open."""
    if not open_cases(contact.person_id).exists():
        return
    for user in sorted(answerable(contact.person_id, as_who(by).on)):
        raise_alert(
            kind=OPEN_CASE,
            once=f"{contact.pk}:{user}",
            reason=WHY,
            owner_user=user,
            person_id=contact.person_id,
            by=by,
        )
