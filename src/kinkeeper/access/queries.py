"""Questions about users, teams and the audit; each starts from what the asker may see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db.models import Min, QuerySet

from kinkeeper.access import against
from kinkeeper.access.action import require
from kinkeeper.access.models import (
    AuditEntry,
    RestrictionReason,
    RestrictionScope,
    RoleGrant,
    Team,
    TeamMember,
    User,
)
from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.access.teams import live
from kinkeeper.access.who import Asker, Who, who_is
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import today

ALERTS: Final = ("refused_conflict", "password_spray")
PRODUCTION_STARTED: Final = "production.started"


@dataclass(frozen=True, slots=True)
class Look:
    """One line of a record's access log: who did what to it, and when."""

    id: int
    at: datetime
    user_id: UUID | None
    username: str
    full_name: str
    verb: str
    page: str
    counts: Mapping[str, int] = field(default_factory=dict)


def access_log(
    who: Asker, person_id: UUID, *, limit: int = 100, before: int | None = None
) -> list[Look]:
    """Who looked at a person's record or changed it, latest first; NotAllowed where hidden."""
    require(who, Permission.SEE_ACCESS_LOG, person_id)
    entries = AuditEntry.objects.filter(person_id=person_id)
    if before is not None:
        entries = entries.filter(id__lt=before)
    return _looks(entries.order_by("-id")[:limit])


def alerts(who: Asker, *, limit: int = 100) -> list[Look]:
    """Attempts that somebody should look into, latest first."""
    require(who, Permission.SEE_AUDIT)
    return _looks(AuditEntry.objects.filter(verb__in=ALERTS).order_by("-id")[:limit])


def restriction_words(who: Who, person_id: UUID) -> tuple[str, ...]:
    """What closes this record to others, in words, for somebody it lets through."""
    return tuple(
        f"Restricted record: {RestrictionReason(one.reason).label.lower()}. You are permitted by name "
        f"to see it; it is reviewed by {one.due_on.day} {one.due_on:%B %Y}."
        for one in against.closing(person_id, who.on)
        if one.scope == RestrictionScope.RECORD
    )


def in_use_from() -> date | None:
    """The first day on which anybody held a role here; None where nobody has yet."""
    first: date | None = RoleGrant.objects.aggregate(first=Min("started_on"))["first"]
    return first


def names(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The full names of these users, for pages that say who recorded a thing."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("id", "full_name"))


def usernames() -> frozenset[str]:
    """The names that people, not programs, sign in with."""
    return frozenset(User.objects.filter(is_service=False).values_list("username", flat=True))


def opened_by(password: str, usernames: Iterable[str]) -> Iterator[str]:
    """Those of these people whom this password lets in; each costs the time of a sign-in."""
    found = User.objects.filter(is_active=True, is_service=False, username__in=list(usernames))
    hashes = found.values_list("username", "password")
    return (username for username, encoded in hashes if check_password(password, encoded))


def served_in_production() -> bool:
    """Whether the service ever started in production on this database: it holds real records."""
    return AuditEntry.objects.filter(verb=PRODUCTION_STARTED).exists()


def user_named(username: str) -> User:
    """The user of this name, in any letter case; Refused when there is none."""
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise Refused(f"There is no user '{username}'.", do="Check the name.")
    return user


def users_named(usernames: Iterable[str], *, field: str) -> list[User]:
    """The users of these names; BadInput at the field where one is nobody's."""
    found = []
    for username in usernames:
        user = User.objects.filter(username__iexact=username, is_active=True).first()
        if user is None:
            raise BadInput("nobody signs in by that name", field=field)
        found.append(user)
    return found


def users_of(user_ids: Iterable[UUID]) -> list[User]:
    """The users of these ids."""
    return list(User.objects.filter(pk__in=list(user_ids)))


def who_named(username: str) -> Who:
    """The user of this name with today's rights."""
    return who_is(user_named(username).pk)


def user_with_id(user_id: UUID) -> User:
    """The user of this id."""
    return User.objects.get(pk=user_id)


def user_of_email(email: str) -> User | None:
    """Who has this address of e-mail, in any letter case: whoever signs in before a program."""
    found = User.objects.filter(email__iexact=email.strip()).exclude(email="")
    return found.order_by("is_service", "added_at").first()


def open_teams() -> "QuerySet[Team]":
    """Every team there is today."""
    return Team.objects.filter(live(today()))


def members_of(team_ids: Iterable[UUID], on: date) -> "QuerySet[TeamMember]":
    """Who has a place in these teams on the day, managers first."""
    rows = TeamMember.objects.filter(live(on), team_id__in=list(team_ids)).select_related("user")
    return rows.order_by("team__name", "kind", "user__full_name")


def live_grants(user: User) -> "QuerySet[RoleGrant]":
    """The roles and sections a user holds today."""
    return RoleGrant.objects.filter(live(today()), user=user).order_by("role", "section")


def holdings(role: str, on: date) -> "QuerySet[RoleGrant]":
    """Who holds a role on the day, for use inside another query."""
    return RoleGrant.objects.filter(live(on), role=role, section="")


def holders(roles: Iterable[str], on: date) -> tuple[tuple[str, UUID], ...]:
    """Who holds these roles on the day, and may sign in: role and user."""
    rows = RoleGrant.objects.filter(
        live(on), role__in=list(roles), section="", user__is_active=True
    )
    return tuple(rows.order_by("role", "user_id").values_list("role", "user_id").distinct())


def roles_in_words() -> list[dict[str, Any]]:
    """Every role for people to read: title, description, reach, depths and verbs."""
    return [
        {
            "title": role.title,
            "description": role.description,
            "reach": role.reach.value,
            "related": role.related.description,
            "everyone": role.everyone.description,
            "permits": role.by_kind,
            "may_hold": sorted(section.words for section in role.may_hold),
        }
        for role in ROLES.values()
    ]


def _looks(entries: Iterable[AuditEntry]) -> list[Look]:
    rows = list(entries)
    full = names(row.actor_id for row in rows)
    return [
        Look(
            id=row.id,
            at=row.at,
            user_id=row.actor_id,
            username=row.actor,
            full_name=full.get(row.actor_id, row.actor) if row.actor_id else row.actor,
            verb=row.verb,
            page=str(row.details.get("page", "")),
            counts={name: n for name, n in row.details.items() if isinstance(n, int)},
        )
        for row in rows
    ]
