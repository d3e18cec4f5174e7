"""Giving tasks, about a child or about none, and ending them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.access.action import action, note, require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import open_teams
from kinkeeper.access.rules import may
from kinkeeper.access.who import Asker, as_who, who_is
from kinkeeper.casefile.kinds import TaskEndKind
from kinkeeper.casefile.models import Task, TaskEnd
from kinkeeper.casefile.models.tasks import LONGEST_TASK
from kinkeeper.casefile.opened import OPENS, require_open
from kinkeeper.casefile.queries.tasks import is_theirs, seen_task
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGiven:
    """What is to be done, by whom or by which team, until when."""

    what: str
    for_user: UUID | None = None
    for_team: UUID | None = None
    due_on: date | None = None
    section: str = ""


@action(Permission.SET_TASK, on="child")
def set_task(*, child: UUID, given: TaskGiven, by: Asker) -> Task:
    """Give a task about a child; whoever is to do it must be able to see what it is about."""
    require(by, Permission.SEE_NARRATIVE, child)
    require_open(by, given.section, child)
    _check_sees(given, child)
    return _set(given, by, person_id=child, section=given.section)


@action(Permission.KEEP_TASKS)
def set_plain_task(*, given: TaskGiven, by: Asker) -> Task:
    """Give a task that is about no child."""
    return _set(given, by)


@action(Permission.KEEP_TASKS)
def end_task(*, task: Task, kind: TaskEndKind, words: str = "", by: Asker) -> TaskEnd:
    """Say that a task is done, or no longer to be done; whose it is, or who gave it, may."""
    who = as_who(by)
    held = seen_task(who=who, task_id=task.pk)
    if held is None or not (is_theirs(who, held) or held.recorded_by == who.id):
        raise NotAllowed(
            "You may not do this, or there is nothing here by that name.",
            missing=Permission.SET_TASK.value,
            do="If your work needs it, ask your manager.",
        )
    Task.objects.select_for_update().get(pk=held.pk)
    if TaskEnd.objects.filter(task=held).exists():
        raise Refused("This task has ended already.", missing="a task that is open")
    said = words_of(words, field="words", most=500)
    return TaskEnd.objects.create(task=held, kind=kind, words=said, by=who.id)


@action(Permission.CLOSE_CASE, on="child")
def withdraw_with_the_case(*, child: UUID, why: str, by: Asker) -> int:
    """Withdraw every open task about a child whose case closed, saying so; a done one stays done."""
    held = {one.pk: one for one in Task.objects.filter(person_id=child).select_for_update()}
    ended = set(TaskEnd.objects.filter(task__in=held).values_list("task_id", flat=True))
    left = [one for one in held.values() if one.pk not in ended]
    words = words_of(why, field="words", most=500)
    kind, who = TaskEndKind.WITHDRAWN, as_who(by)
    TaskEnd.objects.bulk_create(
        TaskEnd(task=one, kind=kind, words=words, by=who.id) for one in left
    )
    note(tasks=len(left))
    return len(left)


def _set(given: TaskGiven, by: Asker, **more: Any) -> Task:
    if (given.for_user is None) == (given.for_team is None):
        raise BadInput("choose who is to do it", field="whose")
    if given.for_team and not open_teams().filter(pk=given.for_team).exists():
        raise BadInput("choose who is to do it", field="whose")
    if given.due_on and given.due_on < today():
        raise BadInput("enter today or a day to come", field="due")
    what = words_of(given.what, field="what", wanted="say what is to be done", most=LONGEST_TASK)
    task = Task(
        what=what,
        for_user_id=given.for_user,
        for_team_id=given.for_team,
        due_on=given.due_on,
        **more,
    )
    save(task, by=by)
    return task


def _check_sees(given: TaskGiven, child: UUID) -> None:
    if given.for_user is None:
        return
    theirs = who_is(given.for_user)
    needs = [Permission.SEE_NARRATIVE, *([OPENS[given.section]] if given.section else [])]
    if not all(may(theirs, need, child) for need in needs):
        raise BadInput("choose somebody who may see this part of the record", field="whose")
