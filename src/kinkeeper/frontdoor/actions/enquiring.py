"""Asking other agencies what they know, and recording what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.turns import take_turn
from kinkeeper.access.who import Asker, as_who
from kinkeeper.chronology.save import save
from kinkeeper.frontdoor.kinds import AnswerKind, Basis, ContactOutcome, Rating
from kinkeeper.frontdoor.models import Contact, EnquiryAnswer, EnquiryRequest
from kinkeeper.frontdoor.stepping import (
    check_not_to_come,
    day,
    for_outside,
    hold,
    reason,
    steps_of,
    words,
)
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.partners.queries import agency_of, open_agencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an agency is asked, and by what right."""

    agency_id: UUID
    basis: Basis
    at: datetime
    needed: str = ""
    basis_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an agency answers."""

    kind: AnswerKind
    at: datetime
    told: str = ""
    basis_why: str = ""
    do_not_disclose: bool = False


@action(Permission.DECIDE_REFERRAL, on="contact")
def ask(*, contact: Contact, asked: Asked, by: Asker) -> EnquiryRequest:
    """Ask an agency what it knows of the child, in an enquiry that is under way."""
    rating = _under_way(contact)
    check_not_to_come(asked.at)
    if asked.agency_id not in {agency.id for agency in open_agencies()}:
        raise BadInput("choose an agency", field="agency")
    if EnquiryRequest.objects.filter(
        contact=contact, agency_id=asked.agency_id, answers=None
    ).exists():
        raise Refused(
            "This agency was asked already, and has not answered.",
            missing="an answer to what was asked",
            do="Look at the grid; ring them if it cannot wait.",
        )
    why = reason(asked.basis_why, field="basis_why") if asked.basis is Basis.WITHOUT else None
    request = EnquiryRequest(
        contact=contact,
        person_id=contact.person_id,
        agency_id=asked.agency_id,
        asked=words(for_outside(asked.needed, contact.person_id, field="needed"), field="needed"),
        basis=asked.basis,
        basis_why=why,
        rating=rating,
        sent_on=day(asked.at),
        sent_at=asked.at,
    )
    save(request, by=as_who(by))
    note(rag=str(rating), basis=str(asked.basis))
    return request


@action(Permission.RECEIVE_CONTACT)
def answer(*, request: EnquiryRequest, answered: Answered, by: Asker) -> EnquiryAnswer:
    """Record what an agency answers: somebody of that agency, or the front door for them."""
    _check_theirs(request, by)
    check_not_to_come(answered.at)
    if request.sent_at and answered.at < request.sent_at:
        raise BadInput("it would have been answered before it was asked", field="at")
    declined = answered.kind is AnswerKind.DECLINED
    known = answered.kind is AnswerKind.KNOWN
    why = reason(answered.basis_why, field="basis_why") if declined else None
    take_turn("enquiry", request.id)
    told = words(answered.told, field="told", least=1 if known else 0)
    twice = request.answers.filter(kind=answered.kind, told=told, recorded_by=by.pk).first()
    if twice is not None:
        return twice  # sent twice
    made = EnquiryAnswer(
        request=request,
        contact_id=request.contact_id,
        person_id=request.person_id,
        kind=answered.kind,
        told=told,
        basis_why=why or words(answered.basis_why, field="basis_why"),
        do_not_disclose=answered.do_not_disclose,
        answered_on=day(answered.at),
        answered_at=answered.at,
    )
    save(made, by=as_who(by))
    note(answer=str(answered.kind))
    return made


def _under_way(contact: Contact) -> Rating:
    """The rating standing in an enquiry that is not decided. Refused where there is none."""
    hold(contact)  # nobody is asked while the enquiry is being decided
    taken = steps_of(contact)
    sent = any(one.outcome == ContactOutcome.MASH_ENQUIRY for one in taken)
    over = any(one.kind == "enquiry_decided" for one in taken)
    rated = next((one.rating for one in reversed(taken) if one.rating), None)
    if not sent or over or rated is None:
        raise Refused(
            "No multi-agency enquiry of this contact is under way.",
            missing="a rating, and the decision to make an enquiry",
            do="Screen the contact and send it to the multi-agency hub first.",
        )
    return Rating(rated)


def _check_theirs(request: EnquiryRequest, by: Asker) -> None:
    who = as_who(by)
    theirs = agency_of(who)
    here = who.permits(Permission.SEE_FRONT_DOOR)
    if here:  # for them: whoever is kept from the child is kept from this
        require(by, Permission.SEE_EXISTS, request)
    if not here and (theirs is None or request.agency_id != theirs.id):
        raise NotAllowed(
            "You may not do this, or there is nothing here by that name.",
            missing=Permission.RECEIVE_CONTACT.value,
            do="Ring the front door.",
        )
