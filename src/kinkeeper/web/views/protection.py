"""A child's protection, its steps, and the questions of agencies about the list."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.protection.harm_queries import protection
from kinkeeper.protection.queries import plans
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import protection as present
from kinkeeper.web.protecting import list_enquiry
from kinkeeper.web.protecting.pages import PAGES
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, about_person, needing
from kinkeeper.web.step_page import answer

PAGE, HERE = "protection", "child-protection"


@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def one(request: Request, subject: Subject) -> HttpResponse:
    """How protection stands, from suspicion to the end of a plan, and what may be done next."""
    told = protection(who=request.who, person_id=subject.id)
    on_plans = plans(who=request.who, person_id=subject.id)
    page = around(request, subject, HERE) | {
        "facts": present.facts(told, on_plans),
        "ways": present.ways(told, request.who),
        "suspicions": told.suspicions,
        **present.tables(told, on_plans),
    }
    return render(request, "web/child-protection.html", page)


@require_http_methods(["GET", "POST"])
@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def step(request: Request, subject: Subject, slug: str) -> HttpResponseBase:
    """One step of protection."""
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    told = protection(who=request.who, person_id=subject.id)
    back = Link("Protection", present.address(subject.id))
    return answer(request, subject, told, page, back, HERE)


@require_http_methods(["GET", "POST"])
@needing(Permission.ANSWER_PLAN_ENQUIRY)
def enquiry(request: Request) -> HttpResponse:
    """An agency asks about one child: yes or no, and who works with the child is told."""
    fields = list_enquiry.fields()
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    told = None
    if form.step == "keep" and not form.problems:
        try:
            row = list_enquiry.ask(form, request.who)
            told = present.answered(row.name, on_list=row.on_list, earlier=row.earlier)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"form": form, "errors": form.problems, "told": told, "here": request.path}
    return render(request, "web/plan-enquiry.html", page, status=form.status)
