"""What somebody from outside is telling, kept page by page."""

from typing import Any, Final
from uuid import UUID

from kinkeeper.access.action import action
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.partners.kinds import DraftKind
from kinkeeper.partners.models import Draft
from kinkeeper.partners.queries import agency_of

MOST_DRAFTS: Final = 20


@action(Permission.RECEIVE_CONTACT)
def begin(*, by: Asker, kind: DraftKind = DraftKind.REFERRAL) -> Draft:
    """Begin to tell: for one's agency, or as the public form does for somebody who is not signed in."""
    if kind is DraftKind.PUBLIC:
        return Draft.objects.create(kind=kind, begun_at=lived(), saved_at=lived())
    agency = agency_of(as_who(by))
    if agency is None:
        raise Refused("You come in for no agency.", missing="an agency of yours")
    if Draft.objects.filter(user_id=by.pk).count() >= MOST_DRAFTS:
        raise Refused(
            "You have begun as many referrals as can be kept.",
            missing="room for another",
            do="Finish or remove one you began.",
        )
    made = {"begun_at": lived(), "saved_at": lived()}
    return Draft.objects.create(kind=kind, user_id=by.pk, agency_id=agency.id, **made)


@action(Permission.RECEIVE_CONTACT)
def save(*, draft: UUID, answers: dict[str, Any], by: Asker) -> Draft:
    """Keep the answers of a page beside those of the others."""
    found = _own(draft, by)
    found.answers, found.saved_at = {**found.answers, **answers}, lived()
    found.save(update_fields=["answers", "saved_at"])
    return found


@action(Permission.RECEIVE_CONTACT)
def discard(*, draft: UUID, by: Asker) -> None:
    """Remove what was begun: nobody has read it."""
    _own(draft, by).delete()


@action(Permission.RECEIVE_CONTACT)
def close(*, draft: UUID, by: Asker) -> None:
    """It was handed in, in the same transaction: the draft is needed no more."""
    _own(draft, by).delete()


def _own(draft: UUID, by: Asker) -> Draft:
    """One's own draft, or the public form's, locked: a second press of a button waits for the first."""
    who = as_who(by)
    owner = {"user_id": None} if who.is_service else {"user_id": who.id}
    found = Draft.objects.select_for_update().filter(pk=draft, **owner).first()
    if found is None:
        raise Refused("This was handed in or removed already.", missing="what you began")
    return found
