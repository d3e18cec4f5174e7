"""Who was asked about a child, who answered, and who has not: the grid with its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.frontdoor.contact_queries import CLOSED, reads_words
from kinkeeper.frontdoor.group_queries import groups, opens
from kinkeeper.frontdoor.kinds import AnswerKind, Basis, Rating
from kinkeeper.frontdoor.models import ContactGroup, EnquiryAnswer, EnquiryRequest
from kinkeeper.partners.queries import agency_names, agency_of


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What an agency answered, and when."""

    kind: AnswerKind
    told: str | None
    basis_why: str | None
    do_not_disclose: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One agency asked about one child, with every answer, the first first."""

    id: UUID
    contact_id: UUID
    person_id: UUID
    agency_id: UUID
    agency: str
    asked: str | None
    basis: Basis
    basis_why: str | None
    rating: Rating
    sent_at: datetime | None
    answers: tuple[AnswerShown, ...]

    @property
    def answer(self) -> AnswerShown | None:
        """The last answer."""
        return self.answers[-1] if self.answers else None


def requests_of(*, who: Asker, group_id: UUID) -> dict[UUID, list[RequestShown]]:
    """By contact of what was told once: every agency asked about its child, in the order asked."""
    of = ContactGroup.objects.filter(pk=group_id)
    rows = EnquiryRequest.objects.filter(contact__contact_group__in=groups(who, of=of))
    by_contact: dict[UUID, list[RequestShown]] = {}
    for one in _open_to(who, _shown(rows.order_by("sent_on", "sent_at", "id"))):
        by_contact.setdefault(one.contact_id, []).append(one)
    return by_contact


def unanswered(*, who: Asker) -> tuple[RequestShown, ...]:
    """Every question to an agency that waits for its answer, who has waited longest first."""
    over = EnquiryRequest.objects.filter(contact__steps__kind="enquiry_decided").values("pk")
    rows = EnquiryRequest.objects.filter(answers=None).exclude(pk__in=over)
    of = ContactGroup.objects.filter(contacts__in=rows.values("contact"))
    opened = rows.filter(contact__contact_group__in=groups(who, of=of.distinct()))
    return _open_to(who, _shown(opened.order_by("sent_on", "sent_at", "id")))


def request_for(*, who: Asker, request_id: UUID) -> EnquiryRequest | None:
    """One request, for the front door or for somebody of the agency asked."""
    asker = as_who(who)
    found = EnquiryRequest.objects.select_related("contact").filter(pk=request_id).first()
    if found is None:
        return None
    if asker.permits(Permission.SEE_FRONT_DOOR):
        return found if opens(asker, found.contact.contact_group_id) else None
    theirs = agency_of(asker)
    return found if theirs is not None and theirs.id == found.agency_id else None


def asked_of(*, who: Who) -> tuple[RequestShown, ...]:
    """What the asker's agency was asked and has not answered, while it still matters."""
    theirs = agency_of(who)
    if theirs is None:
        return ()
    over = EnquiryRequest.objects.filter(contact__steps__kind="enquiry_decided").values("pk")
    rows = EnquiryRequest.objects.filter(agency_id=theirs.id, answers=None).exclude(pk__in=over)
    return _shown(rows.order_by("sent_on", "sent_at", "id"))


def was_asked(*, who: Who, request_id: UUID) -> bool:
    """Whether the asker's agency was asked this, though it may matter no longer."""
    theirs = agency_of(who)
    if theirs is None:
        return False
    return EnquiryRequest.objects.filter(pk=request_id, agency_id=theirs.id).exists()


def has_answered(*, who: Who, request_id: UUID) -> bool:
    """Whether the asker has answered it themselves."""
    return EnquiryAnswer.objects.filter(request_id=request_id, recorded_by=who.id).exists()


def _open_to(who: Asker, found: Iterable[RequestShown]) -> tuple[RequestShown, ...]:
    """Who was asked and who answered, without what they said, for a role that reads no narrative."""
    if reads_words(who):
        return tuple(found)
    return tuple(
        replace(
            one,
            basis_why=CLOSED if one.basis_why else None,
            answers=tuple(_without_words(each) for each in one.answers),
        )
        for one in found
    )


def _without_words(answer: AnswerShown) -> AnswerShown:
    why = CLOSED if answer.basis_why else None
    return replace(
        answer, told=CLOSED if answer.told else None, basis_why=why, do_not_disclose=False
    )


def _shown(rows: QuerySet[EnquiryRequest]) -> tuple[RequestShown, ...]:
    found = list(rows)
    names = agency_names(row.agency_id for row in found)
    answers: dict[UUID, list[AnswerShown]] = {}
    told = EnquiryAnswer.objects.filter(request__in=[row.id for row in found])
    for one in told.order_by("answered_on", "answered_at", "recorded_at"):
        answers.setdefault(one.request_id, []).append(_answer(one))
    return tuple(_request(row, names, answers.get(row.id, [])) for row in found)


def _request(
    row: EnquiryRequest, names: dict[UUID, str], answers: Iterable[AnswerShown]
) -> RequestShown:
    return RequestShown(
        id=row.id,
        contact_id=row.contact_id,
        person_id=row.person_id,
        agency_id=row.agency_id,
        agency=names.get(row.agency_id, "An agency"),
        asked=row.asked,
        basis=Basis(row.basis),
        basis_why=row.basis_why,
        rating=Rating(row.rating),
        sent_at=row.sent_at,
        answers=tuple(answers),
    )


def _answer(row: EnquiryAnswer) -> AnswerShown:
    return AnswerShown(
        kind=AnswerKind(row.kind),
        told=row.told,
        basis_why=row.basis_why,
        do_not_disclose=row.do_not_disclose,
        at=row.answered_at,
    )
