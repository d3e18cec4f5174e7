"""What people tell of suspected harm, conferences and plans, as it is handed to an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import today
from kinkeeper.protection.kinds import (
    ConferenceDecision,
    EnquiryResult,
    PlanEnd,
    StrategyDecision,
    TakesPart,
    View,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """Why significant harm is suspected; `backdated_why` where the day is before the referral."""

    on: date
    cause: str
    backdated_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """An agency that was asked to a strategy discussion, and whether it took part."""

    agency: TakesPart
    name: str = ""
    came: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """A strategy discussion: who took part, what was shared and decided, who sees the child."""

    held_on: date
    decision: StrategyDecision
    attended: Sequence[Attended]
    shared: str
    safety: str
    reason: str = ""
    plan: str = ""
    seen_by: str = ""
    see_by_on: date | None = None
    lead: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an agency said to having no conference."""

    agency: TakesPart
    asks_for_conference: bool
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a section 47 enquiry found."""

    result: EnquiryResult
    on: date
    reason: str
    account: str
    feedback: str
    views: Sequence[Said] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A conference that is to be held, and by whom it is chaired."""

    booked_on: date
    booked_for: date
    chair: UUID
    chair_team: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """An agency asked to a conference: whether it came, and what it said to the decision."""

    agency: TakesPart
    name: str = ""
    came: bool = True
    view: View = View.AGREES
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a conference lays down for the plan."""

    category: str = ""
    lead: UUID | None = None
    core_group: Sequence[tuple[str, TakesPart | None]] = ()
    visit_days: int | None = None
    review_by: date | None = None
    outline: str = ""
    contingency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a conference came to; with the plan's terms where there is a plan after it."""

    on: date
    decision: ConferenceDecision
    reasons: str
    childs_view: str
    spoke: Sequence[Spoke]
    family_view: str = ""
    not_quorate_why: str = ""
    terms: Terms = field(default_factory=Terms)
    looked_after: bool = False  # the plan ends since the child is looked after
    cin_offered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Why a plan ends without a conference here."""

    reason: PlanEnd
    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """A child who lives here for a time on another authority's plan."""

    authority: str
    contact: str
    category: str
    started_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """An agency's question about one child: who asks, and why."""

    name: str
    born_on: date
    agency: TakesPart
    asker: str
    telephone: str
    why: str


def check_day(on: date, field_name: str, *, since: date | None = None) -> date:
    """The day. Raises BadInput for one to come, or before what it follows."""
    if on > today():
        raise BadInput("give a day that has come", field=field_name)
    if since is not None and on < since:
        raise BadInput(f"give a day from {since.day} {since:%B %Y} on", field=field_name)
    return on
