"""Tasks: one's own and one's team's, and those about a child; as the asker may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.teams import places
from kinkeeper.access.who import Asker, Who, as_who
from kinkeeper.casefile.models import Task
from kinkeeper.casefile.opened import open_rows, rows_of

READS = Permission.SEE_NARRATIVE
IN_A_TEAM = ("member", "manager", "duty")


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task: what, whose, until when, and how it ended."""

    id: UUID
    person_id: UUID | None
    what: str
    whose: str
    due_on: date | None
    set_by: str
    ended: str
    ended_by: str
    theirs: bool  # the asker may end it


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many are open, and of these overdue."""

    open: int
    overdue: int


def own_tasks(*, who: Asker) -> tuple[TaskShown, ...]:
    """What is open and is the asker's or their teams', what is due first at the top."""
    asker = as_who(who)
    rows = _open_to(asker, _theirs(asker)).filter(end=None)
    return _shown(asker, rows.order_by(F("due_on").asc(nulls_last=True), "recorded_at", "id"))


def counted(*, who: Asker) -> TaskCounts:
    """Of those."""
    asker = as_who(who)
    if not asker.permits(Permission.KEEP_TASKS):
        return TaskCounts(0, 0)
    rows = _theirs(asker).filter(end=None)
    found = dict(rows.values_list("pk", "due_on"))
    if found:  # who has none is the usual case, and what is open to them need not be asked
        found = dict(_open_to(asker, rows.filter(pk__in=found)).values_list("pk", "due_on"))
    late = sum(on is not None and on < asker.on for on in found.values())
    return TaskCounts(len(found), late)


def tasks_about(*, who: Asker, person_id: UUID) -> tuple[TaskShown, ...]:
    """The tasks about a child: the open ones first, then those that ended."""
    rows = rows_of(who, READS, Task.objects.all(), person_id)
    order = (F("end__at").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "id")
    return _shown(as_who(who), rows.order_by(*order))


def seen_task(*, who: Asker, task_id: UUID) -> Task | None:
    """The row of a task that is seen, to act on: its owner's, its giver's, or about a child they see."""
    asker = as_who(who)
    rows = Task.objects.filter(pk=task_id)
    mine = _theirs(asker).filter(pk=task_id) | rows.filter(recorded_by=asker.id)
    found = open_rows(asker, READS, rows).values("pk")
    about_none = mine.filter(person=None).values("pk")
    return Task.objects.filter(Q(pk__in=found) | Q(pk__in=about_none)).first()


def one_task(*, who: Asker, task_id: UUID) -> TaskShown | None:
    """One task as it is shown, or nothing."""
    row = seen_task(who=who, task_id=task_id)
    return next(iter(_shown(as_who(who), Task.objects.filter(pk=row.pk))), None) if row else None


def whose_task(task_id: UUID) -> UUID | None:
    """Whom a task is about, whoever asks: for the audit of what was refused."""
    return Task.objects.filter(pk=task_id).values_list("person_id", flat=True).first()


def is_theirs(who: Who, task: Task) -> bool:
    """Whether a task is this user's own, or a team's they have a place in."""
    return task.for_user_id == who.id or task.for_team_id in places(who.id, who.on, *IN_A_TEAM)


def _theirs(who: Who) -> QuerySet[Task]:
    teams = places(who.id, who.on, *IN_A_TEAM)
    return Task.objects.filter(Q(for_user_id=who.id) | Q(for_team_id__in=teams))


def _open_to(who: Who, rows: QuerySet[Task]) -> QuerySet[Task]:
    """Of these, what is about nobody, or about somebody whose record is open to the asker."""
    about = open_rows(who, READS, Task.objects.filter(pk__in=rows.values("pk"))).values("pk")
    return rows.filter(Q(person=None) | Q(pk__in=about))


def _shown(who: Who, rows: QuerySet[Task]) -> tuple[TaskShown, ...]:
    found = list(rows.select_related("end", "for_user", "for_team"))
    by = names(_writers(found))
    return tuple(_task(who, row, by) for row in found)


def _writers(found: Iterable[Task]) -> set[UUID | None]:
    ended = {row.end.by for row in found if hasattr(row, "end")}
    return {row.recorded_by for row in found} | ended


def _task(who: Who, row: Task, by: dict[UUID, str]) -> TaskShown:
    end = getattr(row, "end", None)
    whose = row.for_user.full_name if row.for_user else row.for_team.name if row.for_team else ""
    return TaskShown(
        id=row.id,
        person_id=row.person_id,
        what=row.what,
        whose=whose,
        due_on=row.due_on,
        set_by=by.get(row.recorded_by, "") if row.recorded_by else "",
        ended=end.get_kind_display() if end else "",
        ended_by=by.get(end.by, "") if end else "",
        theirs=is_theirs(who, row) or row.recorded_by == who.id,
    )
