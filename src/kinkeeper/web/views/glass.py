"""Opening a record in an emergency, and reviewing that somebody did."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit, glass
from kinkeeper.access.actions import break_glass, review_break_glass
from kinkeeper.access.depth import Depth
from kinkeeper.access.glass import Opening
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.presenters import glass as present
from kinkeeper.web.scope import Request, Subject, about_person, needing


@require_http_methods(["GET", "POST"])
@about_person("emergency", Depth.EXISTS, Permission.BREAK_GLASS)
def open_record(request: Request, subject: Subject) -> HttpResponseBase:
    """The page before: what opening it means, and why it must be; then the record."""
    if subject.depth >= Depth.RECORD:
        return redirect("child", person_id=subject.id)
    form = _sent(request, present.WHY)
    if request.method == "POST" and not form.problems:
        try:
            given = {"reason": form.value("reason"), "why": form.value("why")}
            break_glass(person_id=subject.id, by=request.who, **given)
            return redirect("child", person_id=subject.id)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/break-glass.html", page, status=form.status)


@needing(Permission.REVIEW_BREAK_GLASS)
def listed(request: Request) -> HttpResponse:
    """Those that wait for a review, the one to be closed first at the top; and those closed lately."""
    waiting = glass.openings(request.who, reviewed=False)
    done = glass.openings(request.who, reviewed=True)
    page = {
        "waiting": present.waiting(waiting, request.who.on),
        "done": present.done(done),
    }
    return render(request, "web/openings.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.REVIEW_BREAK_GLASS)
def one(request: Request, glass_id: UUID) -> HttpResponseBase:
    """One of them: who, why, who was told, what they opened; and the form that closes it."""
    found = glass.opening(request.who, glass_id)
    if found is None:
        raise Http404
    form = _sent(request, present.REVIEW)
    if request.method == "POST" and not form.problems:
        try:
            given = {"outcome": form.value("outcome"), "why": form.value("why")}
            review_break_glass(glass=found.id, by=request.who, **given)
            return redirect("openings")
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    return _page(request, found, form)


def _page(request: Request, found: Opening, form: Form) -> HttpResponse:
    audit.record(by=request.who, verb="read_opening", person_id=found.person_id)
    page = {
        "opening": found,
        "facts": present.facts(request.who, found),
        "looks": present.looks(glass.looks_in(request.who, found)),
        "own": found.user_id == request.who.id,
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/opening.html", page, status=form.status)


def _sent(request: Request, fields: present.Fields) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)
