"""Records whose events would tell of a closed section by what comes before them; apps register theirs."""

from collections.abc import Callable, Collection
from uuid import UUID

from kinkeeper.access.sections import Section

Tells = Callable[[UUID, Collection[Section]], Collection[UUID]]
_registered: list[Tells] = []


def register(found: Tells) -> None:
    """Add a way of finding them, of one person and the sections closed; from an app's `ready()`."""
    _registered.append(found)


def telling(person_id: UUID, closed: Collection[Section]) -> frozenset[UUID]:
    """The ids of these records; none where nothing is closed."""
    return frozenset(one for found in _registered if closed for one in found(person_id, closed))
