"""Warnings about a child, with the tasks that are: listed, set, looked at again, ended."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.casefile.actions import warnings as verbs
from kinkeeper.casefile.kinds import WarningKind
from kinkeeper.casefile.queries import warnings as queries
from kinkeeper.casefile.queries.tasks import tasks_about
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web import fields, words
from kinkeeper.web.presenters import tasks
from kinkeeper.web.presenters import warnings as present
from kinkeeper.web.record_page import around, opened
from kinkeeper.web.scope import Request, Subject, about_person

HERE = "child-warnings"


@about_person("warnings", Depth.RECORD, Permission.SEE_NARRATIVE)
def listed(request: Request, subject: Subject) -> HttpResponse:
    """What to know before a visit, and what is to be done about this child."""
    who = request.who
    found = queries.warnings(who=who, person_id=subject.id)
    page = {
        "list": present.listed(found, who.on),
        "tasks": tasks.listed(who, tasks_about(who=who, person_id=subject.id), "Tasks"),
        "may_warn": may(who, Permission.RECORD_WARNING, subject.id),
        "may_set": may(who, Permission.SET_TASK, subject.id),
    }
    return render(request, "web/child-warnings.html", around(request, subject, HERE) | page)


@require_http_methods(["GET", "POST"])
@about_person("warnings", Depth.RECORD, Permission.RECORD_WARNING)
def new(request: Request, subject: Subject) -> HttpResponse:
    """Warn whoever comes next."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _set(request, subject)
        if not problems:
            return redirect(HERE, person_id=subject.id)
    form = present.new_form(subject.id, request.POST.dict(), problems)
    context = around(request, subject, HERE) | {"form": form, "errors": problems}
    return render(request, "web/warning-new.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def one(request: Request, warning_id: UUID) -> HttpResponseBase:
    """One warning: what came of it, and the forms that keep or end it."""
    found = queries.one_warning(who=request.who, warning_id=warning_id)
    shown, subject = opened(request, found, warning_id, queries.whose_warning, "warnings")
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _judged(request, warning_id)
        if not problems:
            return redirect(HERE, person_id=subject.id)
    posted = request.POST.dict()
    page = {
        "warning": shown,
        "said": present.said(shown),
        "forms": present.forms(shown, posted, problems),
        "may_warn": may(request.who, Permission.RECORD_WARNING, subject.id),
        "errors": problems,
    }
    context = around(request, subject, HERE) | page
    return render(request, "web/warning.html", context, status=422 if problems else 200)


def _set(request: Request, subject: Subject) -> dict[str, str]:
    posted, kind = request.POST, request.POST.get("kind", "")
    if kind not in WarningKind.values:
        return {"kind": "Choose what it is about"}
    again = fields.typed_day(posted.dict(), "review").value
    try:
        verbs.set_warning(
            child=subject.id, kind=WarningKind(kind), text=posted.get("text", ""),
            review_on=again, by=request.who,
        )  # fmt: skip
    except BadInput as wrong:
        return fields.problem(wrong, "text")
    return {}


def _judged(request: Request, warning_id: UUID) -> dict[str, str]:
    """Kept until another day, or ended; what is wrong with the answer."""
    row, posted = queries.seen_warning(who=request.who, warning_id=warning_id), request.POST
    if row is None:
        return {}
    ends = posted.get("step") == "end"
    try:
        if ends:
            verbs.end_warning(warning=row, why=posted.get("ended", ""), by=request.who)
        else:
            again = fields.typed_day(posted.dict(), "review").value
            why = posted.get("why", "")
            verbs.review_warning(warning=row, review_on=again, why=why, by=request.who)
    except BadInput as wrong:
        return {"ended": words.capital(wrong.reason)} if ends else fields.problem(wrong, "why")
    return {}
