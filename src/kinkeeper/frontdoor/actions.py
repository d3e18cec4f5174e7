"""Recording that somebody got in touch about a child, how urgent it is, and what was decided."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.kinds import (
    LEADS_TO_EPISODE,
    Channel,
    ContactOutcome,
    ContactReason,
    Rating,
)
from kinkeeper.frontdoor.models import Contact, HelpEpisode
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import LONDON, now


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMade:
    """What is told of a contact; `group` is the same for each child it is about."""

    received_at: datetime
    channel: Channel
    reason: ContactReason
    referral_source: str | None = None
    group: UUID = field(default_factory=uuid7)


@action(Permission.RECORD_CONTACT, on="child")
def record_contact(*, child: UUID, contact: ContactMade, by: Asker) -> Contact:
    """Record that somebody got in touch about a child."""
    _check_not_to_come(contact.received_at)
    made = Contact(
        person_id=child,
        contact_group=contact.group,
        received_on=_day(contact.received_at),
        received_at=contact.received_at,
        referral_source=contact.referral_source,
        channel=contact.channel,
        reason=contact.reason,
    )
    save(made, by=by)
    note(channel=str(contact.channel), received_on=made.received_on.isoformat())
    return made


@action(Permission.RECORD_CONTACT, on="contact")
def rate_contact(*, contact: Contact, rag: Rating, at: datetime, by: Asker) -> Contact:
    """Say how urgent a contact is. A rating raised later restarts its limit; the first is kept."""
    _check_follows(contact, at)
    if contact.decided_on is not None:
        raise Refused(
            "This contact has been decided already.",
            missing="a contact that waits for a decision",
            do="Record a new contact if something new has been told.",
        )
    contact.rag, contact.rated_on, contact.rated_at = rag, _day(at), at
    save(contact, by=by)
    note(rag=str(rag))
    return contact


@action(Permission.DECIDE_REFERRAL, on="contact")
def decide_contact(
    *,
    contact: Contact,
    outcome: ContactOutcome,
    at: datetime,
    by: Asker,
    episode: HelpEpisode | None = None,
) -> Contact:
    """Decide what is to happen with a contact; an episode it led to is linked to it."""
    _check_follows(contact, at)
    _check_undecided(contact)
    _check_episode(contact, outcome, episode)
    contact.outcome, contact.decided_on, contact.decided_at = outcome, _day(at), at
    contact.decided_by_role = _deciding_role(by)
    contact.episode_id = episode.id if episode else None
    save(contact, by=by)
    note(outcome=str(outcome), decided_on=_day(at).isoformat())
    return contact


@action(Permission.DECIDE_REFERRAL, on="contact")
def decide_enquiry(
    *, contact: Contact, at: datetime, by: Asker, episode: HelpEpisode | None = None
) -> Contact:
    """Decide on the multi-agency enquiry that a contact was sent to."""
    if contact.outcome != ContactOutcome.MASH_ENQUIRY or contact.enquiry_decided_on is not None:
        raise Refused(
            "No multi-agency enquiry of this contact waits for a decision.",
            missing="a contact sent to a multi-agency enquiry and not yet decided on",
            do="Check which contact the enquiry is of.",
        )
    _check_follows(contact, at)
    _check_episode(contact, ContactOutcome.MASH_ENQUIRY, episode)
    contact.enquiry_decided_on, contact.enquiry_decided_at = _day(at), at
    contact.episode_id = episode.id if episode else contact.episode_id
    save(contact, by=by)
    note(decided_on=_day(at).isoformat())
    return contact


def _deciding_role(by: Asker) -> str | None:
    """The role by which somebody decides on contacts."""
    held = (one for one in as_who(by).held if one.permits(Permission.DECIDE_REFERRAL))
    return next((one.role.name for one in held), None)


def _check_undecided(contact: Contact) -> None:
    if contact.outcome is not None:
        raise Refused(
            "This contact has been decided already; a decision is never overwritten.",
            missing="a contact that waits for a decision",
            do="Record a new contact if something new has been told.",
        )


def _check_episode(contact: Contact, outcome: ContactOutcome, episode: HelpEpisode | None) -> None:
    if episode is None:
        return
    if outcome not in LEADS_TO_EPISODE or episode.person_id != contact.person_id:
        raise Refused(
            "The episode does not follow from this contact.",
            missing="an outcome that leads to help, and an episode of the same child",
            do="Check the outcome and the child.",
        )


def _check_follows(contact: Contact, at: datetime) -> None:
    _check_not_to_come(at)
    earliest = contact.decided_at or contact.received_at
    if _day(at) < (contact.decided_on or contact.received_on) or (earliest and at < earliest):
        raise Refused(
            "It would have been decided before the contact came.",
            missing="a time after the contact was received",
            do="Check the date and time.",
        )


def _check_not_to_come(at: datetime) -> None:
    if at > now():
        raise Refused(
            "The time lies ahead.", missing="a time that has come", do="Check the date and time."
        )


def _day(at: datetime) -> date:
    """The day in London of a moment."""
    return at.astimezone(LONDON).date()
