"""Where risk may not be known, in tables: numbers by place, each opening its list; and the lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from kinkeeper.access.who import Who
from kinkeeper.measures.queries import Place, opens_lists
from kinkeeper.measures.suppress import KEPT_BACK
from kinkeeper.measures.unidentified import PARKED_DAYS, Answered, Counted, Kind
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice
from kinkeeper.web.paging import paging
from kinkeeper.web.parts import Cell, Column, Row, Worklist
from kinkeeper.web.presenters.behind import Names, child
from kinkeeper.web.presenters.places import INDENT, NO_TEAM

EXPECTED = (
    "Not run: how many children live in each district is not recorded here, so that what is known "
    "cannot be set beside what is to be expected. For all of England 330 in 10,000 children were in "
    "need on 31 March 2025; a quarter of authorities had fewer than 300, a quarter more than 413 "
    "(Department for Education, Children in need, indicator CN01)."
)
PARKED = Choice(
    "days",
    "Parked for",
    [(str(days), f"{days} days or more") for days in PARKED_DAYS[1:]],
    "28 days",
)


def days_in(address: Address) -> int:
    """How long is parked."""
    asked = PARKED.value_in(address.choices)
    return int(asked) if asked else PARKED_DAYS[0]


def tables(
    who: Who, places: Sequence[Place], found: Sequence[Counted], days: int
) -> dict[str, Worklist]:
    """Signs in open work, and closures, each by place."""
    signs = [one for one in found if not one.kind.closure]
    closures = [one for one in found if one.kind.closure]
    return {
        "signs": _table("Signs by district and team", who, places, signs, days),
        "closures": _table("Closures by district and team", who, places, closures, days),
    }


def told(found: Sequence[Counted]) -> list[tuple[str, str]]:
    """What each number counts; and of those that were not run, why."""
    return [
        (one.kind.title, f"Not run: {one.not_run}" if one.not_run else f"{one.kind.says}.")
        for one in found
    ]


def of_kind(who: Who, kind: Kind, found: Sequence[Answered], address: Address) -> dict[str, Any]:
    """One page of the list of a kind; every child on it is in `shown`."""
    pages = paging(len(found), address)
    rows = found[pages.start : pages.start + pages.size]
    shown = [one.person_id for one in rows]
    names = names_of(who, shown)
    return {
        "kind": kind,
        "pages": pages,
        "shown": shown,
        "list": Worklist(
            kind.title,
            [Column(name) for name in ("Child", kind.when, "Who answers for it")],
            [_row(one, kind, names) for one in rows],
            words.counted(len(found), "child", "children"),
        ),
    }


def _row(one: Answered, kind: Kind, names: Names) -> Row:
    answers = Cell(one.answers or kind.owner, under="" if one.answers else "Nobody is named")
    return Row((child(one.person_id, names), Cell(words.short_date(one.on)), answers))


def _table(
    caption: str, who: Who, places: Sequence[Place], found: Sequence[Counted], days: int
) -> Worklist:
    opens = opens_lists(who)
    columns = [Column("District or team"), *(Column(one.kind.title, figure=True) for one in found)]
    whole = [_number(one, None, days, opens=opens, whole=True) for one in found]
    rows = [Row((Cell("All together", head=True), *whole))]
    for place in places:
        cells = [_number(one, place, days, opens=opens) for one in found]
        rows.append(Row((Cell(f"{INDENT * place.depth}{place.name}", head=True), *cells)))
    without = [_number(one, None, days, opens=False) for one in found]
    rows.append(Row((Cell(NO_TEAM, head=True), *without)))
    return Worklist(caption, columns, rows)


def _number(
    one: Counted, place: Place | None, days: int, *, opens: bool, whole: bool = False
) -> Cell:
    """A number that opens its list; one that would point at people is kept back."""
    if one.not_run:
        return Cell("Not run")
    key = place.id if place else None
    number = one.whole if whole else one.by_place.get(key, 0)
    if one.whole_back if whole else key in one.back:
        return Cell(KEPT_BACK)
    if not opens or not number:
        return Cell(f"{number:,}")
    asked = {"place": key, "days": days if days != PARKED_DAYS[0] else None}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    url = reverse("unidentified-kind", args=[one.kind.id])
    where = place.name if place else "all together"
    return Cell(
        f"{number:,}",
        url=f"{url}?{query}" if query else url,
        hidden=f"{one.kind.title.lower()}, {where}: list",
    )
