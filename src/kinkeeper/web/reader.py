"""Who reads a page: the name and role the header prints, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.access.who import Who


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody signed in, with the permissions of the roles they hold today."""

    name: str
    role: str
    permits: frozenset[Permission] = frozenset()

    def holds(self, permission: Permission) -> bool:
        """Whether any of their roles permits it."""
        return permission in self.permits


def reader(who: Who) -> Reader:
    """The reader that somebody asking is."""
    return in_roles(who.full_name, who.roles)


def in_roles(name: str, roles: Iterable[str]) -> Reader:
    """A reader who holds these roles, by their names."""
    held = [ROLES[role] for role in roles]
    words = ", ".join(role.title for role in held) or "No role yet"
    return Reader(name, words, frozenset(p for role in held for p in role.permits))
