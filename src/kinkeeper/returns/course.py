"""How a thing that was sent goes: it waits, is worked on, perhaps again after a crash, and ends once.

A load and a check of a return go the same way. Each step finds the thing as it stands and may be taken
again by any process; a state is a row that is never edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, Who
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused

FAULT: Final = "Something went wrong in Kinkeeper itself"
FAULT_DO: Final = "Send the files again. If it happens again, tell the system administrator."


@dataclass(frozen=True)
class Course:
    """The way of one kind of thing: its states and what may follow each, its verbs, what it needs.

    `verb` begins the audit's words, as "returns.load"; `remove` takes away what was sent.
    """

    name: str
    model: Any
    state: Any
    moves: Mapping[str, tuple[str, ...]]
    verb: str
    needs: Permission
    remove: Callable[[Any], object]

    def state_of(self, thing: Any) -> str:
        """The state it is in; nothing for one that has none yet."""
        last = thing.states.order_by("-id").first()
        return last.state if last else ""

    def is_over(self, thing: Any) -> bool:
        """Whether nothing more will become of it."""
        ends: tuple[str, ...] = self.state.ENDS
        return self.state_of(thing) in ends

    def locked(self, thing_id: UUID) -> Any:
        """The thing, held until the transaction ends."""
        return self.model.objects.select_for_update().get(pk=thing_id)

    def move(
        self, thing: Any, to: str, *, by: Asker | None = None, reason: str = "", to_do: str = ""
    ) -> Any:
        """Add the state it is in from now on, or refuse: it is held until the transaction ends."""
        held = self.locked(thing.pk)
        now_in = self.state_of(held)
        if to not in self.moves.get(now_in, ()):
            raise Refused(
                f"A {self.name} that is {now_in or 'new'} cannot become {to}.", missing=to
            )
        said = {"by": by.pk if by else None, "reason": reason, "to_do": to_do}
        return held.states.create(state=to, **said)

    def begin(self, thing: Any) -> bool:
        """Note that work has begun, unless it is over."""
        with transaction.atomic():
            if self.is_over(self.locked(thing.pk)):
                return False
            self.move(thing, "working")
            return True

    def refuse(self, thing: Any, who: Who, refusal: BadInput | Refused) -> None:
        """Say why, unless another process ended it: this one may have found its files gone."""
        with transaction.atomic():
            if self.is_over(self.locked(thing.pk)):
                return
            self.move(thing, "refused", by=who, reason=refusal.message, to_do=refusal.do)
            if isinstance(refusal, NotAllowed):
                audit.refused(by=who, what=self.needs, thing=None)
            audit.record(by=who, verb=f"{self.verb}_refused", subject=thing)
            self.remove(thing)

    def give_up(self, thing_id: UUID) -> None:
        """Say that it failed, unless it ended otherwise; nothing of it was written."""
        with transaction.atomic():
            thing = self.locked(thing_id)
            if not self.is_over(thing):
                self.move(thing, "failed", reason=FAULT, to_do=FAULT_DO)
                audit.record(
                    by=audit.Actor(None, "Kinkeeper"), verb=f"{self.verb}_failed", subject=thing
                )
            self.remove(thing)


def content_of(file: Any) -> bytes:
    """A file that was sent, put together of its parts."""
    return b"".join(bytes(part) for part in file.parts.values_list("content", flat=True))
