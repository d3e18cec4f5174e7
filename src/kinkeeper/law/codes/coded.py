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


def coded(name: str, code: str | None) -> Coded | None:
    """The code of a set with its meaning, whenever it was in use; nothing for nothing."""
    if code is None:
        return None
    found = code_set(name)
    return Coded(code, found.meaning(code) if found.valid(code) else code)


def open_code(name: str, code: str | None, closed: Collection[str]) -> Coded | None:
    """The code with its meaning; one that tells of a closed section is nothing, as one not recorded."""
    return None if is_closed(name, code, closed) else coded(name, code)


def codes_of(name: str, sections: Collection[str]) -> list[str]:
    """The codes of a set that tell of these sections of a record."""
    return sorted(one.code for one in code_set(name).codes if one.section in set(sections))


def is_closed(name: str, code: str | None, closed: Collection[str]) -> bool:
    """Whether a code tells of a section of a record that is closed."""
    told = {one.section for one in code_set(name).codes if one.code == code}
    return bool(told & set(closed))
