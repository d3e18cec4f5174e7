"""A child's way to court in words, and the list of children in pre-proceedings and proceedings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.court.kinds import State
from kinkeeper.court.queries import CaseShown, CourtShown, HearingShown, OrderShown, PlanningShown
from kinkeeper.court.reading import week
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.courting.pages import PAGES
from kinkeeper.web.parts import Cell, Fact, Link, Row, Worklist
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters.tables import row, table

CLOSED: Final = "Closed to you: whether court is being considered is legal advice"
A_WEEK: Final = 7  # days
TIMED: Final = (State.PROCEEDINGS, State.BEFORE)


def facts(told: CourtShown, on: date) -> list[Fact]:
    """How near to court the case is, at the top of the page."""
    return [
        Fact("How far", told.stands.state.label if told.told else CLOSED),
        *(_time(told, on) if told.told else ()),
        *_next(told.hearings),
    ]


def ways(told: CourtShown, who: Who) -> list[Link]:
    """The steps that may follow from here, for whoever asks."""
    return [
        Link(page.title, reverse("child-court-step", args=[told.person_id, slug]))
        for slug, page in PAGES.items()
        if page.fits(told) and may(who, page.needs, told.person_id)
    ]


def tables(told: CourtShown) -> dict[str, Worklist | None]:
    """Everything of it that is a list; None is closed to the reader."""
    return {
        "orders": table(
            "Orders that hold for a time",
            ("Order", "Made", "Last day", "What was directed", "What became of it", "Recorded by"),
            map(_order, told.orders),
        ),
        "planning": None if told.planning is None else _planning(told.planning),
        "steps": table(
            "What was done",
            ("What", "Day", "In words", "Then ends", "Recorded by"),
            [
                row(one.what, words.short_date(one.on), one.words or None, _day(one.until), one.by)
                for one in told.steps
            ],
        ),
        "hearings": table(
            "Hearings",
            ("Hearing", "Listed for", "Held", "What was ordered"),
            [
                row(
                    one.kind,
                    words.short_date(one.listed_for),
                    _day(one.held_on),
                    one.outcome or None,
                )
                for one in told.hearings
            ],
        ),
    }


def listed(who: Who, found: Sequence[CaseShown]) -> Worklist:
    """The list of the whole, as far as the reader sees it."""
    names = names_of(who, [one.person_id for one in found])
    columns = ("Child", "How far", "Week", "Ends by", "Next hearing")
    rows = [
        Row(
            [
                Cell(door.called(names.get(one.person_id, ()), one.person_id),
                     address(one.person_id), head=True, label=False),
                Cell(one.state.label),
                Cell(_week(one.began, one.ends_by, who.on), under=_extended(one.extended)),
                Cell(words.short_date(one.ends_by) if one.ends_by else "No limit was in force"),
                Cell(_hearing(one.hearing) if one.hearing else "None is listed"),
            ],
            late=one.ends_by is not None and one.ends_by < who.on,
        )
        for one in found
    ]  # fmt: skip
    return table("Children in pre-proceedings and proceedings", columns, rows, f"{len(rows):,}")


def address(person_id: UUID) -> str:
    """The page of a child's way to court."""
    return reverse("child-court", args=[person_id])


def _time(told: CourtShown, on: date) -> Iterator[Fact]:
    state, began, ends_by = told.stands.state, told.began, told.ends_by
    if state not in TIMED or began is None:
        return
    yield Fact("Since", words.full_date(began))
    yield Fact("Week", _week(began, ends_by, on))
    ends = words.full_date(ends_by) if ends_by else "No limit was in force"
    late = ends_by is not None and ends_by < on
    yield Fact("Ends by", f"{ends}: this has passed" if late else ends)


def _next(found: Sequence[HearingShown]) -> Iterator[Fact]:
    to_come = [one for one in found if one.held_on is None]
    if to_come:
        yield Fact("Next hearing", _hearing(min(to_come, key=lambda one: one.listed_for)))


def _week(began: date, ends_by: date | None, on: date) -> str:
    """Which week it is, of as many as there are to the limit; of none where no limit was in force."""
    of = f" of {-(-(ends_by - began).days // A_WEEK)}" if ends_by else ""
    return f"{week(began, on)}{of}"


def _extended(times: int) -> str:
    return f"Extended {words.counted(times, 'time', 'times')}" if times else ""


def _hearing(one: HearingShown) -> str:
    return f"{one.kind}, {words.short_date(one.listed_for)}"


def _planning(found: Sequence[PlanningShown]) -> Worklist:
    columns = (
        "Asked for",
        "Why",
        "Held",
        "Chair",
        "Solicitor",
        "Decided",
        "Chronology",
        "Family group conference",
        "Family and friends",
        "Legal advice",
    )
    return table("Legal planning meetings", columns, map(_met, found))


def _met(one: PlanningShown) -> Row:
    decided = ". ".join(part for part in (one.decision, one.reason) if part)
    told = (one.chair, one.solicitor, decided, one.chronology, one.family_conference, one.kin)
    asked = (words.short_date(one.asked_on), one.why, _day(one.held_on))
    return row(*asked, *(part or None for part in (*told, one.advice)))


def _order(one: OrderShown) -> Row:
    became = (
        f"{one.how}, {words.short_date(one.concluded_on)}. {one.why}" if one.concluded_on else None
    )
    extended = f" (extended {words.short_date(one.extended_on)})" if one.extended_on else ""
    last = words.short_date(one.last) + extended if one.last else "No day was set"
    told = (one.kind.label, words.short_date(one.made_on), last)
    return row(*told, one.words or None, became, one.by)


def _day(on: date | None) -> str | None:
    return words.short_date(on) if on else None
