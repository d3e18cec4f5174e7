"""What a role is: plain data that says who may do what, to whom, and how deep."""

from dataclasses import dataclass, field
from enum import StrEnum

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.sections import Section


class Reach(StrEnum):
    """By what a role reaches people."""

    RELATIONSHIP = "relationship"
    AUTHORITY = "authority"
    AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True)
class Role:
    """One role. `related` is how far it sees those it stands in a relationship to,
    `everyone` how far it sees everybody else in the authority.
    """

    name: str
    title: str
    description: str
    permits: frozenset[Permission]
    related: Depth = Depth.NONE
    everyone: Depth = Depth.NONE
    may_hold: frozenset[Section] = field(default_factory=frozenset)
    aggregate: bool = False

    def __post_init__(self) -> None:
        reaches = self.related or self.everyone
        if self.aggregate and (reaches or any(p.personal for p in self.permits)):
            message = f"{self.name}: a role that sees only aggregates reaches nobody"
            raise ValueError(message)
        if any(p.section for p in self.permits):
            message = f"{self.name}: a section is held by its own grant, never by a role"
            raise ValueError(message)

    @property
    def reach(self) -> Reach:
        """The widest way in which it reaches people."""
        if self.everyone >= max(self.related, Depth.EXISTS):
            return Reach.AUTHORITY
        return Reach.RELATIONSHIP if self.related else Reach.AGGREGATE

    @property
    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """The verbs permitted on each kind of thing, in order, for people to read."""
        kinds: dict[str, list[str]] = {}
        for permission in sorted(self.permits):
            kinds.setdefault(permission.kind, []).append(permission.verb)
        return {kind: tuple(verbs) for kind, verbs in kinds.items()}
