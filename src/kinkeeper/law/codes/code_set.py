"""What a code set is: the codes of a field, what each means and when it could be used."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kinkeeper.kernel.errors import KinkeeperError


@dataclass(frozen=True)
class Code:
    """One code and its meaning in full.

    `since` and `until` are the first and last day of the collection years it could be returned
    in, None where the sources set no limit. A code can tell of earlier events than its `since`.
    `section` names the section of a record that must be open to read this code.
    """

    code: str
    meaning: str
    since: date | None = None
    until: date | None = None
    note: str = ""
    section: str | None = None

    def __post_init__(self) -> None:
        if not self.code.strip() or not self.meaning.strip():
            raise KinkeeperError(f"Code {self.code!r} needs a code and a meaning.")
        if self.since and self.until and self.until < self.since:
            raise KinkeeperError(f"Code {self.code} ends before it begins.")

    def in_use(self, on: date | None) -> bool:
        """Whether it could be returned on a date; always, when none is given."""
        after = on is None or self.since is None or self.since <= on
        return after and (on is None or self.until is None or on <= self.until)


@dataclass(frozen=True)
class CodeSet:
    """The codes of one field of a return.

    `pattern` (a whole-value regular expression) covers codes too many or too changing to list,
    all sharing `pattern_meaning`. `source` says where the set was read. Raises KinkeeperError
    when built empty, or with a code twice.
    """

    id: str
    title: str
    codes: tuple[Code, ...]
    source: str
    pattern: str = ""
    pattern_meaning: str = ""

    def __post_init__(self) -> None:
        if not self.codes or not self.title or not self.source:
            raise KinkeeperError(f"Code set {self.id} needs a title, a source and codes.")
        if len(self._by_code) != len(self.codes):
            raise KinkeeperError(f"Code set {self.id} declares a code twice.")

    def valid(self, code: str, on: date | None = None) -> bool:
        """Whether a code could be returned on a date, or ever when none is given."""
        return self._meaning(code, on) is not None

    def meaning(self, code: str, on: date | None = None) -> str:
        """What a code means. Raises KinkeeperError when it is not valid (on that date)."""
        found = self._meaning(code, on)
        if found is None:
            when = f" on {on}" if on else ""
            raise KinkeeperError(f"{self.title} ({self.id}) has no such code{when}.")
        return found

    def _meaning(self, code: str, on: date | None) -> str | None:
        listed = self._by_code.get(code)
        if listed is not None:
            return listed.meaning if listed.in_use(on) else None
        matches = bool(self.pattern) and re.fullmatch(self.pattern, code) is not None
        return self.pattern_meaning if matches else None

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {one.code: one for one in self.codes}
