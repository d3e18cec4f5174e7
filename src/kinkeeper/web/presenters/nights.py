"""The out-of-hours team's decisions, looked at again: when that is due, what came, what was found before."""

from __future__ import annotations

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names as full_names
from kinkeeper.access.who import Who
from kinkeeper.duties.escalations import NIGHTS, nights_due
from kinkeeper.duties.rules import clock_here
from kinkeeper.frontdoor.contact_queries import ContactShown
from kinkeeper.frontdoor.night_queries import samples, to_sample
from kinkeeper.kernel.errors import BadInput
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.decision_form import Field, Form
from kinkeeper.web.parts import Cell, Fact, Row, Worklist
from kinkeeper.web.presenters import front_door as door
from kinkeeper.web.presenters.tables import row, table

FIELDS = (
    Field("checked", "How many did you check?", "text", "Say how many you checked"),
    Field("found", "What did you find?", "words", "Say what you found",
          "Name no child: what was done well, what was not, and what is to change"),
)  # fmt: skip


def page(who: Who, form: Form) -> dict[str, object]:
    """Everything of the page; every child on it is in `shown`."""
    count, found = to_sample(who=who)
    return {
        "form": form if who.permits(Permission.SAMPLE_NIGHTS) else None,
        "facts": _facts(count),
        "came": _came(who, count, found),
        "samples": _before(who),
        "pages": door.pages("front-door-nights"),
        "shown": [one.person_id for one in found],
    }


def number(form: Form) -> int:
    """How many were checked. Raises BadInput where it is no number."""
    said = form.value("checked")
    if not (said.isascii() and said.isdigit()):
        raise BadInput("say it as a whole number", field="checked")
    return int(said)


def _facts(count: int) -> list[Fact]:
    clock, due = clock_here(NIGHTS), nights_due()
    when = words.full_date(due.due_on) if due else "Nothing has come out of hours yet"
    return [
        Fact("Next sample due", when),
        Fact("Contacts out of hours since the last", str(count)),
        Fact("Whose duty", clock.owner),
        Fact("If it is late", clock.escalates),
        Fact("Source", str(clock.law)),
    ]


def _came(who: Who, count: int, found: tuple[ContactShown, ...]) -> Worklist:
    names = names_of(who, [one.person_id for one in found])
    rows = [
        Row([
            Cell(door.called(names.get(one.person_id, ()), one.person_id),
                 reverse("contact", args=[one.group_id]), head=True, label=False),
            Cell(words.full_date(one.received_on)),
            Cell(one.reason),
            Cell(one.outcome or "Not decided"),
        ])
        for one in found
    ]  # fmt: skip
    total = f"{len(rows)} of {count}" if len(rows) < count else str(count)
    return table("What came out of hours", ("Child", "Came", "About", "Decided"), rows, total)


def _before(who: Who) -> Worklist:
    found = samples(who=who)
    by = full_names(one.by for one in found)
    rows = [
        row(words.short_date(one.on), by.get(one.by, ""), f"{one.checked} of {one.came}", one.found)
        for one in found
    ]
    return table("Samples checked before", ("When", "Who", "Checked", "What was found"), rows)
