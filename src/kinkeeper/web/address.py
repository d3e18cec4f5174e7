"""The address of a list as the reader has it: filters, sort and page, one change at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Address:
    """A path and its choices. Only short codes and opaque ids belong here, never a name."""

    path: str
    choices: Mapping[str, str]

    def __str__(self) -> str:
        chosen = {name: value for name, value in sorted(self.choices.items()) if value}
        return f"{self.path}?{urlencode(chosen)}" if chosen else self.path

    def change(self, **changes: str) -> Address:
        """The same list with some choices changed; an empty value drops the choice."""
        return Address(self.path, {**self.choices, **changes})
