"""The accounts that programs act as when no person is signed in."""

from typing import Final

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.teams import live
from kinkeeper.access.who import Who, who_is
from kinkeeper.kernel.moment import today

OPERATOR: Final = "command-line"
_ROLES: Final = ("service_account", "system_administrator")


def operator() -> Who:
    """Whoever runs commands on the server itself; the account is made when first needed.

    Reaching the server's own command line is the proof of right here: nobody can sign in as this.
    """
    found = User.objects.filter(username=OPERATOR).first()
    user = found or User.objects.create_service(OPERATOR, full_name="The command line")
    held = RoleGrant.objects.filter(live(today()), user=user, section="")
    for role in set(_ROLES) - set(held.values_list("role", flat=True)):
        RoleGrant.objects.create(user=user, role=role)
    return who_is(user.pk)
