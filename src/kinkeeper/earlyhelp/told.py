"""What people tell of early help, as it is handed to an action."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kinkeeper.earlyhelp.kinds import Beginning, Ending, Said, Whose
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import today
from kinkeeper.law.levels import Level

LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody of an agency; `user` where they sign in here."""

    name: str
    agency: str
    telephone: str = ""
    user: UUID | None = None
    agency_known: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What a family said: who of them, when, to whom, and with whom it may be shared."""

    said: Said
    by_whom: str
    on: date
    told_by: str
    shared_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What early help is asked for; `coordinator` is who sees to it until a lead is named."""

    need: str
    need_on: date
    on: date = field(default_factory=today)
    began_from: Beginning = Beginning.REQUEST
    coordinator: Named | None = None
    contact: UUID | None = None
    episode: UUID | None = None
    family_group: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A level of need, why, and what was known, naming nobody."""

    level: Level
    reason: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the family and the lead professional found, signed."""

    signed_on: date
    signed_by: str
    strengths: str
    needs: str
    adults: str = ""
    childs_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A need and what is to be done about it."""

    need: str
    whose: Whose
    action: str
    done_by: str
    by_when: date
    whose_name: str = ""
    service: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review that the team around the family held."""

    held_on: date
    came: str
    progress: str
    family_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Why early help ended, and what is different for the child."""

    ending: Ending
    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A handover: why, to whom, and what was agreed with the family."""

    decided_on: date
    reason: str
    rated: Rated
    to_team: UUID | None = None
    to_user: UUID | None = None
    lead: Named | None = None
    family_agrees: bool | None = None
    family_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A handover meeting: who came, and why the family did not, where it did not."""

    held_on: date
    came: str
    family_came: bool
    family_absent_why: str = ""


def words_of(said: str, what: str, field_name: str) -> str:
    """The words as they are kept. Raises BadInput where there are none, or too many."""
    kept = said.strip()
    if not kept:
        raise BadInput(f"say {what}", field=field_name)
    if len(kept) > LONGEST:
        raise BadInput(f"say {what} in {LONGEST:,} characters at most", field=field_name)
    if "\x00" in kept:
        raise BadInput("say it in letters: it holds a character that is none", field=field_name)
    return kept


def check_day(on: date, field_name: str = "on", *, since: date | None = None) -> date:
    """The day. Raises BadInput for one to come, or before what it follows."""
    if on > today():
        raise BadInput("give a day that has come", field=field_name)
    if since is not None and on < since:
        raise BadInput(f"give a day from {since.day} {since:%B %Y} on", field=field_name)
    return on
