"""Questions about agencies, and about what somebody from outside is telling: their own alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import user_with_id
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker, Who
from kinkeeper.kernel.moment import today
from kinkeeper.partners.kinds import JOINT_TRIAGE, AgencyKind, DraftKind
from kinkeeper.partners.models import Agency, AgencyMember, Draft

KINDS = tuple((kind.value, str(kind.label)) for kind in AgencyKind)


@dataclass(frozen=True, slots=True)
class AgencyShown:
    """An agency as others see it."""

    id: UUID
    name: str
    kind: str
    telephone: str
    domains: tuple[str, ...]
    started_on: date
    ended_on: date | None

    @property
    def kind_words(self) -> str:
        """What it is, in words."""
        return str(AgencyKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class MemberShown:
    """Somebody who may come in for an agency."""

    id: UUID
    full_name: str
    email: str
    is_service: bool
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class DraftShown:
    """What somebody is still telling."""

    id: UUID
    submission: UUID
    answers: dict[str, Any]
    begun_at: datetime
    saved_at: datetime


def open_agencies() -> tuple[AgencyShown, ...]:
    """Every agency there is today, by name: those who can be asked."""
    return tuple(map(_agency, Agency.objects.filter(live(today()))))


def of_joint_triage() -> tuple[AgencyShown, ...]:
    """Those of them that may sit at the joint triage of police notices, by name."""
    rows = Agency.objects.filter(live(today()), kind__in=JOINT_TRIAGE)
    return tuple(map(_agency, rows.order_by("name", "id")))


def agency_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of these agencies, ended ones too."""
    wanted = {one for one in ids if one is not None}
    return dict(Agency.objects.filter(pk__in=wanted).values_list("id", "name"))


def agencies(*, who: Asker) -> tuple[AgencyShown, ...]:
    """Every agency, ended ones too, for whoever keeps them."""
    require(who, Permission.MANAGE_USERS)
    return tuple(map(_agency, Agency.objects.all()))


def one_agency(*, who: Asker, agency_id: UUID) -> AgencyShown | None:
    """This agency, for whoever keeps them."""
    require(who, Permission.MANAGE_USERS)
    found = Agency.objects.filter(pk=agency_id).first()
    return _agency(found) if found else None


def members(*, who: Asker, agency_id: UUID) -> tuple[MemberShown, ...]:
    """Who may come in for it, and who might once."""
    require(who, Permission.MANAGE_USERS)
    rows = AgencyMember.objects.filter(agency_id=agency_id).select_related("user")
    return tuple(_member(row) for row in rows.order_by("ended_on", "user__full_name"))


def agency_of(who: Who) -> AgencyShown | None:
    """The agency somebody comes in for today; None where there is none, or it has ended."""
    row = live_memberships(who.on).filter(user_id=who.id).select_related("agency").first()
    return _agency(row.agency) if row else None


def live_memberships(on: date) -> "QuerySet[AgencyMember]":
    """Who may come in on a day: the membership, the agency and the account all stand."""
    return AgencyMember.objects.filter(live(on), live(on, "agency__"), user__is_active=True)


def is_of(agency: AgencyShown, email: str) -> bool:
    """Whether an address of e-mail is one of the agency's."""
    return has_domain(agency.domains, email)


def has_domain(domains: Iterable[str], email: str) -> bool:
    """Whether an address ends in one of these domains, and not in one that only looks like it."""
    _, at, domain = email.strip().casefold().rpartition("@")
    return bool(at) and domain in {one.casefold() for one in domains}


def email_of(who: Who) -> str:
    """Where somebody's codes are sent."""
    return user_with_id(who.id).email


def drafts(*, who: Who) -> tuple[DraftShown, ...]:
    """What somebody began for the agency they come in for today, the latest first."""
    agency = agency_of(who)
    if agency is None:
        return ()
    mine = Draft.objects.filter(user_id=who.id, agency_id=agency.id, kind=DraftKind.REFERRAL)
    return tuple(map(_draft, mine))


def own_draft(*, who: Who, draft_id: UUID) -> DraftShown | None:
    """One of them; None where it is somebody else's, was handed in or was never there."""
    return next((one for one in drafts(who=who) if one.id == draft_id), None)


def public_draft(draft_id: UUID) -> DraftShown | None:
    """What somebody who is not signed in began; its id is known to their browser alone."""
    found = Draft.objects.filter(pk=draft_id, kind=DraftKind.PUBLIC).first()
    return _draft(found) if found else None


def _agency(row: Agency) -> AgencyShown:
    return AgencyShown(
        row.id, row.name, row.kind, row.telephone, tuple(row.domains), row.started_on, row.ended_on
    )


def _member(row: AgencyMember) -> MemberShown:
    user = row.user
    return MemberShown(
        row.id, user.full_name, user.email, user.is_service, row.started_on, row.ended_on
    )


def _draft(row: Draft) -> DraftShown:
    return DraftShown(row.id, row.submission, dict(row.answers), row.begun_at, row.saved_at)
