"""The story of a child: what happened, newest first, years as headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from kinkeeper.chronology.queries import Happening
from kinkeeper.law.events import EVENTS
from kinkeeper.web import words
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Moment, Stretch
from kinkeeper.web.presenters.told import Teller, told

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
        "placed_with_adopters",
        "missing_started",
        "adoption_decided",
        "case_closed",
    }
)


# What an event is about, by the thread it belongs to; what is here in no list is of the child.
THREADS = {
    "help": ("contact", "mash", "mash_request", "episode", "transfer", "help", "assessment"),
    "protection": ("strategy", "enquiry", "conference", "stage", "exploitation", "incident"),
    "court": ("court_report", "legal_case", "hearing", "legal_status", "order", "secure"),
    "care": ("care", "placement", "short_breaks", "review", "remand", "deprivation", "health"),
    "missing": ("missing",),
    "adoption": ("adoption",),
    "workers": ("allocation",),
    "notes": ("note",),
}
AREAS = {
    "help": "Referrals, assessments and help",
    "protection": "Child protection",
    "court": "Legal status and court",
    "care": "Being looked after",
    "missing": "Missing and away",
    "adoption": "Adoption",
    "workers": "Workers",
    "notes": "Notes and visits",
    "child": "The child",
}
AREA_OF = {thread: area for area, threads in THREADS.items() for thread in threads}


def area(kind: str) -> str:
    """What an event is about; a plan is of protection or of help, as its name says."""
    if EVENTS[kind].key == "plan":
        return "help" if kind.startswith("cin_") else "protection"
    return AREA_OF.get(EVENTS[kind].key, "child")


def choices(happenings: Sequence[Happening]) -> list[Choice]:
    """What a story may be narrowed by; only what it holds is on offer."""
    held = {area(one.kind) for one in happenings}
    areas = [(name, label) for name, label in AREAS.items() if name in held]
    turns = (("turns", "Turning points only"),)
    return [
        Choice("about", "About", areas, "Everything"),
        Choice("show", "How much", turns, "Every event"),
    ]


def total(shown: int, held: int) -> str:
    """How many of how many: a narrowed story is never taken for the whole."""
    every = words.counted(held, "event")
    return every if shown == held else f"{shown:,} of {every}"


def narrowed(happenings: Sequence[Happening], by: Mapping[str, str]) -> list[Happening]:
    """Only what the filters ask for."""
    about, turns = by.get("about"), by.get("show") == "turns"
    return [
        one
        for one in happenings
        if (not about or area(one.kind) == about) and (not turns or one.kind in SIGNIFICANT)
    ]


def years(
    happenings: Sequence[Happening],
    tellers: Mapping[UUID, Teller] | None = None,
    whose: Mapping[int, str] | None = None,
) -> list[Stretch]:
    """The happenings by year; those without a date last. Records tell of their own by `tellers`.

    `whose` names, by event, the person it is of where that is not the child.
    """
    by_year = groupby(happenings, key=lambda one: str(one.on.year) if one.on else UNDATED)
    names = whose or {}
    return [
        Stretch(year, [moment(one, tellers or {}, names.get(one.event_id, "")) for one in ones])
        for year, ones in by_year
    ]


def moment(one: Happening, tellers: Mapping[UUID, Teller], whose: str = "") -> Moment:
    """One item; a time that is not known is not printed."""
    said = told(one, tellers)
    when = words.full_moment(one.at) if one.at else words.full_date(one.on) if one.on else UNDATED
    return Moment(
        title=f"{whose}: {said.title or one.title}" if whose else said.title or one.title,
        when=when,
        machine_date=one.on.isoformat() if one.on else "",
        text=said.text,
        significant=one.kind in SIGNIFICANT,
        anchor=anchor(one),
    )


def anchor(one: Happening) -> str:
    """Where an event stands in the list: its mark in the drawing leads there."""
    return f"event-{one.event_id}"
