"""Levels of need in words: samples to rate, how far two raters agree, and what does not match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from kinkeeper.chronology.thresholds import thresholds_here
from kinkeeper.earlyhelp.agreement import Agreement
from kinkeeper.earlyhelp.queries import SampleShown, ServiceShown
from kinkeeper.earlyhelp.queries.levels import Unmatched
from kinkeeper.kernel.ids import reference
from kinkeeper.law.levels import Level, threshold_on
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.helping.fields import level_fields
from kinkeeper.web.parts import Cell, Fact, Row, Worklist
from kinkeeper.web.presenters.early_help import Names
from kinkeeper.web.presenters.people import filed
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.questions import Fields, choice, day, long, text

MOST = 50  # children of a list that has no pages


def agreed(found: Agreement) -> list[Fact]:
    """The figure, of how many, and what it means; what cannot be worked out says why."""
    if found.percent is None:
        return [Fact("Rated twice", "Not run: nothing has been rated twice in this time")]
    kappa = f"{found.kappa:.2f}" if found.kappa is not None else f"Not run: {found.no_kappa}"
    return [
        Fact("Rated twice", words.counted(found.n, "level")),
        Fact("Alike", f"{found.percent:.0f}% ({found.same} of {found.n})"),
        Fact("Beyond chance (Cohen's kappa)", kappa),
    ]


def waiting(found: Iterable[SampleShown]) -> Worklist:
    """Samples that wait for a second rating; none tells whose it is, or the first level."""
    rows = [
        Row(
            (
                Cell(
                    f"Level set {one.point.lower()}",
                    url=reverse("level-rate", args=[one.id]),
                    hidden=f"on {words.full_date(one.on)}: rate it",
                    head=True,
                    label=False,
                ),
                Cell(words.short_date(one.on)),
            )
        )
        for one in found
    ]
    return table("To rate a second time", ("Sample", "Set on"), rows)


def unmatched(found: Sequence[Unmatched], names: Names, on: date) -> Worklist:
    """Whose level of need calls for other help than they are given."""
    document = threshold_on(on, thresholds_here())
    rows = []
    for one in found[:MOST]:
        known, short = names.get(one.person_id, ()), reference(one.person_id)
        name = filed(known[0]) if known else short
        cells = (
            Cell(name, url=reverse("child", args=[one.person_id]), head=True, label=False),
            Cell(document.levels[one.level].title, under=words.short_date(one.on)),
            Cell(one.expected.words),
            Cell(one.given.words),
            Cell(one.differs.words, tone="late" if one.differs == "less" else "note"),
        )
        rows.append(Row(cells))
    columns = ("Child", "Level of need", "Help it calls for", "Help given", "How they differ")
    total = words.counted(len(found), "child", "children")
    if len(found) > MOST:
        total = f"The {MOST} most in need, of {total}"
    return table("Level and help that do not match", columns, rows, total)


def documents() -> Worklist:
    """The threshold documents in use here, by date, and how sure each is."""
    rows = [row(one.title, words.full_date(one.since), one.marks) for one in thresholds_here()]
    return table("Threshold documents", ("Document", "In force from", "How sure this is"), rows)


def rate_fields(on: date) -> Fields:
    """What a second rater is asked."""
    level, *_ = level_fields(on)
    return (level, long("reason", "Why is it this level?", "Say why it is this level"))


def draw_fields(on: date) -> Fields:
    """What is asked before samples are drawn."""
    first = date(on.year, on.month, 1)
    return (
        day("since", "Levels set from", "Enter the first day", first=first),
        day("until", "Levels set until", "Enter the last day", first=on),
        Field("number", "How many?", "text", "Enter a number", "At most 50", first="10"),
    )


def service_fields(on: date) -> Fields:
    """What is asked of a new service."""
    document = threshold_on(on, thresholds_here())
    offered = [(level.value, said.title) for level, said in document.levels.items()]
    return (
        text("name", "What is the service called?", "Enter its name"),
        text("provider", "Who provides it?", "Enter who provides it"),
        choice("level", "For which level of need?", "Choose the level", offered),
        text("telephone", "Telephone number"),
        day("started_on", "Offered from", "Enter the day it is offered from", first=on),
    )


def catalogue(found: Iterable[ServiceShown], on: date) -> dict[str, Worklist]:
    """What is offered, under each level of the document of the day."""
    document, rows = threshold_on(on, thresholds_here()), list(found)
    return {
        level.value: table(
            document.levels[level].title,
            ("Service", "Provider", "Telephone", "Offered from"),
            [
                row(one.name, one.provider, one.telephone or None, words.short_date(one.started_on))
                for one in rows
                if one.level is level
            ],
        )
        for level in Level
    }
