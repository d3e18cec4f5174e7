"""Which agencies there are, and who of them may come in."""

import re
from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kinkeeper.access.action import action, note
from kinkeeper.access.actions import add_service, add_user, grant_role
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import live_grants, user_of_email, user_with_id
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now, today
from kinkeeper.partners import codes
from kinkeeper.partners.kinds import AgencyKind
from kinkeeper.partners.models import Agency, AgencyMember, ApiToken
from kinkeeper.partners.queries import has_domain

PARTNER: Final = "partner"
LONGEST_NAME: Final = 120
LONGEST_TELEPHONE: Final = 30
_DOMAIN: Final = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# Anybody can have an address there, so it says nothing of who they work for.
ANYBODYS: Final = frozenset({
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk"),
    *("yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com"),
    *("protonmail.com", "proton.me", "gmx.com", "sky.com"),
})  # fmt: skip


@action(Permission.MANAGE_USERS)
def add_agency(
    *,
    name: str,
    kind: str,
    domains: tuple[str, ...],
    by: Asker,
    telephone: str = "",
    from_on: date | None = None,
) -> Agency:
    """An agency, with the domains that the e-mail of its people ends in."""
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise BadInput("enter the agency's name", field="name")
    if kind not in AgencyKind.values:
        raise BadInput("choose what kind of agency it is", field="kind")
    if len(telephone.strip()) > LONGEST_TELEPHONE:
        raise BadInput(f"enter at most {LONGEST_TELEPHONE} characters", field="telephone")
    if Agency.objects.filter(name__iexact=name.strip(), ended_on=None).exists():
        raise BadInput("there is an agency of that name already", field="name")
    return Agency.objects.create(
        name=name.strip(),
        kind=kind,
        domains=_domains(domains),
        telephone=telephone.strip(),
        started_on=from_on or today(),
        recorded_by=by.pk,
    )


@action(Permission.MANAGE_USERS)
def end_agency(*, agency: UUID, by: Asker) -> Agency:
    """From today nobody comes in for it."""
    found = _agency(agency)
    found.ended_on = today()
    found.save(update_fields=["ended_on"])
    for member in AgencyMember.objects.filter(agency=found, ended_on=None):
        _end(member)
    return found


@action(Permission.MANAGE_USERS)
def add_member(*, agency: UUID, full_name: str, email: str, by: Asker) -> AgencyMember:
    """Somebody of the agency: an account that opens with codes sent to their address at work."""
    found, address = _agency(agency), email.strip().casefold()
    if not full_name.strip() or len(full_name.strip()) > 200:
        raise BadInput("enter their name", field="full_name")
    _check_address(found, address)
    user = user_of_email(address)
    if user is None:
        user = add_user(username=address, full_name=full_name, email=address, by=by)
    elif user.has_usable_password() or user.is_service:
        raise BadInput(
            "somebody who signs in with a password has that address already", field="email"
        )
    return _join(user.pk, found, by)


@action(Permission.MANAGE_USERS)
def join_agency(
    *, user: UUID, agency: UUID, by: Asker, from_on: date | None = None
) -> AgencyMember:
    """Somebody who signs in already, from now on for this agency."""
    return _join(user, _agency(agency), by, from_on)


@action(Permission.MANAGE_USERS)
def end_member(*, member: UUID, by: Asker) -> AgencyMember:
    """They come in for the agency no longer, from their next request on."""
    found = AgencyMember.objects.filter(pk=member, ended_on=None).first()
    if found is None:
        raise Refused("This has ended already.", missing="somebody who still comes in")
    note(agency=found.agency_id)
    return _end(found)


@action(Permission.MANAGE_USERS)
def new_token(*, agency: UUID, by: Asker) -> tuple[ApiToken, str]:
    """A token for the agency's program, shown this once; the account it acts as is made for it."""
    found = _agency(agency)
    token = codes.new_token()
    kept = ApiToken.objects.create(
        user_id=_program(found, by), hash=codes.token_hash(token), made_by=by.pk
    )
    note(agency=found.id, token=kept.id)
    return kept, token


@action(Permission.MANAGE_USERS)
def program_of(*, agency: UUID, by: Asker) -> UUID:
    """The account under which an agency's files and programs are recorded."""
    return _program(_agency(agency), by)


@action(Permission.MANAGE_USERS)
def end_token(*, token: UUID, by: Asker) -> ApiToken:
    """The token opens nothing any more."""
    found = ApiToken.objects.filter(pk=token, ended_at=None).first()
    if found is None:
        raise Refused("There is no such token, or it has ended already.")
    found.ended_at = now()
    found.save(update_fields=["ended_at"])
    return found


def _program(agency: Agency, by: Asker) -> UUID:
    """The account that the agency's programs act as, made with its first token."""
    members = AgencyMember.objects.filter(live(today()), agency=agency, user__is_service=True)
    present = members.values_list("user_id", flat=True).first()
    if present is not None:
        return present
    made = add_service(
        username=f"program-{agency.id}", full_name=f"Program of {agency.name}", by=by
    )
    return _join(made.pk, agency, by).user_id


def _join(user_id: UUID, agency: Agency, by: Asker, from_on: date | None = None) -> AgencyMember:
    on, user = from_on or today(), user_with_id(user_id)
    if AgencyMember.objects.filter(live(on), user=user).exists():
        raise BadInput("they come in for an agency already", field="email")
    if not live_grants(user).filter(role=PARTNER, section="").exists():
        grant_role(user=user, role=PARTNER, by=by, from_on=on)
    note(agency=agency.id, user=user.pk)
    return AgencyMember.objects.create(user=user, agency=agency, started_on=on, recorded_by=by.pk)


def _end(member: AgencyMember) -> AgencyMember:
    member.ended_on = max(today(), member.started_on)
    member.save(update_fields=["ended_on"])
    return member


def _agency(agency: UUID) -> Agency:
    found = Agency.objects.filter(live(today()), pk=agency).first()
    if found is None:
        raise Refused("There is no such agency, or it has ended.", missing="an agency of today")
    return found


def _domains(given: tuple[str, ...]) -> list[str]:
    domains = sorted({one.strip().casefold().removeprefix("@") for one in given if one.strip()})
    for one in domains:
        if not _DOMAIN.fullmatch(one):
            raise BadInput("enter each as in school.example.sch.uk", field="domains")
        if one in ANYBODYS:
            raise BadInput(f"anybody can have an address at {one}", field="domains")
    return domains


def _check_address(agency: Agency, address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise BadInput("enter their address at work", field="email") from wrong
    if not has_domain(agency.domains, address):
        domains = ", ".join(agency.domains) or "none"
        raise BadInput(
            f"an address of {agency.name} ends in one of its domains: {domains}", field="email"
        )
