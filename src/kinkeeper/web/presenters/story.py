"""The story of a child: what happened, newest first, years as headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kinkeeper.chronology.queries import Happening
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.parts import Link, Moment, Stretch

UNDATED = "Date not recorded"
SIGNIFICANT = frozenset(
    {
        "child_died",
        "referral_received",
        "s47_started",
        "conference_initial_held",
        "cp_plan_started",
        "cp_plan_ended",
        "looked_after_started",
        "looked_after_ended",
        "placement_started",
        "missing_started",
        "adoption_decided",
        "case_closed",
    }
)


def years(happenings: Sequence[Happening]) -> list[Stretch]:
    """The happenings by year; those without a date last."""
    by_year = groupby(happenings, key=lambda one: str(one.on.year) if one.on else UNDATED)
    return [Stretch(year, [moment(one) for one in ones]) for year, ones in by_year]


def moment(one: Happening) -> Moment:
    """One item; a time that is not known is not printed."""
    when = words.full_moment(one.at) if one.at else words.full_date(one.on) if one.on else UNDATED
    return Moment(
        title=one.title,
        when=when,
        machine_date=one.on.isoformat() if one.on else "",
        text=str(one.detail) if one.detail else "",
        significant=one.kind in SIGNIFICANT,
    )


def shows(address: Address, *, turns: bool) -> list[Link]:
    """All of it, or only the turning points."""
    return [
        Link("Everything", str(address.change(show="")), not turns),
        Link("Turning points only", str(address.change(show="turns")), turns),
    ]


def significant(happenings: Sequence[Happening]) -> list[Happening]:
    """Only what turned the story."""
    return [one for one in happenings if one.kind in SIGNIFICANT]
