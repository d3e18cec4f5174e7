"""From the answers of a form to what the front door is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from kinkeeper.frontdoor.kinds import LONGEST_WORDS, Channel, Consent, ContactReason
from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told
from kinkeeper.kernel.moment import lived
from kinkeeper.web.asking.questions import date_of

Answers = Mapping[str, Any]
ALSO: Final = (("done", "What was done so far"), ("others", "Who else works with the family"))


def referral(answers: Answers, *, submission: UUID, agency_id: UUID, email: str) -> Told:
    """What a partner refers, for their agency."""
    worry, consent = answers["worry"], Consent(answers["consent"]["consent"])
    return Told(
        received_at=lived(),
        channel=Channel.PORTAL,
        reason=ContactReason(worry["reason"]),
        children=_children(answers),
        concern=_words(answers),
        consent=consent,
        consent_why="" if consent is Consent.GIVEN else answers["consent"]["why"],
        agency_id=agency_id,
        referrer=_referrer(answers, email),
        submission=submission,
    )


def of_a_place(answers: Answers, *, submission: UUID, agency_id: UUID, email: str) -> Told:
    """What a partner tells of a place or a group, for their agency."""
    return Told(
        received_at=lived(),
        channel=Channel.PORTAL,
        reason=ContactReason(answers["worry"]["reason"]),
        children=(),
        place=answers["place"]["place"],
        concern=_words(answers),
        agency_id=agency_id,
        referrer=_referrer(answers, email),
        submission=submission,
    )


def by_the_public(answers: Answers, *, submission: UUID) -> Told:
    """What somebody tells who did not sign in."""
    return Told(
        received_at=lived(),
        channel=Channel.PUBLIC_FORM,
        reason=ContactReason.OTHER,
        children=_children(answers),
        concern=_words(answers),
        referrer=_referrer(answers, ""),
        submission=submission,
    )


def _children(answers: Answers) -> tuple[ChildNamed, ...]:
    return tuple(_child(row) for row in answers["children"])


def _child(row: Mapping[str, str]) -> ChildNamed:
    age = row.get("age", "")
    return ChildNamed(
        forename=row.get("forename", ""),
        surname=row.get("surname", ""),
        born_on=date_of(row, "born"),
        age_said=int(age) if age else None,
        address=row.get("address", ""),
        postcode=row.get("postcode", "").upper(),
        note=row.get("note", ""),
    )


def _words(answers: Answers) -> str:
    """Their own words, and under headings what else they wrote."""
    more = answers.get("done", {})
    also = ((heading, more.get(name, "")) for name, heading in ALSO)
    parts = [answers["worry"]["worry"], *(f"{name}:\n{said}" for name, said in also if said)]
    return "\n\n".join(parts)[:LONGEST_WORDS]


def _referrer(answers: Answers, email: str) -> Referrer:
    you = answers.get("you", {})
    return Referrer(
        name=you.get("name", ""),
        role=you.get("role", ""),
        telephone=you.get("telephone", ""),
        email=email,
    )
