"""The words the engine is built from: event kinds and the threads they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinkeeper.kernel.errors import KinkeeperError

CHILD = "child"


class BadDeclarationError(KinkeeperError):
    """A declaration contradicts itself or names something that does not exist."""

    def __init__(self, message: str) -> None:
        super().__init__(
            message, do="Mend the declaration; the registries are checked when they are imported."
        )


@dataclass(frozen=True)
class EventKind:
    """Something that happens to a child, and the threads that tie it to other events.

    `key` names the thing the event is about (an assessment, a plan); `under` the larger thing
    that one belongs to (the referral it answers). Every kind also belongs to its child.
    """

    id: str
    title: str
    key: str
    under: str | None = None
    derived: bool = False
    codes: str | None = None  # the code set that gives an event's `detail` its meaning
    section: str | None = None  # the section of the record that must be opened to read of it

    def level(self, entity: str) -> int | None:
        """Where this kind holds `entity`: 0 the child, 1 `key`, 2 `under`, None nowhere."""
        return {self.under: 2, self.key: 1, CHILD: 0}.get(entity)

    @property
    def entities(self) -> tuple[str, ...]:
        """Every thread this kind belongs to, narrowest first."""
        return tuple(dict.fromkeys(e for e in (self.key, self.under, CHILD) if e))


class Vocabulary:
    """The registry of event kinds: a kind has one meaning and is declared once."""

    def __init__(self) -> None:
        self._kinds: dict[str, EventKind] = {}

    def declare(self, kinds: Iterable[EventKind]) -> None:
        """Add kinds; the same id twice is refused."""
        for kind in kinds:
            if kind.id in self._kinds:
                raise BadDeclarationError(f"The event kind {kind.id} is declared twice.")
            self._kinds[kind.id] = kind

    def __getitem__(self, kind: str) -> EventKind:
        if kind not in self._kinds:
            raise BadDeclarationError(f"There is no event kind {kind}.")
        return self._kinds[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds

    def __iter__(self) -> Iterator[EventKind]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)
