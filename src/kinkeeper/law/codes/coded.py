"""A code as people read it: with its meaning."""

from collections.abc import Collection
from dataclasses import dataclass

from kinkeeper.law.codes import code_set


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and what it means; `meaning` is the code itself when its set does not list it."""

    code: str
    meaning: str

    def __str__(self) -> str:
        return self.meaning


CLOSED = Coded("", "In a section of the record that is not open to you")


def coded(name: str, code: str | None, *, closed: Collection[str] = ()) -> Coded | None:
    """The code of a set with its meaning, whenever it was in use; nothing for nothing.

    A code that tells of one of the `closed` sections of a record is CLOSED.
    """
    if code is None:
        return None
    if is_closed(name, code, closed):
        return CLOSED
    found = code_set(name)
    return Coded(code, found.meaning(code) if found.valid(code) else code)


def is_closed(name: str, code: str | None, closed: Collection[str]) -> bool:
    """Whether a code tells of a section of a record that is closed."""
    told = {one.section for one in code_set(name).codes if one.code == code}
    return bool(told & set(closed))
