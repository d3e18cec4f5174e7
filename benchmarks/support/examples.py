"""The rows that each rule gives as its examples, asked of both checkers.

Some rules are broken so seldom that thousands of invented children break them not once; of these two
checkers agree by finding nothing. Each rule's examples break it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903.checks import RULES
from kinkeeper.law.returns.ssda903.fields import TABLES
from kinkeeper.law.returns.ssda903.said import today
from support.database import CHECKOUT
from support.looked_after import YEAR
from support.peer import Peer

sys.path.append(str(CHECKOUT))
from tests.law.returns.rules import example  # read as the tests read them


@dataclass(frozen=True)
class Asked:
    """One example of a rule: the rows pointed at here, and there or what it raised."""

    rule: Rule
    given: dict[str, Any]
    ours: set[tuple[str, int]]
    theirs: Any = None

    @property
    def alike(self) -> bool:
        """Whether both point at the same rows of it."""
        if self.theirs is None or isinstance(self.theirs, str):
            return False
        return {(table, row) for table, row in self.theirs} == self.ours

    @property
    def explained(self) -> bool:
        """Whether a difference has a reason."""
        return self.alike or bool(today(self.rule.differs))


def ask(there: Peer, folder: Path) -> list[Asked]:
    """Both examples of every rule of the newest year that the peer has."""
    asked = list(_examples())
    path, out = folder / "examples.json", folder / "theirs-examples.json"
    said = {
        "postcodes": example.POSTCODES.to_dicts(), "providers": example.PROVIDERS.to_dicts(),
        "columns": {table.id: list(table.names) for table in TABLES},
        "authority": example.AUTHORITY, "examples": [one.given for one in asked],
    }  # fmt: skip
    path.write_text(json.dumps(said, default=str), encoding="utf-8")
    theirs = there.examples(path, YEAR, out)
    both = zip(asked, theirs, strict=True)
    return [Asked(one.rule, one.given, one.ours, found) for one, found in both if found is not None]


def _examples() -> Iterator[Asked]:
    for rule in RULES:
        for text in filter(None, (rule.passes, rule.breaks)) if rule.stands(YEAR) else ():
            read = example.read(rule, text)
            tables = {name: rows.to_dicts() for name, rows in read.given.tables.items()}
            said = {
                "code": rule.code,
                "year": read.given.year,
                "tables": tables,
                "xml": read.given.xml,
            }
            yield Asked(rule, said, set(read.pointed))
