"""Levels of need: the threshold documents of Birmingham by date, and what each level calls for.

The documents themselves were not found. Their names and when they began are told as surely as the
marks of `law.clock` say; the words of the levels are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.clock import MARKS, Check


class Level(StrEnum):
    """How much a child needs, from least to most."""

    UNIVERSAL = "universal"
    UNIVERSAL_PLUS = "universal_plus"
    ADDITIONAL = "additional"
    COMPLEX = "complex"

    @property
    def rank(self) -> int:
        """Its place, from one."""
        return list(Level).index(self) + 1


class Service(StrEnum):
    """What a child is given, from least to most."""

    NONE = "none"
    SINGLE_AGENCY = "single_agency"
    EARLY_HELP = "early_help"
    SOCIAL_CARE = "social_care"

    @property
    def words(self) -> str:
        """In words."""
        return SERVICES[self]

    @property
    def rank(self) -> int:
        """Its place, from one, beside the level that expects it."""
        return list(Service).index(self) + 1


SERVICES: Final[Mapping[Service, str]] = MappingProxyType(
    {
        Service.NONE: "Home and the services every child has",
        Service.SINGLE_AGENCY: "Help from one agency",
        Service.EARLY_HELP: "Early help",
        Service.SOCIAL_CARE: "Social care",
    }
)


class Mismatch(StrEnum):
    """How what a child is given differs from what the level of need calls for."""

    LESS = "less"
    MORE = "more"

    @property
    def words(self) -> str:
        """In words."""
        return f"{self.value.capitalize()} help than the level calls for"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a threshold document puts one level: whom it is for, what answers it, whose agreement."""

    title: str
    who: str
    response: str
    consent: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold document, in force from a day until the next.

    `check` says how sure its name and the words of its levels are; `since_check` how sure the day.
    """

    id: str
    title: str
    since: date
    levels: Mapping[Level, Wording]
    check: Check
    since_check: Check
    source: str
    note: str = ""

    def __post_init__(self) -> None:
        if set(self.levels) != set(Level):
            raise KinkeeperError(
                f"“{self.title}” does not tell of every level.",
                do=f"Give each of: {', '.join(Level)}.",
            )

    @property
    def is_sure(self) -> bool:
        """Whether both its words and its day were read in a source."""
        return {self.check, self.since_check} <= {"T", "S"}

    @property
    def marks(self) -> str:
        """How sure its words and its day are, for people to read."""
        return f"levels: {MARKS[self.check]}; in force from: {MARKS[self.since_check]}"


FOUR: Final[Mapping[Level, Wording]] = MappingProxyType(
    {
        Level.UNIVERSAL: Wording(
            "Universal",
            "Children whose needs are met at home and by the services every child has",
            "Nothing further",
            "Not asked: nothing further is done",
        ),
        Level.UNIVERSAL_PLUS: Wording(
            "Universal Plus",
            "Children with one need more, which one agency can meet",
            "Help from one agency",
            "Needed",
        ),
        Level.ADDITIONAL: Wording(
            "Additional",
            "Children with several needs, which no one agency can meet alone",
            "Early help: a family assessment, a lead professional and a team around the family",
            "Needed",
        ),
        Level.COMPLEX: Wording(
            "Complex and Significant",
            "Children in need, and children who suffer or may suffer significant harm",
            "Social care, by way of the multi-agency hub",
            "Needed for help to a child in need; not where harm is enquired into",
        ),
    }
)
_NOT_FOUND: Final = "The document was not found: its levels are told from secondary sources"

THRESHOLDS: Final = (
    Threshold(
        "rsrt_2014", "Right Service, Right Time", date(2014, 7, 28), FOUR, "S", "S",
        "Birmingham, in use with the multi-agency hub from 28 July 2014",
        note=f"{_NOT_FOUND}. Inspectors asked in May 2014 that it be launched again.",
    ),
    Threshold(
        "rsrt_2015", "Right Service, Right Time (launched again)", date(2015, 4, 20), FOUR, "S", "T",
        "Birmingham, cabinet of 20 April 2015, with the early help strategy",
        note=f"{_NOT_FOUND}. It was agreed by the agencies together.",
    ),
    Threshold(
        "rhrt", "Right Help, Right Time", date(2020, 1, 1), FOUR, "K", "N",
        "Birmingham's partnership, later",
        note="The day it took over was not found: 1 January 2020 stands in for it.",
    ),
)  # fmt: skip


def threshold_on(on: date, thresholds: Sequence[Threshold] = THRESHOLDS) -> Threshold:
    """The document in force on a day; before the first of them, the first."""
    standing = [one for one in thresholds if one.since <= on]
    return standing[-1] if standing else thresholds[0]


def threshold(name: str, thresholds: Sequence[Threshold] = THRESHOLDS) -> Threshold:
    """The document of this id. Raises KinkeeperError where there is none."""
    found = next((one for one in thresholds if one.id == name), None)
    if found is None:
        known = ", ".join(one.id for one in thresholds)
        raise KinkeeperError(
            f"There is no threshold document “{name}”.", do=f"Use one of: {known}."
        )
    return found


def level(name: str, on: date, thresholds: Sequence[Threshold] = THRESHOLDS) -> Wording:
    """How the document in force on a day puts a level. Raises KinkeeperError for no level."""
    if name not in set(Level):
        raise KinkeeperError(
            f"“{name}” is no level of need.", do=f"Use one of: {', '.join(Level)}."
        )
    return threshold_on(on, thresholds).levels[Level(name)]


def expected(name: Level) -> Service:
    """The service that a level of need calls for."""
    return list(Service)[name.rank - 1]


def mismatch(name: Level, given: Service) -> Mismatch | None:
    """How what is given differs from what the level calls for; None where it answers it."""
    if given is expected(name):
        return None
    return Mismatch.LESS if given.rank < expected(name).rank else Mismatch.MORE


def in_order(thresholds: Sequence[Threshold]) -> tuple[Threshold, ...]:
    """By the day each began. Raises KinkeeperError where two share an id or a day."""
    ordered = tuple(sorted(thresholds, key=lambda one: one.since))
    for what in ("id", "since"):
        if len({getattr(one, what) for one in ordered}) != len(ordered):
            raise KinkeeperError(f"Two threshold documents have one {what}.", do="Change one.")
    return ordered
