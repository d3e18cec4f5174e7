"""Agencies and their people, as whoever keeps them sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.urls import reverse

from kinkeeper.partners.queries import KINDS, AgencyShown, MemberShown
from kinkeeper.web import words
from kinkeeper.web.asking.questions import Kind, Question
from kinkeeper.web.parts import Cell, Fact, Row, Worklist
from kinkeeper.web.presenters.tables import row, table

ADDING: Final = (
    Question("name", "Name", longest=120),
    Question("kind", "What kind of agency is it?", Kind.CHOICE, choices=KINDS),
    Question(
        "domains",
        "Domains of its e-mail",
        hint="What comes after the @ in the addresses of its people, as school.example.sch.uk. "
        "Several are parted by spaces",
    ),
    Question("telephone", "Telephone", longest=30, width="20", autocomplete="off"),
)
NAMING: Final = (
    Question("full_name", "Name"),
    Question("email", "Address at work", hint="A code is sent to it each time they sign in"),
)


def listed(found: Sequence[AgencyShown]) -> Worklist | None:
    """Every agency, with what it is and whether it still is."""
    rows = [
        Row(
            [
                Cell(one.name, url=reverse("agency", args=[one.id]), head=True, label=False),
                Cell(one.kind_words),
                Cell(one.telephone or None),
                Cell(_until(one.ended_on is None, words.full_date(one.ended_on))),
            ]
        )
        for one in found
    ]
    total = words.counted(len(rows), "agency", "agencies")
    columns = ("Name", "Kind", "Telephone", "Until")
    return table("Agencies", columns, rows, total) if rows else None


def facts(agency: AgencyShown) -> tuple[Fact, ...]:
    """What is kept of one."""
    return (
        Fact("Kind", agency.kind_words),
        Fact("Domains of its e-mail", words.listed(agency.domains) if agency.domains else None),
        Fact("Telephone", agency.telephone or None),
        Fact("Since", words.full_date(agency.started_on)),
        Fact("Until", words.full_date(agency.ended_on) if agency.ended_on else "Now"),
    )


def members(found: Sequence[MemberShown]) -> Worklist | None:
    """Who may come in for it, and who might once."""
    rows = [
        row(
            one.full_name,
            "A program" if one.is_service else one.email,
            words.full_date(one.started_on),
            _until(one.ended_on is None, words.full_date(one.ended_on)),
        )
        for one in found
    ]
    columns = ("Name", "Address at work", "Since", "Until")
    return (
        table("People", columns, rows, words.counted(len(rows), "person", "people"))
        if rows
        else None
    )


def _until(now: bool, otherwise: str) -> str:
    return "Now" if now else otherwise
