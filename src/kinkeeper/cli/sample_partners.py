"""A demonstration's agencies, the people of them, and what they told lately: all invented."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

# Name, kind, domain of its e-mail, telephone of the numbers kept free for stories.
AGENCIES: Final = (
    ("Rea Valley Children's Health", "health", "reavalley-health.example", "0121 496 0120"),
    ("Oakhanger Primary School", "education", "oakhanger.example", "0121 496 0131"),
    ("Heartlands Police", "police", "heartlands-police.example", "0121 496 0110"),
    ("Bournmere High School", "education", "bournmere.example", "0121 496 0132"),
    ("Tame Bridge Academy", "education", "tamebridge.example", "0121 496 0133"),
    ("City Homes", "housing", "cityhomes.example", "0121 496 0140"),
    ("Cole and Arrow Probation", "probation", "cole-probation.example", "0121 496 0150"),
    ("Lantern Family Charity", "voluntary", "lantern.example", "0121 496 0160"),
)
PEOPLE: Final = (
    ("Rea Valley Children's Health", "Maureen Osei", "maureen.osei@reavalley-health.example"),
    ("Oakhanger Primary School", "Gwyn Abara", "gwyn.abara@oakhanger.example"),
    ("City Homes", "Lena Fairweather", "lena.fairweather@cityhomes.example"),
)
POLICE: Final = "Heartlands Police"
NOTICES: Final[tuple[dict[str, Any], ...]] = (
    {
        "reference": "HP/2041",
        "risk": "high",
        "concern": "Neighbour rang: shouting and a broken window. Both adults had been drinking; she "
        "had a cut hand and did not want to say how.",
        "children": [
            {"forename": "Jayden", "surname": "Thornbury", "age": 7, "address": "14 Canal View"},
            {"forename": "Mia", "surname": "Thornbury", "age": 4, "address": "14 Canal View"},
        ],
    },
    {
        "reference": "HP/2042",
        "risk": "standard",
        "concern": "Argument about money at the door of the former partner. No injury; the child was "
        "asleep upstairs.",
        "children": [
            {"forename": "Idris", "surname": "Camberley", "age": 2, "address": "3 Foundry Row"}
        ],
    },
)


def make(*, by: Who, partner: UUID | None, since: date) -> dict[str, UUID]:
    """The first agency of each kind. `partner` is of the police: a referral sent, one begun, two notices."""
    from kinkeeper.access.who import who_is
    from kinkeeper.partners import actions

    made = {
        name: actions.add_agency(
            name=name, kind=kind, domains=(domain,), telephone=telephone, from_on=since, by=by
        ).id
        for name, kind, domain, telephone in AGENCIES
    }
    for name, full_name, email in PEOPLE:
        actions.add_member(agency=made[name], full_name=full_name, email=email, by=by)
    if partner is not None:
        actions.join_agency(user=partner, agency=made[POLICE], from_on=since, by=by)
        _refer(who_is(partner), made[POLICE])
    _send_notices(made[POLICE], by)
    first: dict[str, UUID] = {}
    for name, kind, *_ in AGENCIES:
        first.setdefault(kind, made[name])
    return first


def _refer(partner: Who, police: UUID) -> None:
    """A referral that was sent, and one whose first page is written."""
    from kinkeeper.frontdoor.actions import receive
    from kinkeeper.partners import actions

    receive(told=_told(police), by=partner)
    draft = actions.begin(by=partner)
    you = {"name": partner.full_name, "role": "Sergeant", "telephone": "0121 496 0111"}
    actions.save(draft=draft.id, answers={"you": you}, by=partner)


def _told(police: UUID) -> Any:
    from kinkeeper.frontdoor.kinds import Channel, Consent, ContactReason
    from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told

    return Told(
        received_at=_lately(hours=3),
        channel=Channel.PORTAL,
        reason=ContactReason.EXPLOITATION,
        children=(ChildNamed(forename="Rhys", surname="Pemberwell", age_said=15),),
        concern="Stopped at one in the morning with two older men and a telephone that was not his. "
        "He said that he owes somebody, and would not say whom.",
        consent=Consent.NOT_SOUGHT,
        consent_why="His mother could not be reached tonight.",
        agency_id=police,
        referrer=Referrer(name="Nell Harrowgate", role="Sergeant", telephone="0121 496 0111"),
    )


def _send_notices(police: UUID, by: Who) -> None:
    from kinkeeper.access.who import who_is
    from kinkeeper.frontdoor.notices import from_json
    from kinkeeper.frontdoor.taking_notices import take
    from kinkeeper.partners.actions import program_of

    happened = _lately(hours=20).isoformat(timespec="minutes")
    told = from_json(
        json.dumps({"notices": [{**one, "happened_at": happened} for one in NOTICES]}).encode()
    )
    take(told, agency_id=police, file="", by=who_is(program_of(agency=police, by=by)))


def _lately(*, hours: int) -> datetime:
    from kinkeeper.kernel.moment import lived

    return lived() - timedelta(hours=hours)
