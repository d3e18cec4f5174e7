"""Dip samples in words: how each was answered, what waits for the reader, and what a draw asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput
from kinkeeper.quality import actions
from kinkeeper.quality.actions.sampling import Draw
from kinkeeper.quality.kinds import Population
from kinkeeper.quality.queries import auditors
from kinkeeper.quality.samples import Case, CaseShown, SampleShown
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.parts import Cell, Row, Worklist
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.web.questions import (
    Fields,
    choice,
    chosen,
    day,
    pick,
    said_yes,
    text,
    the_day,
    yes_no,
)
from kinkeeper.web.step_page import StepPage

Whole = tuple[Case, CaseShown]


def listed(found: Iterable[SampleShown]) -> Worklist:
    """Each draw, of how many, and the share of yes among what is answered."""
    rows = [
        row(
            one.question,
            f"{one.population.label}: {words.short_date(one.since)} to {words.short_date(one.until)}",
            f"{one.drawn} of {one.of:,}, seed {one.seed}",
            f"{one.answered} of {one.drawn}",
            "Nothing answered yet" if one.share is None else f"{one.share:.0f}% ({one.yes})",
        )
        for one in found
    ]
    return table("Dip samples", ("Question", "Drawn from", "Drawn", "Answered", "Yes"), rows)


def waiting(found: Iterable[CaseShown]) -> Worklist:
    """The cases that wait for the reader's answer."""
    rows = [
        Row(
            (
                Cell(
                    one.question,
                    url=reverse("sample-case", args=[one.id]),
                    hidden=f"of {words.full_date(one.on)}: answer it",
                    head=True,
                    label=False,
                ),
                Cell(one.population.label),
                Cell(words.short_date(one.on)),
            )
        )
        for one in found
    ]
    return table("For you to answer", ("Question", "Drawn from", "Day"), rows)


def draw_fields(who: Who) -> Fields:
    """What is asked before cases are drawn."""
    first = date(who.on.year, who.on.month, 1)
    offered = [(str(one), name) for one, name in auditors(who.on).items()]
    return (
        choice("population", "Draw from", "Choose what to draw from", Population.choices),
        day("since", "From", "Enter the first day", first=first),
        day("until", "To", "Enter the last day", first=who.on),
        Field("number", "How many?", "text", "Enter a number", "At most 50", first="10"),
        Field("seed", "Seed", "text", "Enter a number", "The same seed draws the same", first="1"),
        text("question", "One question, answered yes or no", "Ask one question"),
        pick("answerer", "Who answers?", "Choose who answers", offered),
    )


def draw(form: Form, who: Who) -> None:
    """Draw them."""
    answerer = chosen(form, "answerer")
    if answerer is None:
        raise BadInput("choose who answers", field="answerer")
    asked = Draw(
        population=Population(form.value("population")),
        since=the_day(form, "since"),
        until=the_day(form, "until"),
        number=_number(form, "number"),
        seed=_number(form, "seed"),
        question=form.value("question"),
        answerer=answerer,
    )
    actions.draw_sample(draw=asked, by=who)


def _number(form: Form, name: str) -> int:
    given = form.value(name)
    if not (given.isascii() and given.isdigit() and len(given) < 11):
        raise BadInput("enter a number", field=name)
    return int(given)


def _fields(told: Whole, _: Who) -> Fields:
    asked = yes_no("yes", told[1].question, "Choose yes or no")
    return (asked, text("words", "Why not?", "", "Only where the answer is no"))


def _answer(told: Whole, form: Form, who: Who) -> None:
    yes = said_yes(form, "yes") is True
    actions.answer_case(case=told[0], yes=yes, words=form.value("words"), by=who)


ANSWER: StepPage[Whole] = StepPage(
    "Answer the sample",
    "One short question of this case, from its record, which is closed to you again once you answer.",
    Permission.ANSWER_SAMPLE,
    _fields,
    _answer,
    "Answer",
)
