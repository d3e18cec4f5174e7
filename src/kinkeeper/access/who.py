"""Who is asking: a user with the rights that hold today, read afresh for each request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.depth import Depth
from kinkeeper.access.models import RoleGrant, User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.role import Role
from kinkeeper.access.roles import ROLES
from kinkeeper.access.sections import Section
from kinkeeper.access.teams import live
from kinkeeper.kernel.moment import today


@dataclass(frozen=True, slots=True)
class Held:
    """One role as held: with the sections opened by their own grants."""

    role: Role
    sections: frozenset[Section]

    def permits(self, what: Permission) -> bool:
        """Whether this role, or a section opened under it, holds the permission."""
        return what.section in self.sections if what.section else what in self.role.permits


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody asking, on a day. It is never kept past the request it was made for."""

    id: UUID
    username: str
    full_name: str
    is_service: bool
    on: date
    held: tuple[Held, ...]

    @property
    def pk(self) -> UUID:
        """As a model names its key."""
        return self.id

    @property
    def roles(self) -> tuple[str, ...]:
        """The names of the roles held today."""
        return tuple(held.role.name for held in self.held)

    def permits(self, what: Permission) -> bool:
        """Whether any role held today has the verb; it says nothing of whom it reaches."""
        return any(held.permits(what) for held in self.held)

    def reaches_everyone(self, what: Permission) -> bool:
        """Whether a role held today has the verb for every person in the authority."""
        return any(h.permits(what) and h.role.everyone >= what.depth for h in self.held)

    def reaches_related(self, what: Permission) -> bool:
        """Whether a role held today has the verb for people its holder is related to."""
        return any(
            h.permits(what) and h.role.related >= max(what.depth, Depth.EXISTS) for h in self.held
        )


Asker = Who | User


def as_who(asker: Asker) -> Who:
    """The asker with today's rights; a user is read from the database, never trusted as given."""
    return asker if isinstance(asker, Who) else who_is(asker.pk)


def who_is(user_id: UUID) -> Who:
    """The user with the rights that hold today; a disabled user holds none."""
    return who_of(User.objects.get(pk=user_id))


def who_of(user: User) -> Who:
    """As `who_is`, of a user read from the database for this request."""
    on = today()
    grants = RoleGrant.objects.filter(live(on), user_id=user.pk) if user.is_active else ()
    return Who(
        id=user.id,
        username=user.username,
        full_name=user.full_name,
        is_service=user.is_service,
        on=on,
        held=_held(grants),
    )


def _held(grants: Iterable[RoleGrant]) -> tuple[Held, ...]:
    rows = list(grants)
    names = sorted({row.role for row in rows if not row.section})
    return tuple(_holding(ROLES[name], rows) for name in names)


def _holding(role: Role, rows: Iterable[RoleGrant]) -> Held:
    opened = {Section(row.section) for row in rows if row.role == role.name and row.section}
    return Held(role, frozenset(opened & role.may_hold))
