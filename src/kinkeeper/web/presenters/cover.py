"""Cover for absence in words: the questions, and who covers for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kinkeeper.access.who import Who
from kinkeeper.measures.boards import Board
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field
from kinkeeper.web.parts import Row, Worklist
from kinkeeper.web.presenters.tables import row, table
from kinkeeper.workforce.covering import (
    Colleague,
    Covering,
    covered_for,
    covers,
    people_near,
    people_of,
)

COLUMNS = ("Away", "Covered by", "From", "Last day")


def fields(who: Who, board: Board) -> tuple[Field, ...]:
    """Who is away, who stands in, from when until when."""
    team = board.place
    away, near = (_names(one) for one in (people_of(team.id, who.on), _near(board, who.on)))
    return (
        Field("worker", "Who is away?", "select", "Choose who is away", choices=away),
        Field(
            "covered_by",
            "Who covers for them?",
            "select",
            "Choose who covers for them",
            hint="They reach the same children, with what their own role lets them do",
            choices=near,
        ),
        Field("first", "First day", "date", "Enter the first day", first=who.on),
        Field("last", "Last day", "date", "Enter the last day", first=who.on + timedelta(days=6)),
    )


def listed(found: Iterable[Covering], on: date) -> Worklist:
    """Who covers for whom, today and to come."""
    return table("Who covers for whom", COLUMNS, [_row(one, on) for one in found])


def of_board(who: Who, board: Board) -> Worklist:
    """As `listed`, of one team and those below it."""
    return listed(covers(who=who, teams=board.teams), who.on)


def own(who: Who) -> list[str]:
    """Whom the reader covers for today, and until when: their work is on the reader's list."""
    return [
        f"You cover for {one.worker} until {words.full_date(last(one.ended_on))}."
        for one in covered_for(who=who)
    ]


def last(ended_on: date) -> date:
    """The last day of a cover that holds no longer on a day."""
    return ended_on - timedelta(days=1)


def _near(board: Board, on: date) -> tuple[Colleague, ...]:
    return people_near(board.place.id, board.place.parent_id, on)


def _names(found: Iterable[Colleague]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.id), one.name) for one in found)


def _row(one: Covering, on: date) -> Row:
    coming = f"{one.worker} (from {words.short_date(one.started_on)})"
    return row(
        one.worker if one.started_on <= on else coming,
        one.covered_by,
        words.short_date(one.started_on),
        words.short_date(last(one.ended_on)),
    )
