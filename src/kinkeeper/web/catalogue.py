"""Every component in every state, with invented people; demonstrations only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from kinkeeper.kernel.workdays import calendar
from kinkeeper.web import catalogue_charts, catalogue_drawings, due, filters, paging, sorting
from kinkeeper.web.address import Address
from kinkeeper.web.frame import around
from kinkeeper.web.parts import (
    Action,
    Banner,
    Cell,
    Fact,
    Figure,
    Link,
    Moment,
    NextDate,
    Reason,
    Row,
    Stretch,
    Tag,
    Worklist,
)
from kinkeeper.web.reader import in_roles

TODAY: Final = date(2027, 1, 6)
COLUMNS: Final = (
    ("Child", "child"),
    ("What is needed", "need"),
    ("Due", "due"),
    ("Waiting for", ""),
    ("Status", ""),
)
TASKS: Final = (
    (
        "Abara, Ngozi",
        "K7QX-4M2P",
        "Initial child protection conference",
        date(2026, 12, 22),
        "Chair",
    ),
    ("Whitcombe-Featherstonehaugh, Alexandrina", "M3TD-9RWA", "Visit", date(2027, 1, 4), ""),
    ("Siddiqui, Imran", "H2VB-6KJE", "Assessment authorised", date(2027, 1, 6), "Team manager"),
    ("Ó Briain, Saoirse", "P9XC-1NZG", "Looked-after review", date(2027, 1, 11), ""),
    ("Kowalczyk, Zofia", "R4FY-8STM", "Core group", date(2027, 1, 14), "Health visitor"),
    ("Unborn baby of Adeyemi", "T6LK-3QHD", "Pre-birth assessment", date(2027, 2, 19), ""),
)


def example(role: str, path: str) -> dict[str, Any]:
    """Everything that the catalogue's templates print."""
    address = Address("/catalogue/work/", {"team": "a2", "sort": "due", "page": "3"})
    return {
        "frame": around(in_roles("Priya Raman", [role]), path),
        "worklist": worklist(address),
        "filters": filters.panel("Narrow the list", _choices(), address),
        "paging": paging.paging(312, address),
        "banner": banner(),
        "banners": {
            "Banner when alerts cannot be read": banner(
                alerts_failed=True, notices=("Some information may be hidden.",)
            ),
            "Banner when the longest overdue is all there is": banner(next=None, alerts=()),
            "Banner of a restricted record, nothing due": banner(
                next=None,
                overdue=None,
                alerts=(),
                action=None,
                restricted=True,
                notices=("Restricted record: somebody would be in danger if found.",),
            ),
        },
        "views": _views(),
        "tags": [
            Tag("Overdue 2 working days", "late"),
            Tag("5 working days", "soon"),
            Tag("Done in time", "met"),
            Tag("Under assessment", "note"),
            Tag("Restricted record", "restricted"),
            Tag("Completed", "plain"),
        ],
        "facts": [
            Fact("Date of birth", "3 March 2019"),
            Fact("Ethnicity", None),
            Fact("Home address", "14 Larch Road, Ashby, AB1 2CD"),
        ],
        "story": story(),
        "reason": reason(),
        "figures": [
            Figure(14, "overdue", "/catalogue/work/", late=True),
            Figure(9, "due soon", "/catalogue/work/"),
            Figure(312, "open in all", "/catalogue/work/"),
            Figure(0, "waiting for others"),
        ],
        "chart_pieces": catalogue_charts.pieces(),
        "chart_whole": catalogue_charts.whole(),
        "chart_folded": replace(
            catalogue_charts.whole(), id="folded", title="Assessments in time fell to 40% in March"
        ),
        "drawings": catalogue_drawings.example(),
        "chart_headlines": catalogue_charts.headlines(),
    }


def worklist(address: Address) -> Worklist:
    """A list of work with one task of each kind of lateness."""
    columns = sorting.sorted_columns(COLUMNS, address, now="due")
    return Worklist(
        "My team's work", columns, [_row(*task) for task in TASKS], "312 open, 14 overdue"
    )


def _row(child: str, reference: str, need: str, on: date, waiting: str) -> Row:
    when = due.due(on, today=TODAY, warn_on=calendar().subtract(on, 5))
    tone: due.Tone = "late" if when.late else "soon" if when.tone == "soon" else "plain"
    words = {"late": "Overdue", "soon": "Due soon", "plain": "Open"}[tone]
    cells = (
        Cell(child, url="/catalogue/child/", under=reference, head=True, label=False),
        Cell(need, url="/catalogue/child/", hidden=f"for {child}", label=False),
        Cell(due=when, label=False),
        Cell(waiting or "Nobody"),
        Cell(words, tone=tone, label=False),
    )
    return Row(cells, late=when.late)


def banner(**changes: Any) -> Banner:
    """A child on a protection plan who is looked after."""
    shape: dict[str, Any] = {
        "name": "Abara, Ngozi",
        "known_as": "Zizi",
        "lines": (
            "7 years old",
            "born 3 March 2019",
            "K7QX-4M2P",
            "speaks Igbo, interpreter needed",
        ),
        "strands": (Tag("Child protection plan: neglect"), Tag("Looked after: interim care order")),
        "alerts": (
            Tag("Address is protected", "restricted"),
            Tag("Dog at home, since 2 May 2026", "soon"),
        ),
        "people": (
            Fact("Allocated worker", "Priya Raman, Assessment team 2"),
            Fact("Manager", "Joan Ellery"),
            Fact("Reviewing officer", None),
        ),
        "next": NextDate("Review conference", due.due(date(2027, 1, 14), today=TODAY)),
        "overdue": NextDate("Visit", due.due(date(2027, 1, 4), today=TODAY)),
        "sections_closed": "adoption",
        "action": Action("Record a visit", "/catalogue/child/"),
    }
    return Banner(**(shape | changes))


def story() -> list[Stretch]:
    """Two years of a story, with a time known, a time not known, and a long text."""
    return [
        Stretch(
            "2026",
            [
                Moment(
                    "Placed with foster carers",
                    "Tuesday 22 December 2026",
                    "2026-12-22",
                    "Priya Raman",
                    "The move was planned; Ngozi visited twice before.",
                    significant=True,
                ),
                Moment(
                    "Missing from placement",
                    "Friday 4 December 2026 at 9:40pm",
                    "2026-12-04",
                    "Recorded by the duty team",
                ),
            ],
        ),
        Stretch("Date not recorded", [Moment("Adoption decision", "Date not recorded")]),
    ]


def reason() -> Reason:
    """Why a conference is on a list."""
    return Reason(
        "Initial child protection conference",
        "A strategy discussion on Tuesday 1 December 2026 started section 47 enquiries. "
        "The conference is due within 15 working days of it.",
        [
            Fact("Clock", "Initial child protection conference held"),
            Fact("Started by", "Strategy discussion, Tuesday 1 December 2026"),
            Fact("Due", "Tuesday 22 December 2026"),
            Fact("Source", "Working Together to Safeguard Children 2026"),
        ],
    )


def _choices() -> list[filters.Choice]:
    teams = (("a1", "Assessment team 1"), ("a2", "Assessment team 2"))
    return [
        filters.Choice("team", "Team", teams, "All teams"),
        filters.Choice("when", "When", (("late", "Overdue"), ("soon", "Due soon")), "Any time"),
    ]


def _views() -> list[Link]:
    names = ("Story", "Details and family", "Work", "Care", "Access log")
    return [
        Link(name, "/catalogue/child/", name == "Story", 6 if name == "Work" else None)
        for name in names
    ]
