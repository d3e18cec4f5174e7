"""The accounts that programs act as when no person is signed in."""

from typing import Final

from django.db import IntegrityError, transaction

from kinkeeper.access import audit
from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.queries import PRODUCTION_STARTED
from kinkeeper.access.teams import live
from kinkeeper.access.who import Who, who_is
from kinkeeper.kernel.moment import today

OPERATOR: Final = "command-line"
_ROLES: Final = ("service_account", "system_administrator", "workforce_lead")


def operator() -> Who:
    """Whoever runs commands on the server itself; the account is made when first needed.

    Reaching the server's own command line is the proof of right here: nobody can sign in as this.
    """
    return program(OPERATOR, full_name="The command line", roles=_ROLES)


def program(username: str, *, full_name: str, roles: tuple[str, ...]) -> Who:
    """A program of our own that acts as itself; the account is made when first needed."""
    user = User.objects.filter(username=username).first() or _made(username, full_name)
    if len(_held(user, roles)) < len(roles):
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)  # one start at a time
            for role in set(roles) - _held(user, roles):
                _grant_until_next(user, role)
    return who_is(user.pk)


def started_production() -> None:
    """Leave a mark in the audit that the role which serves cannot remove."""
    audit.record(by=operator(), verb=PRODUCTION_STARTED)


def _made(username: str, full_name: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_service(username, full_name=full_name)
    except IntegrityError:  # another process made it a moment ago
        return User.objects.get(username=username)


def _held(user: User, roles: tuple[str, ...]) -> set[str]:
    held = RoleGrant.objects.filter(live(today()), user=user, section="", role__in=roles)
    return set(held.values_list("role", flat=True))


def _grant_until_next(user: User, role: str) -> None:
    """From today; where a demonstration holds an earlier day, until the grant that follows."""
    same = RoleGrant.objects.filter(user=user, role=role, section="", started_on__gt=today())
    following = same.order_by("started_on").first()
    until = following.started_on if following else None
    RoleGrant.objects.create(user=user, role=role, ended_on=until)
