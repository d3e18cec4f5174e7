"""What the front door and those who told it say to each other after a contact was made."""

from __future__ import annotations

from datetime import datetime

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.frontdoor.kinds import Step
from kinkeeper.frontdoor.models import Contact, ContactStep
from kinkeeper.frontdoor.stepping import (
    for_outside,
    hold,
    next_opening,
    reason,
    steps_of,
    take,
    words,
)
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.partners.queries import agency_of


@action(Permission.RECORD_CONTACT, on="contact")
def tell_referrer(*, contact: Contact, at: datetime, said: str, by: Asker) -> ContactStep:
    """Record that whoever made the contact was told what became of it, and in what words."""
    episode = next((one.episode for one in reversed(steps_of(contact)) if one.episode), None)
    told = for_outside(reason(said, field="said"), contact.person_id, field="said")
    return take(contact, Step.REFERRER_TOLD, at=at, by=by, reason=told, episode=episode)


@action(Permission.RECORD_CONTACT, on="contact")
def withhold_outcome(*, contact: Contact, at: datetime, why: str, by: Asker) -> ContactStep:
    """Record why whoever made the contact is not told what became of it."""
    episode = next((one.episode for one in reversed(steps_of(contact)) if one.episode), None)
    return take(contact, Step.NOT_TOLD, at=at, by=by, reason=reason(why), episode=episode)


@action(Permission.RECEIVE_CONTACT)
def disagree(*, contact: Contact, at: datetime, why: str, by: Asker) -> ContactStep:
    """Say that the agency that made the contact disagrees with what was decided.

    Somebody of that agency, or whoever records it for them at the front door.
    """
    _check_theirs(contact, by)
    said = reason(why)
    hold(contact)
    last = next(reversed(steps_of(contact)), None)
    if last and (last.kind, last.reason, last.recorded_by) == (Step.DISAGREED, said, by.pk):
        return last  # sent twice
    note(channel=str(contact.channel))
    return take(contact, Step.DISAGREED, at=at, by=by, reason=said)


@action(Permission.DECIDE_REFERRAL, on="contact")
def answer_disagreement(*, contact: Contact, at: datetime, said: str, by: Asker) -> ContactStep:
    """Answer an agency's disagreement; what was decided stays, and a new contact may follow."""
    told = for_outside(reason(said, field="said"), contact.person_id, field="said")
    return take(contact, Step.ANSWERED, at=at, by=by, reason=told)


@action(Permission.RECORD_CONTACT, on="contact")
def ask_for_writing(*, contact: Contact, at: datetime, by: Asker) -> ContactStep:
    """Ask a professional who rang to confirm in writing."""
    return take(contact, Step.WRITTEN_ASKED, at=at, by=by)


@action(Permission.RECORD_CONTACT, on="contact")
def record_writing(*, contact: Contact, at: datetime, by: Asker) -> ContactStep:
    """Record that the written referral came."""
    return take(contact, Step.WRITTEN_CAME, at=at, by=by)


@action(Permission.RECORD_CONTACT, on="contact")
def leave_for_the_day(*, contact: Contact, at: datetime, said: str, by: Asker) -> ContactStep:
    """The out-of-hours team leaves what it did for the day service to take over.

    The day service owes it from the start of the next working day.
    """
    facts = {"reason": words(said, field="said"), "owed_on": next_opening(at).date()}
    return take(contact, Step.NIGHT_ENDED, at=at, by=by, **facts)


@action(Permission.RECORD_CONTACT, on="contact")
def take_over(*, contact: Contact, at: datetime, by: Asker) -> ContactStep:
    """Take over for the day what the out-of-hours team left."""
    return take(contact, Step.NIGHT_TAKEN, at=at, by=by)


def _check_theirs(contact: Contact, by: Asker) -> None:
    who = as_who(by)
    theirs = agency_of(who)
    here = who.permits(Permission.SEE_FRONT_DOOR)
    if here:  # for them: whoever is kept from the child is kept from this
        require(by, Permission.SEE_EXISTS, contact)
    if not here and (theirs is None or contact.contact_group.agency_id != theirs.id):
        raise NotAllowed(
            "You may not do this, or there is nothing here by that name.",
            missing=Permission.RECEIVE_CONTACT.value,
            do="Ring the front door.",
        )
