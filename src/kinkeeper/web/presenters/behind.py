"""The list behind a number, and the red list: who, why, since when, whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.queries import open_teams
from kinkeeper.access.who import Who
from kinkeeper.kernel.ids import reference
from kinkeeper.measures.catalogue import TOLD_APART, is_flow, known, measure_of
from kinkeeper.measures.months import month_of as month_of_day
from kinkeeper.measures.queries import Listed, RowShown
from kinkeeper.measures.red import Flag, Raised
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice
from kinkeeper.web.paging import paging
from kinkeeper.web.parts import Cell, Column, Figure, Row, Worklist
from kinkeeper.web.presenters import in_care, people
from kinkeeper.web.shapes import Name

Names = Mapping[UUID, Sequence[Name]]
COUNTED: Final = "counted"
ALL: Final = "All together"


def choices(name: str) -> list[Choice]:
    """What the list may be narrowed by: of a share, those that count and the rest."""
    if name not in TOLD_APART:
        return []
    return [Choice(COUNTED, "Which", tuple(zip(("yes", "no"), TOLD_APART[name], strict=True)), ALL)]


def counted_in(address: Address, name: str) -> bool | None:
    """Whether only those that count were asked for, only the rest, or both."""
    said = {one.name: one.value_in(address.choices) for one in choices(name)}
    return {"yes": True, "no": False}.get(said.get(COUNTED, ""))


def split(found: Listed, name: str, address: Address) -> list[Figure]:
    """The two parts of a share and both together, the figure's own numbers; each opens its rows."""
    if name not in TOLD_APART or found.closed:
        return []
    yes, no = TOLD_APART[name]
    parts = (
        (yes, found.counts, "yes"),
        (no, found.rest, "no"),
        (ALL, found.counts + found.rest, ""),
    )
    return [
        Figure(number, said, str(address.change(counted=value, page="")))
        for said, number, value in parts
    ]


def within(name: str, part: bool | None) -> str:
    """What rows that are not open are part of: the number, or what the number is a share of."""
    if name not in TOLD_APART or part:
        return "in the number"
    return "among those the number is a share of"


def page_of(who: Who, found: Listed, name: str, month: date, address: Address) -> dict[str, Any]:
    """One page of the list, and how many are not open to the reader."""
    seen = found.rows.count()
    pages = paging(seen, address)
    rows = list(found.rows[pages.start : pages.start + pages.size])
    shown, first = [row.person_id for row in rows], measure_of(name)
    part = counted_in(address, name)
    list_ = listed(rows, names_of(who, shown), name, words.counted(seen, "row"), part)
    return {
        "shown": shown,
        "title": known(name).title,
        "split": split(found, name, address),
        "list": _with_care(who, list_, shown, month) if name == in_care.LIST else list_,
        "month": month,
        "pages": pages,
        "hidden": found.total - seen,
        "within": within(name, part),
        "closed": found.closed.words if found.closed else "",
        "back": reverse("measure", args=[first.id]) if first else reverse("overview"),
        "back_title": first.title if first else "Service overview",
    }


def listed(
    rows: Sequence[RowShown], names: Names, name: str, total: str, part: bool | None
) -> Worklist:
    """Each child, with when; of both parts of a share together, of which each row is."""
    teams = {team.id: team.name for team in open_teams()}
    columns = ["Child", *(["When"] if is_flow(known(name)) else []), "Team"]
    columns += ["Which"] if name in TOLD_APART and part is None else []
    shown = [_row(row, names, teams, columns) for row in rows]
    caption = known(name).title if part is None else TOLD_APART[name][0 if part else 1]
    return Worklist(caption, [Column(title) for title in columns], shown, total)


def _with_care(who: Who, list_: Worklist, shown: Sequence[UUID], month: date) -> Worklist:
    """The same with each child's age and time looked after, for who may see the record of any of them."""
    told = in_care.in_care(who, shown, min(month_of_day(month).end, who.on))
    if not told:
        return list_
    columns = [*list_.columns, *(Column(title) for title in in_care.COLUMNS)]
    rows = [
        Row((*row.cells, *told.get(person_id, in_care.CLOSED)))
        for row, person_id in zip(list_.rows, shown, strict=True)
    ]
    return replace(list_, columns=columns, rows=rows)


def _row(row: RowShown, names: Names, teams: Mapping[UUID, str], columns: Sequence[str]) -> Row:
    cells = [child(row.person_id, names)]
    if "When" in columns:
        cells.append(Cell(words.short_date(row.happened_on)))
    cells.append(Cell(teams.get(row.team_id, "No team") if row.team_id else "No team"))
    if "Which" in columns:
        cells.append(Cell(TOLD_APART[row.indicator][0 if row.counts else 1]))
    return Row(cells)


def child(person_id: UUID, names: Names) -> Cell:
    """Who, leading to the record; the reference where names are masked."""
    short, known_names = reference(person_id), names.get(person_id, ())
    name = people.filed(known_names[0]) if known_names else short
    return Cell(
        name,
        url=reverse("child", args=[person_id]),
        under=short if known_names else "",
        head=True,
        label=False,
    )


def tally(found: Sequence[Raised]) -> list[Figure]:
    """How many of each kind; each opens its own list."""
    return [
        Figure(
            len(one.flags),
            one.alarm.title.lower(),
            f"{reverse('today')}?kind={one.alarm.id}",
            late=bool(one.flags),
            partly=bool(one.untold),
        )
        for one in found
        if not one.not_run
    ]


def red(
    caption: str, flags: Sequence[Flag], count: int, names: Names, leads: Mapping[UUID, str]
) -> Worklist:
    """Children of one kind: who, why and since when, and whose it is; `count` with those not here."""
    columns = [Column(title) for title in ("Child", "Why", "Whose")]
    rows = [_flag(flag, names, leads) for flag in flags]
    return Worklist(caption, columns, rows, words.counted(count, "child", "children"))


def _flag(flag: Flag, names: Names, leads: Mapping[UUID, str]) -> Row:
    lead = leads.get(flag.person_id)
    why = f"{flag.why} {words.full_date(flag.on)}"
    owner = flag.owner[:1].upper() + flag.owner[1:]
    lead_words = f"Lead worker: {lead}" if lead else "No lead worker"
    return Row((child(flag.person_id, names), Cell(why), Cell(owner, under=lead_words)), late=True)


def month_of(text: str) -> date | None:
    """2026-03 as its first day, or None."""
    year, dash, month = text.partition("-")
    plain = dash and year.isascii() and year.isdigit() and month.isascii() and month.isdigit()
    if not plain or len(year) != 4 or len(month) != 2 or not 1 <= int(month) <= 12 or year < "1900":
        return None
    return date(int(year), int(month), 1)
