"""What somebody tells the front door, as it is handed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from kinkeeper.frontdoor.kinds import Channel, Consent, ContactReason
from kinkeeper.kernel.ids import uuid7

# What stands for the children of a letter until somebody has read it.
NOT_SAID: Final = "Not said yet: read the letter, then say which child it is about."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildNamed:
    """A child as whoever got in touch names them; anything may be unknown but not everything."""

    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    age_said: int | None = None
    address: str = ""
    postcode: str = ""
    note: str = ""

    @property
    def is_nobody(self) -> bool:
        """Whether nothing is said by which the child could be found."""
        told = (self.forename, self.surname, self.address, self.postcode, self.note)
        return not any(one.strip() for one in told) and self.born_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrer:
    """Who told it, as far as they say."""

    name: str = ""
    role: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One contact: what was told, by whom, of which children.

    `submission` is the form's own number: handed in twice, it is one contact. `agency_reference`
    is the agency's number of what it sent, and does the same for files. Times carry their zone.
    Where only the day is known, the time is its first moment. What is taken down `by_hand` more than
    a working day late says why: `entered_why`.
    """

    received_at: datetime
    channel: Channel
    reason: ContactReason
    children: tuple[ChildNamed, ...]
    concern: str = ""
    place: str = ""
    consent: Consent | None = None
    consent_why: str = ""
    agency_id: UUID | None = None
    agency_reference: str = ""
    referrer: Referrer = field(default_factory=Referrer)
    referral_source: str | None = None
    submission: UUID = field(default_factory=uuid7)
    day_only: bool = False
    by_hand: bool = False
    entered_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMade:
    """What is told of a contact about a child who is known; `group` is the same for each child."""

    received_at: datetime
    channel: Channel
    reason: ContactReason
    referral_source: str | None = None
    group: UUID = field(default_factory=uuid7)
    concern: str = ""
