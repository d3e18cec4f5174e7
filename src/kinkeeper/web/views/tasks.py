"""Tasks of one's own and one's team's: listed, given, ended."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.casefile.actions import tasks as verbs
from kinkeeper.casefile.kinds import TaskEndKind
from kinkeeper.casefile.queries import tasks as queries
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web import fields
from kinkeeper.web.presenters import tasks as present
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, about_person, needing, not_there
from kinkeeper.web.task_form import given


@needing(Permission.KEEP_TASKS)
def listed(request: Request) -> HttpResponse:
    """What is open and is the reader's or their teams'."""
    found = queries.own_tasks(who=request.who)
    shown = [one.person_id for one in found if one.person_id]
    audit.listed(by=request.who, page="tasks", shown=shown)
    page = {"list": present.listed(request.who, found, "Tasks that are open")}
    return render(request, "web/tasks.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.KEEP_TASKS)
def new(request: Request) -> HttpResponse:
    """Give a task that is about no child."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            verbs.set_plain_task(given=given(request.POST.dict()), by=request.who)
            return redirect("tasks")
        except BadInput as wrong:
            problems = fields.problem(wrong, "what")
    form = present.new_form(request.who, None, request.POST.dict(), problems)
    page = {"form": form, "errors": problems}
    return render(request, "web/task-new.html", page, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
@about_person("warnings", Depth.RECORD, Permission.SET_TASK)
def new_about(request: Request, subject: Subject) -> HttpResponse:
    """Give a task about a child."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            verbs.set_task(child=subject.id, given=given(request.POST.dict()), by=request.who)
            return redirect("child-warnings", person_id=subject.id)
        except BadInput as wrong:
            problems = fields.problem(wrong, "what")
    form = present.new_form(request.who, subject.id, request.POST.dict(), problems)
    page = around(request, subject, "child-warnings") | {"form": form, "errors": problems}
    return render(request, "web/child-task.html", page, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
@needing(Permission.KEEP_TASKS)
def one(request: Request, task_id: UUID) -> HttpResponseBase:
    """One task, and the form that ends it."""
    found = queries.one_task(who=request.who, task_id=task_id)
    if found is None:
        whose = queries.whose_task(task_id)
        raise not_there(request.who, Permission.SEE_NARRATIVE, whose or task_id)
    if found.person_id:
        audit.read(by=request.who, person_id=found.person_id, page="task")
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _ended(request, task_id)
        if not problems:
            return redirect("tasks")
    page = present.page(request.who, found, request.POST.dict(), problems)
    return render(request, "web/task.html", page, status=422 if problems else 200)


def _ended(request: Request, task_id: UUID) -> dict[str, str]:
    row, step = queries.seen_task(who=request.who, task_id=task_id), request.POST.get("step")
    kind = TaskEndKind.WITHDRAWN if step == "withdrawn" else TaskEndKind.DONE
    try:
        if row is not None:
            words = request.POST.get("words", "")
            verbs.end_task(task=row, kind=kind, words=words, by=request.who)
    except BadInput as wrong:
        return fields.problem(wrong, "words")
    return {}
