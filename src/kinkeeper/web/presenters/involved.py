"""Why we are involved: how it began and how it stands, in two sentences made of what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.care.queries import CarePeriodShown, CareSummary, care_periods, care_summary
from kinkeeper.frontdoor.kinds import HelpLevel
from kinkeeper.frontdoor.queries import EpisodeShown, episodes
from kinkeeper.law.codes.coded import Coded
from kinkeeper.protection.queries import PlanShown, plans
from kinkeeper.web import words
from kinkeeper.web.presenters.legal import in_words
from kinkeeper.web.presenters.tables import over

# Who referred, as it is said in a sentence; a code that is not here is read out by its meaning.
REFERRED_BY: Final = {
    "1A": "a family member, relative or carer",
    "1B": "an acquaintance of the family",
    "1C": "the child",
    "1D": "another individual",
    "2A": "a school",
    "2B": "education services",
    "3A": "a general practitioner (GP)",
    "3B": "a health visitor",
    "3C": "a school nurse",
    "3D": "primary health services",
    "3E": "an accident and emergency department",
    "3F": "health services",
    "4": "housing",
    "5A": "social care of the local authority",
    "5B": "another department of the authority",
    "5C": "another authority",
    "5D": "early help",
    "6": "the police",
    "7": "a legal agency, such as a court or probation",
    "8": "another organisation",
    "9": "somebody who gave no name",
    "10": "a source that is not known",
}
NOT_STATED: Final = "N0"
NO_REFERRAL: Final = "No referral is recorded"
# The same whether none is recorded or it is not the reader's to see.
NO_STATUS: Final = "no legal status is shown"
NOT_OPEN: Final = "Not open now"
NOTHING: Final = "nothing is recorded that is in force today"


def why(who: Who, person_id: UUID) -> tuple[str, str]:
    """How it began, and how it stands today."""
    of: dict[str, Any] = {"who": who, "person_id": person_id}
    found = [one for one in episodes(**of) if one.referred_on <= who.on]
    last = next((one for one in found if _is_open(one, who.on)), found[0] if found else None)
    in_care = [one for one in care_periods(**of) if one.started_on <= who.on]
    left = next((one for one in in_care if over(one.ended_on, who.on)), None)
    need = in_care[0].primary_need if in_care else None
    care = care_summary(**of, where=False)
    return began(last, need), stands(last, plans(**of), care, who.on, left=left)


def began(last: EpisodeShown | None, in_care: Coded | None = None) -> str:
    """The referral that the present rests on; without one, the need recorded on coming into care."""
    if last is None:
        return f"{NO_REFERRAL}{f'. On coming into care {_need(in_care)}' if in_care else ''}."
    first = "Early help began" if last.level == HelpLevel.EARLY_HELP else "Referred"
    source = _by(last.referral_source)
    return f"{first} on {words.full_date(last.referred_on)}{source}: {_need(last.primary_need)}."


def stands(
    last: EpisodeShown | None,
    planned: Sequence[PlanShown],
    care: CareSummary | None,
    on: date,
    *,
    left: CarePeriodShown | None = None,
) -> str:
    """The plans and the care in force; without any, the case open, or how it and care ended."""
    parts = [*_plans(planned, on), *([_care(care)] if care else [])]
    if parts:
        return f"{words.capital(' and '.join(parts))}."
    if last is not None and _is_open(last, on):
        return f"The case is open: {_assessed(last, on)}, and no plan is recorded."
    ends = [_ended(last)] if last else []
    ends += [_left(left)] if left else []
    return f"{NOT_OPEN}: {' and '.join(ends) or NOTHING}."


def _is_open(one: EpisodeShown, on: date) -> bool:
    return not one.no_further_action and not over(one.closed_on, on)


def _by(source: Coded | None) -> str:
    if source is None:
        return ", by whom is not recorded"
    return f" by {REFERRED_BY.get(source.code, words.uncapital(source.meaning))}"


def _need(need: Coded | None) -> str:
    if need is None:
        return "the main need is not recorded"
    if need.code == NOT_STATED:
        return "the main need was not stated"
    return f"the main need was {words.uncapital(need.meaning)}"


def _plans(planned: Sequence[PlanShown], on: date) -> Iterator[str]:
    for one in planned:
        if one.started_on <= on and not over(one.ended_on, on):
            since = words.full_date(one.started_on)
            yield f"on a {words.uncapital(one.kind_title)}{_harm(one, on)} since {since}"


def _harm(one: PlanShown, on: date) -> str:
    now = [words.uncapital(str(c.category)) for c in one.categories if not over(c.ended_on, on)]
    return f" for {' and '.join(now)}" if now else ""


def _care(care: CareSummary) -> str:
    day = words.full_date(care.care.started_on)
    since = f"since {day}" if care.care.start_known else f"since {day} or before"
    return f"looked after {since} ({_legal(care)})"


def _legal(care: CareSummary) -> str:
    status = care.legal_status
    return words.uncapital(in_words(status)) if status else NO_STATUS


def _assessed(last: EpisodeShown, on: date) -> str:
    begun = next((one for one in last.assessments if one.started_on <= on), None)
    if begun is None:
        return "no assessment is recorded"
    if over(begun.authorised_on, on):
        return f"an assessment was authorised on {words.full_date(begun.authorised_on)}"
    return f"an assessment began on {words.full_date(begun.started_on)}"


def _ended(last: EpisodeShown) -> str:
    if last.no_further_action:
        return "the referral ended with no further action"
    return (
        f"the case was closed on {words.full_date(last.closed_on)}{_because(last.closure_reason)}"
    )


def _left(care: CarePeriodShown) -> str:
    began = words.plain_date(care.started_on) if care.start_known else "a day not known"
    ended = words.plain_date(care.ended_on)
    return f"looked after from {began} to {ended}{_because(care.cease_reason)}"


def _because(reason: Coded | None) -> str:
    return f" ({words.uncapital(str(reason))})" if reason else ""
