"""A team's board as tables: everybody with what they carry, what is due and what is late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.duties.tallies import Tally, summed
from kinkeeper.measures.boards import Board, Member, boards_of, sees_duties, tallies
from kinkeeper.measures.due import placed
from kinkeeper.measures.queries import Place, opens_lists
from kinkeeper.people.queries import names_of
from kinkeeper.web import charts, words
from kinkeeper.web.parts import Cell, Chart, Column, Figure, Piece, Row, Worklist
from kinkeeper.web.presenters import cover
from kinkeeper.web.presenters.behind import child
from kinkeeper.web.presenters.places import INDENT, owing
from kinkeeper.workforce.covering import may_arrange
from kinkeeper.workforce.kinds import Grade
from kinkeeper.workforce.queries import carried_by

PEOPLE = ("Worker", "Team", "Role in the team")
IN_TEAM = {
    "member": "Social worker",
    "manager": "Manager",
    "duty": "On duty",
    "adviser": "Personal adviser",
    Grade.TEAM_MANAGER: "Manager",
}
WORK = ("Children", "Overdue", "Due soon")


def teams(found: Sequence[Place], work: Mapping[UUID, Tally], *, duties: bool) -> Worklist:
    """The teams one may open, in their tree."""
    columns = [Column("Team")]
    columns += [Column(name, figure=True) for name in ("Overdue", *WORK[2:])] if duties else []
    top = min((place.depth for place in found), default=0)
    rows = [_team(place, work.get(place.id, Tally()), duties, place.depth - top) for place in found]
    return Worklist("Teams", columns, rows)


def _team(place: Place, tally: Tally, duties: bool, below: int) -> Row:
    name = f"{INDENT * below}{place.name}"
    cells = [Cell(name, url=reverse("board", args=[place.id]), head=True)]
    if duties:
        cells += [
            _duties(tally.overdue, place.name, owing(place.id, "overdue")),
            _duties(tally.soon, place.name, owing(place.id, "soon")),
        ]
    return Row(cells)


def totals(board: Board, *, duties: bool) -> list[Figure]:
    """The team's own figures; each opens its list."""
    carries = "lead worker or personal adviser" if board.advises else "lead worker"
    found = [Figure(board.cases, f"children with a {carries} here")]
    if duties:
        here = board.place.id
        found += [
            Figure(
                board.tally.overdue, "overdue", owing(here, "overdue"), late=board.tally.overdue > 0
            ),
            Figure(board.tally.soon, "due soon", owing(here, "soon")),
        ]
    return found


def members(board: Board, names: Mapping[UUID, str], *, duties: bool, opens: bool) -> Worklist:
    """Everybody of the team, the fullest first; each number opens its list."""
    work = WORK if duties else WORK[:1]
    columns = [*(Column(n) for n in PEOPLE), *(Column(n, figure=True) for n in work)]
    rows = [_member(one, names, duties=duties, opens=opens) for one in board.members]
    return Worklist("Who is in the team", columns, rows)


def _member(one: Member, names: Mapping[UUID, str], *, duties: bool, opens: bool) -> Row:
    url = ""
    if opens and one.worker_id and one.cases:
        url = reverse("caseload", args=[one.team_id, one.worker_id])
    cells = [
        Cell(one.name, head=True, label=False),
        Cell(names.get(one.team_id, "No team")),
        Cell(IN_TEAM.get(one.kind) or Grade(one.kind).label),
        Cell(f"{one.cases:,}", url=url, hidden=f"with {one.name}: list"),
    ]
    if duties:
        for number, when in ((one.tally.overdue, "overdue"), (one.tally.soon, "soon")):
            cells.append(_duties(number, one.name, owing(one.team_id, when, one.worker_id)))
    return Row(cells, late=one.tally.overdue > 0)


def _duties(number: int, whose: str, url: str) -> Cell:
    return Cell(f"{number:,}", url=url if number else "", hidden=f"of {whose}: list")


def load(board: Board) -> Chart | None:
    """How the children are shared out, drawn."""
    carrying = [one for one in board.members if one.cases]
    if len(carrying) < 2:
        return None
    most, least = carrying[0], carrying[-1]
    bars = [charts.Bar(one.name, one.cases) for one in carrying]
    columns = (Column("Worker"), Column("Children", figure=True))
    rows = [Row((Cell(one.name, head=True), Cell(f"{one.cases:,}"))) for one in carrying]
    mean = sum(one.cases for one in carrying) / len(carrying)
    same = most.cases == least.cases
    title = (
        f"Everybody leads with {most.cases}"
        if same
        else f"{most.name} leads with {most.cases}, {least.name} with {least.cases}"
    )
    piece = Piece("", "Children by worker; the table has the numbers", charts.bars(bars))
    sentence = f"On average {mean:.1f} children for each worker who leads with any."
    return Chart(
        "load",
        title,
        sentence,
        [piece],
        Worklist("Children by worker", columns, rows),
        "Lead workers as recorded today.",
    )


def teams_of(who: Who) -> Worklist:
    """The page of teams."""
    found = boards_of(who)
    work = placed(found, summed(tallies(who), lambda lead: lead[0]))
    return teams(found, work, duties=sees_duties(who))


def page_of(who: Who, board: Board) -> dict[str, Any]:
    """The page of one team."""
    names = {place.id: place.name for place in boards_of(who)}
    duties = sees_duties(who)
    return {
        "board": board,
        "totals": totals(board, duties=duties),
        "list": members(board, names, duties=duties, opens=opens_lists(who)),
        "load": load(board),
        "vacancies": vacancies(board),
        "covers": cover.of_board(who, board),
        "arranges": may_arrange(who, board.place.id),
        "duties": duties,
    }


def vacancies(board: Board) -> str:
    """Posts without anybody in them, or why that is not known."""
    if board.posts is None:
        return "Vacancies: not run. No post has been recorded for this team."
    filled = f"{board.posts.filled:,} of {words.counted(board.posts.posts, 'post')} filled"
    vacant = words.counted(board.posts.vacant, "vacancy", "vacancies")
    return " ".join([f"{vacant}: {filled}.", *_why_not_as_many(board, board.posts.filled)])


def _why_not_as_many(board: Board, filled: int) -> Iterator[str]:
    """Why more people, or fewer, are listed than posts are filled."""
    if len(board.holders) != filled:
        held = words.counted(len(board.holders), "person", "people")
        yield f"They are held by {held}: one post can be shared, and one person hold two."
    if board.without_post:
        some = words.counted(board.without_post, "person", "people")
        yield f"Listed too: {some} with no post here, who lead with a child or have a place in the team."


def caseload(who: Who, board: Board, worker_id: UUID) -> dict[str, Any]:
    """The children of one worker in the team, each leading to the record."""
    carried = carried_by(who=who, worker_id=worker_id)
    found = [one for one in carried if one.team_id in board.teams]
    shown = [one.person_id for one in found]
    names = names_of(who, shown)
    columns = [Column("Child"), Column("Since"), Column("Team")]
    rows = [
        Row((child(one.person_id, names), Cell(words.short_date(one.started_on)), Cell(one.team)))
        for one in found
    ]
    name = next(one.name for one in board.members if one.worker_id == worker_id)
    total = words.counted(len(found), "child", "children")
    return {
        "shown": shown,
        "name": name,
        "board": board,
        "list": Worklist("Children", columns, rows, total),
    }
