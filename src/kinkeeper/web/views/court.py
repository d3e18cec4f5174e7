"""A child's way to court, its steps, and the list of children in pre-proceedings and proceedings."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.court.queries import cases, court
from kinkeeper.web.courting.pages import PAGES
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import court as present
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, about_person, needing
from kinkeeper.web.step_page import answer

PAGE, HERE = "court", "child-court"


@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def one(request: Request, subject: Subject) -> HttpResponse:
    """How near to court the case is, what was done, and what may be done next."""
    told = court(who=request.who, person_id=subject.id)
    page = around(request, subject, HERE) | {
        "facts": present.facts(told, request.who.on),
        "ways": present.ways(told, request.who),
        **present.tables(told),
    }
    return render(request, "web/child-court.html", page)


@require_http_methods(["GET", "POST"])
@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def step(request: Request, subject: Subject, slug: str) -> HttpResponseBase:
    """One step before court or in proceedings."""
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    told = court(who=request.who, person_id=subject.id)
    return answer(request, subject, told, page, Link("Court", present.address(subject.id)), HERE)


@needing(Permission.SEE_TEAM_WORK)
def listed(request: Request) -> HttpResponse:
    """Children in pre-proceedings and proceedings: who has least time left first."""
    found = cases(who=request.who)
    audit.listed(by=request.who, page="court", shown=[case.person_id for case in found])
    return render(request, "web/court.html", {"list": present.listed(request.who, found)})
