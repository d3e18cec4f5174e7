"""A code as people read it: with its meaning."""

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
