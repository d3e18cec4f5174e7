"""Worklists: whose, what, by when, in that order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.duties.queries import Owed, Scope, Timing
from kinkeeper.duties.queries import Worklist as Owing
from kinkeeper.earlyhelp.relationships import children_helped
from kinkeeper.frontdoor.contact_queries import DECIDES, children_waiting
from kinkeeper.kernel.ids import reference
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.web import sorting, words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import Choice, panel
from kinkeeper.web.paging import Paging, paging
from kinkeeper.web.parts import Absent, Cell, Figure, Link, Row, Worklist
from kinkeeper.web.presenters import duty, people
from kinkeeper.web.shapes import Name
from kinkeeper.workforce.queries import children_of_team, children_of_user

SORTED = (
    ("Child", "child"),
    ("What is needed", "clock"),
    ("Due", "due"),
    ("Whose duty", ""),
    ("Status", ""),
)
SORTS = ("child", "clock", "due")
VIEWS = {
    Scope.MINE: ("My work", "mine"),
    Scope.TEAM: ("My team's work", "team"),
    Scope.ALL: ("Everybody's work", "all"),
    Scope.FRONT_DOOR: ("Front door: contacts to decide on", "front-door"),
}
COMES = (
    "What has to be done for these children, and by when, will be listed here as soon as something "
    "starts a clock: a referral, an assessment, a plan, a placement."
)
ALLOCATE = "A child's duties will be listed here from the day the child is allocated."
CONTACTS = "What a contact asks for, and by when, is listed here until it is decided on."
NOTHING = Absent("Nothing that can be counted here is due", COMES)
TIMINGS = (
    (Timing.OVERDUE.value, "Overdue"),
    (Timing.SOON.value, "Due soon"),
    (Timing.LATER.value, "Later"),
)


def scopes(who: Who) -> list[Scope]:
    """The views somebody has: their own work, their teams', everybody they may see."""
    holds = {
        Scope.MINE: who.permits(Permission.SEE_OWN_WORK),
        Scope.TEAM: who.permits(Permission.SEE_TEAM_WORK) and not _widely(who),
        Scope.ALL: who.permits(Permission.SEE_TEAM_WORK) and _widely(who),
        Scope.FRONT_DOOR: DECIDES in who.roles,
    }
    return [scope for scope, held in holds.items() if held]


def landing(open_to: Sequence[Scope]) -> Scope:
    """Where somebody starts: who decides on contacts, there; who answers for a team, with its work."""
    return open_to[-1]


def choices() -> list[Choice]:
    """What a list may be narrowed by."""
    areas = sorted({clock.area for clock in CLOCKS})
    return [
        Choice("when", "When", TIMINGS, "Any time"),
        Choice("area", "Area of work", [(area, area_words(area)) for area in areas], "All areas"),
    ]


def area_words(area: str) -> str:
    """front_door becomes Front door."""
    return area.replace("_", " ").capitalize()


def by_area(reasons: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Clocks that cannot run, with their reasons, by area of work."""
    found: dict[str, list[tuple[str, str]]] = {}
    for clock in CLOCKS:
        if clock.id in reasons:
            row = (plain_title(clock), reasons[clock.id])
            found.setdefault(area_words(clock.area), []).append(row)
    return found


def tabs(open_to: Sequence[Scope], here: Scope) -> list[Link]:
    """One page for each view; nothing to choose where there is one."""
    return [
        Link(VIEWS[scope][0], reverse("home", args=[VIEWS[scope][1]]), scope is here)
        for scope in open_to
    ]


def totals(owing: Owing, address: Address) -> list[Figure]:
    """Overdue, soon and all; each opens its list."""

    def at(when: str) -> str:
        return str(address.change(when=when, page=""))

    return [
        Figure(owing.overdue, "overdue", at("overdue"), late=owing.overdue > 0),
        Figure(owing.soon, "due soon", at("soon")),
    ]


def part(
    owing: Owing,
    names: Mapping[UUID, Sequence[Name]],
    address: Address,
    *,
    sort: str,
    today: date,
) -> dict[str, object]:
    """All that a sort, a filter or a page changes: the totals, the filters, the rows, the pages."""
    pages = paging(owing.total, address)
    return {
        "totals": totals(owing, address),
        "filters": panel("Narrow the list", choices(), address),
        "list": listed(owing, names, address, sort=sort, today=today),
        "pages": pages,
        "said": said(owing, pages, sort),
    }


def listed(
    owing: Owing,
    names: Mapping[UUID, Sequence[Name]],
    address: Address,
    *,
    sort: str,
    today: date,
) -> Worklist:
    """One page of the list."""
    columns = sorting.sorted_columns(SORTED, address, now=sort)
    rows = [_row(owed, names.get(owed.person_id, ()), today) for owed in owing.rows]
    return Worklist("Open duties", columns, rows, words.counted(owing.total, "duty", "duties"))


def said(owing: Owing, pages: Paging, sort: str) -> str:
    """What a screen reader is told once the list has changed: how many, which, in what order."""
    by = next(name for name, key in SORTED if key == sort.removeprefix("-"))
    turned = "descending" if sort.startswith("-") else "ascending"
    return (
        f"{words.counted(owing.total, 'duty', 'duties')}. {pages.words}. Sorted by {by}, {turned}."
    )


def absent(who: Who, here: Scope) -> Absent:
    """Why a list is empty: nobody is on it, or nothing of theirs can be counted."""
    if here is Scope.MINE and not _has_children(who):
        return Absent("No child is allocated to you", ALLOCATE)
    if here is Scope.TEAM and not children_of_team(who.id, who.on).exists():
        return Absent("No child is with your teams", ALLOCATE)
    if here is Scope.FRONT_DOOR and not children_waiting(who.id, who.on).exists():
        return Absent("No contact waits for a decision", CONTACTS)
    return NOTHING


def _row(owed: Owed, names: Sequence[Name], today: date) -> Row:
    short = reference(owed.person_id)
    name = people.filed(names[0]) if names else short
    seen = duty.seen(owed, today)
    tag = duty.status(owed, seen)
    cells = (
        Cell(
            name,
            url=reverse("child", args=[owed.person_id]),
            under=short if names else "",
            head=True,
            label=False,
        ),
        Cell(
            plain_title(owed.clock),
            url=duty.address(owed),
            hidden=f"for {name}: why",
            tags=duty.doubts(owed),
            label=False,
        ),
        Cell(due=seen, label=False),
        Cell(owed.clock.owner[:1].upper() + owed.clock.owner[1:]),
        Cell(tag.words, tone=tag.tone, label=False),
    )
    return Row(cells, late=seen.late)


def _has_children(who: Who) -> bool:
    """Whether anybody's work is theirs: allocated to them, or helped early by them."""
    mine = (children_of_user(who.id, who.on), children_helped(who.id, who.on))
    return any(one.exists() for one in mine)


def _widely(who: Who) -> bool:
    return who.reaches_everyone(Permission.SEE_RECORD)
