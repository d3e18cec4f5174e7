"""A morning at an invented front door, made by the verbs that people there use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

SCHOOL = (
    "Both children came without lunch again this week. Jory told his teacher that they sleep on the "
    "settee because the bed broke. Their mother was tearful at the gate and would not talk."
)
GRANDMOTHER = "She has not seen the children for three weeks and nobody opens the door to her."
NURSE = "Missed the last three hospital appointments, and nobody answers the telephone."
BASIS = "Asking the parents first would put the child at risk of being moved."


def make(decider: Who, *, agencies: list[UUID]) -> None:
    """Contacts in every state: not found yet, to be screened, asked about, decided, disputed."""
    from kinkeeper.frontdoor.queries import open_children
    from kinkeeper.kernel.moment import lived

    began = lived() - timedelta(hours=3)
    known = [one.person_id for one in open_children(who=decider)[:6]]
    _not_found(decider, began, agencies[1] if len(agencies) > 1 else None)
    if len(known) == 6:
        _to_screen(decider, began, known[0])
        _notice(decider, began, known[1])
        _asked(decider, began, known[2], agencies[:3])
        _decided(decider, began, known[3])


def _not_found(by: Who, at: datetime, school: UUID | None) -> None:
    from kinkeeper.frontdoor.actions import receive
    from kinkeeper.frontdoor.kinds import Channel, Consent, ContactReason
    from kinkeeper.frontdoor.told import ChildNamed, Referrer, Told

    children = (
        ChildNamed(forename="Jory", surname="Tremellick", age_said=7, note="In year 3"),
        ChildNamed(forename="Elowen", surname="Tremellick", age_said=5, note="In reception"),
    )
    told = Told(
        received_at=at, channel=Channel.FORM, reason=ContactReason.ABUSE_OR_NEGLECT,
        children=children, concern=SCHOOL, consent=Consent.REFUSED,
        consent_why="She said she does not want social workers; we worry all the same.",
        agency_id=school, referrer=Referrer(name="Hester Quillan", role="Designated lead"),
        referral_source="2A",
    )  # fmt: skip
    receive(told=told, by=by)


def _contact(by: Who, at: datetime, child: UUID, concern: str, **facts: Any) -> Any:
    from kinkeeper.frontdoor.actions import ContactMade, record_contact
    from kinkeeper.frontdoor.kinds import Channel, ContactReason

    told = {"channel": Channel.TELEPHONE, "reason": ContactReason.FAMILY_STRESS, **facts}
    made = ContactMade(received_at=at, concern=concern, **told)
    return record_contact(child=child, contact=made, by=by)


def _to_screen(by: Who, at: datetime, child: UUID) -> None:
    _contact(by, at + timedelta(minutes=20), child, GRANDMOTHER, referral_source="1A")


def _notice(by: Who, at: datetime, child: UUID) -> None:
    from kinkeeper.frontdoor.kinds import Channel, ContactReason

    facts: dict[str, Any] = {"channel": Channel.EMAIL, "referral_source": "6"}
    facts["reason"] = ContactReason.DOMESTIC_ABUSE_POLICE
    _contact(by, at + timedelta(minutes=5), child, "Shouting heard; child upstairs.", **facts)


def _asked(by: Who, at: datetime, child: UUID, agencies: list[UUID]) -> None:
    from kinkeeper.frontdoor import actions
    from kinkeeper.frontdoor.kinds import AnswerKind, Basis, Rating

    contact = _contact(by, at + timedelta(minutes=10), child, NURSE, referral_source="3A")
    rated, sent = at + timedelta(minutes=30), at + timedelta(minutes=40)
    actions.rate_contact(contact=contact, rag=Rating.RED, at=rated, by=by)
    actions.decide_contact(contact=contact, decision=_sent_to_mash(sent), by=by)
    requests = [
        actions.ask(
            contact=contact, by=by,
            asked=actions.Asked(agency_id=one, basis=Basis.WITHOUT, basis_why=BASIS, at=sent,
                                needed="Attendance, injuries and anything told since March"),
        )
        for one in agencies
    ]  # fmt: skip
    if requests:
        said = actions.Answered(kind=AnswerKind.NOTHING_HELD, at=sent + timedelta(hours=1))
        actions.answer(request=requests[0], answered=said, by=by)


def _decided(by: Who, at: datetime, child: UUID) -> None:
    from kinkeeper.frontdoor import actions
    from kinkeeper.frontdoor.kinds import ContactOutcome, Evidence, Rating
    from kinkeeper.law.levels import Level

    contact = _contact(by, at + timedelta(minutes=15), child, NURSE, referral_source="3A")
    then = at + timedelta(hours=1)
    actions.rate_contact(contact=contact, rag=Rating.GREEN, at=then, by=by)
    decision = actions.Decision(
        outcome=ContactOutcome.OPEN_CASE, at=then, reason="The child's worker sees them on Tuesday.",
        evidence=[Evidence.REFERRER, Evidence.HISTORY], level=Level.COMPLEX,
    )  # fmt: skip
    actions.decide_contact(contact=contact, decision=decision, by=by)
    why = "The appointment cannot wait until Tuesday."
    actions.disagree(contact=contact, at=then + timedelta(minutes=30), why=why, by=by)


def _sent_to_mash(at: datetime) -> Any:
    from kinkeeper.frontdoor.actions import Decision
    from kinkeeper.frontdoor.kinds import ContactOutcome, Evidence

    return Decision(
        outcome=ContactOutcome.MASH_ENQUIRY, at=at, evidence=[Evidence.REFERRER],
        reason="Possible neglect: health, police and the school each know a part.",
    )  # fmt: skip
