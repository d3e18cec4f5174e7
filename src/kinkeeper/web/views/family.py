"""The family as a whole: its calendar, its changes by the keyboard, a visit to several children."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.people import family_queries as queries
from kinkeeper.web import joint_visit_form as visiting
from kinkeeper.web.address import Address
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.family_forms import ADDING, CHANGING, Here
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import calendar as present
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, about_person, not_there
from kinkeeper.web.step_page import answer

EDITS: Final = Permission.EDIT_PERSON
ROWS: Final[Mapping[str, Callable[..., object]]] = {
    "relationship": queries.open_tie,
    "household": queries.one_member,
    "tie": queries.open_near,
}


@require_http_methods(["GET", "POST"])
@about_person("family", Depth.RECORD, EDITS)
def add(request: Request, subject: Subject, what: str) -> HttpResponseBase:
    """Add a relationship, somebody to the household, or somebody or something close."""
    page = ADDING.get(what)
    if page is None:
        raise Http404
    return answer(request, subject, Here(subject.id), page, _back(subject), "child-details")


@require_http_methods(["GET", "POST"])
@about_person("family", Depth.RECORD, EDITS)
def change(
    request: Request, subject: Subject, what: str, row_id: UUID, step: str
) -> HttpResponseBase:
    """Change or end one of them, which is of this person and seen; else the 404 of nobody."""
    page = CHANGING.get((what, step))
    if page is None:
        raise Http404
    row = ROWS[what](who=request.who, person_id=subject.id, row_id=row_id)
    if row is None:
        raise not_there(request.who, EDITS, subject.id)
    return answer(request, subject, Here(subject.id, row), page, _back(subject), "child-details")


@about_person("family_calendar", Depth.RECORD)
def calendar(request: Request, subject: Subject) -> HttpResponse:
    """Visits and meetings of all agencies, of this child and of those of the family one may read."""
    asked = Address(request.path, request.GET.dict())
    page = {"calendar": present.calendar(request.who, subject.id, asked)}
    shown = around(request, subject, "child-details") | page
    return render(request, "web/family-calendar.html", shown)


@require_http_methods(["GET", "POST"])
@about_person("family_visit", Depth.RECORD, Permission.RECORD_PROTECTION)
def visit(request: Request, subject: Subject) -> HttpResponseBase:
    """A visit at which several children were seen: each child's own record and own words."""
    children = visiting.children(request.who, subject.id)
    fields = visiting.fields(children)
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.step == "keep" and not form.problems:
        try:
            visiting.keep(subject.id, children, form, request.who)
            return redirect("child-family", person_id=subject.id)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"form": form, "errors": form.problems, "here": request.path, "back": _back(subject)}
    shown = around(request, subject, "child-details") | page | {"alone": len(children) < 2}
    return render(request, "web/family-visit.html", shown, status=form.status)


def _back(subject: Subject) -> Link:
    return Link("Family", reverse("child-family", args=[subject.id]))
