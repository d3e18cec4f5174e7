"""Tasks in words: one's own and one's team's, those about a child, and the form that gives one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import members_of, open_teams
from kinkeeper.access.teams import managed, places
from kinkeeper.access.who import Who
from kinkeeper.casefile.queries.alerts import unacknowledged
from kinkeeper.casefile.queries.tasks import IN_A_TEAM, TaskShown, counted
from kinkeeper.kernel.ids import reference
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.due import due
from kinkeeper.web.fields import Field, Form, Options, typed_day
from kinkeeper.web.parts import Cell, Column, Fact, Link, Row, Worklist
from kinkeeper.web.presenters.notes import sections
from kinkeeper.web.presenters.people import filed
from kinkeeper.web.shapes import Name

COLUMNS: Final = ("Task", "Child", "Whose", "Due", "Status")
USER, TEAM = "user-", "team-"


def listed(who: Who, found: Sequence[TaskShown], caption: str) -> Worklist:
    """What is to be done; each leads to its own page."""
    names = names_of(who, {one.person_id for one in found if one.person_id})
    rows = [_row(one, names, who.on) for one in found]
    total = words.counted(len(rows), "task")
    return Worklist(caption, [Column(name) for name in COLUMNS], rows, total)


def of_home(who: Who) -> list[Link]:
    """How many tasks and alerts wait for the reader; nothing for who keeps none."""
    if not who.permits(Permission.KEEP_TASKS):
        return []
    tasks, alerts = counted(who=who), unacknowledged(who=who)
    late = f", {tasks.overdue} overdue" if tasks.overdue else ""
    yours = words.counted(
        tasks.open, "task of yours or your team's", "tasks of yours or your team's"
    )
    unknown = words.counted(alerts, "alert to acknowledge", "alerts to acknowledge")
    return [Link(yours + late, reverse("tasks")), Link(unknown, reverse("alerts"))]


def new_form(
    who: Who, person_id: UUID | None, posted: Mapping[str, str], problems: Mapping[str, str]
) -> Form:
    """The form that gives a task, about a child or about none."""
    kinds = sections(who, person_id) if person_id else []
    action = reverse("task-new", args=[person_id] if person_id else [])
    back = reverse("child-warnings", args=[person_id]) if person_id else reverse("tasks")
    of = Field(
        "section", "Who may read it?", "select",
        "A task of a section is hidden whole from who may not read that section",
        posted.get("section", ""), kinds,
    )  # fmt: skip
    fields = (
        Field("what", "What is to be done?", "area", value=posted.get("what", ""), rows=2),
        Field("whose", "Who is to do it?", "select", value=posted.get("whose", f"{USER}{who.id}"),
              options=whose(who)),
        Field("due", "By when? (optional)", "date", f"For example, {_example(who.on)}",
              typed=typed_day(posted, "due")),
        *([of] if len(kinds) > 1 else []),
    )  # fmt: skip
    return Form(fields, action, "Give this task", problems, cancel=back)


def page(
    who: Who, one: TaskShown, posted: Mapping[str, str], problems: Mapping[str, str]
) -> dict[str, object]:
    """One task with the form that ends it, for who may."""
    form = _end_form(one, posted, problems) if one.theirs and not one.ended else None
    return {"task": one, "facts": _facts(who, one), "form": form, "errors": problems}


def _end_form(one: TaskShown, posted: Mapping[str, str], problems: Mapping[str, str]) -> Form:
    """The form that ends a task."""
    said = Field(
        "words", "Anything to add? (optional)", "area", value=posted.get("words", ""), rows=2
    )
    action = reverse("task", args=[one.id])
    second = ("withdrawn", "It is no longer to be done")
    return Form((said,), action, "It is done", problems, second=second, cancel=reverse("tasks"))


def whose(who: Who) -> Options:
    """Me, my teams, and who is in them or in teams under mine."""
    teams = places(who.id, who.on, *IN_A_TEAM) | managed(who.id, who.on)
    members = members_of(teams, who.on).select_related("user")
    people = {one.user_id: one.user.full_name for one in members if one.user_id != who.id}
    named = sorted(people.items(), key=lambda one: one[1])
    rows = open_teams().filter(pk__in=teams).order_by("name")
    return [
        (f"{USER}{who.id}", f"{who.full_name} (me)"),
        *((f"{TEAM}{row.id}", f"{row.name} (team)") for row in rows),
        *((f"{USER}{key}", name) for key, name in named),
    ]


def _example(on: date) -> str:
    return f"{on.day} {on.month} {on.year}"


def _facts(who: Who, one: TaskShown) -> list[Fact]:
    names = names_of(who, [one.person_id]) if one.person_id else {}
    url = reverse("child", args=[one.person_id]) if one.person_id else ""
    ended = [Fact("Ended", f"{one.ended} by {one.ended_by}")] if one.ended else []
    return [
        Fact("Child", _child(one, names), url),
        Fact("Whose", one.whose),
        Fact("Due", words.full_date(one.due_on) if one.due_on else "No day set"),
        Fact("From", one.set_by),
        *ended,
    ]


def _child(one: TaskShown, names: Mapping[UUID, Sequence[Name]]) -> str:
    if one.person_id is None:
        return "About no child"
    held = names.get(one.person_id, ())
    return filed(held[0]) if held else reference(one.person_id)


def _row(one: TaskShown, names: Mapping[UUID, Sequence[Name]], today: date) -> Row:
    open_ = not one.ended
    seen = due(one.due_on, today=today)
    late = open_ and one.due_on is not None and seen.late
    about, name = one.person_id, _child(one, names)
    ended = f"{one.ended} by {one.ended_by}" if one.ended else "Open"
    return Row(
        (
            Cell(one.what, url=reverse("task", args=[one.id]), under=f"From {one.set_by}", head=True,
                 label=False),
            Cell(name, url=reverse("child", args=[about]) if about else "", label=False),
            Cell(one.whose),
            Cell(due=seen, label=False) if open_ else Cell(words.short_date(one.due_on)),
            Cell(ended, tone="plain" if one.ended else "note", label=False),
        ),
        late=late,
    )  # fmt: skip
