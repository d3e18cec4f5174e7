"""A child's plans and visits, the steps of a plan, and a visit recorded on one screen."""

from __future__ import annotations

from operator import attrgetter

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.care import queries as care
from kinkeeper.duties.queries import of_child
from kinkeeper.protection import queries as protection
from kinkeeper.web.parts import Link
from kinkeeper.web.planning import visiting
from kinkeeper.web.planning.pages import PAGES
from kinkeeper.web.planning.told import plans_told
from kinkeeper.web.presenters import owing
from kinkeeper.web.presenters import plans as present
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, about_person, not_there
from kinkeeper.web.step_page import answer

PAGE, HERE = "plans", "child-plans"


@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def one(request: Request, subject: Subject) -> HttpResponse:
    """The plan with what is next, needs and outcomes, meetings, and visits."""
    who = request.who
    told = plans_told(who, subject.id)
    made = (
        *protection.visits(who=who, person_id=subject.id),
        *care.visits(who=who, person_id=subject.id),
    )
    latest = sorted(made, key=attrgetter("held_on"), reverse=True)
    page = around(request, subject, HERE) | {
        "facts": present.facts(told),
        "ways": present.ways(told, who),
        **present.tables(told, latest, who.on),
        "due": owing.visits(of_child(who=who, person_id=subject.id, as_at=who.on), who.on),
    }
    return render(request, "web/child-plans.html", page)


@require_http_methods(["GET", "POST"])
@about_person(PAGE, Depth.RECORD, Permission.SEE_NARRATIVE)
def step(request: Request, subject: Subject, slug: str) -> HttpResponseBase:
    """One step of a plan."""
    page = PAGES.get(slug)
    if page is None:
        raise Http404
    return answer(request, subject, plans_told(request.who, subject.id), page, _back(subject), HERE)


@require_http_methods(["GET", "POST"])
@about_person("visit", Depth.RECORD, Permission.SEE_NARRATIVE)
def visit(request: Request, subject: Subject) -> HttpResponseBase:
    """A visit on one screen, and back to where it is listed."""
    if not visiting.may_record(request.who, subject.id):
        raise not_there(request.who, Permission.RECORD_NOTE, subject.id)
    told = plans_told(request.who, subject.id)
    page = visiting.page(told, request.who)
    return answer(request, subject, told, page, _back(subject), HERE)


def _back(subject: Subject) -> Link:
    return Link("Plans and visits", reverse(HERE, args=[subject.id]))
