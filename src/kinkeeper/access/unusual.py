"""What makes looks at records unusual enough that somebody should ask why; each rule is declared here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

BURST: Final = 40  # different people's records
BURST_WITHIN: Final = timedelta(hours=1)
AFTER_LEAVING: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to ask; `not_run` says what is not recorded, where it cannot be looked for."""

    id: str
    title: str
    means: str
    not_run: str = ""


_ALL: Final = (
    Rule(
        "same_surname",
        "Same surname",
        "Whoever looked has a surname that somebody in the record has or had.",
    ),
    Rule(
        "not_theirs",
        "Nobody of theirs",
        "No relationship reached the record that day, nor is the whole authority theirs to read.",
    ),
    Rule(
        "after_leaving",
        "After leaving",
        f"A relationship reached the record in the {AFTER_LEAVING.days} days before, and no longer did.",
    ),
    Rule(
        "burst",
        "Many in an hour",
        f"The records of {BURST} people or more were opened within an hour.",
    ),
    Rule(
        "same_address",
        "Same address",
        "Whoever looked lives where somebody in the record lives.",
        not_run="where colleagues live is not recorded",
    ),
)
RULES: Final = MappingProxyType({rule.id: rule for rule in _ALL})
RUN: Final = tuple(rule.id for rule in _ALL if not rule.not_run)
