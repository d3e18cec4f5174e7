"""A form being written: one section to a page, kept as it is typed; then read, and signed."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinkeeper.access.queries import names
from kinkeeper.access.rules import may
from kinkeeper.kernel.errors import NotAllowed
from kinkeeper.practice import actions, queries
from kinkeeper.practice.states import why_not_write
from kinkeeper.web import form_sent
from kinkeeper.web.presenters import forms as present
from kinkeeper.web.presenters import forms_page as page_of
from kinkeeper.web.scope import Request, Subject
from kinkeeper.web.views.forms import BOTH, BY_ITSELF, WRITES, about_form


@BOTH
@about_form("form")
def section(request: Request, subject: Subject, paper: queries.Form, name: str) -> HttpResponseBase:
    """The questions of one section, with what is kept of them; sent, they are kept."""
    form = queries.working(paper)
    part = form.definition.section(name)
    if part is None:
        raise Http404
    if request.method == "POST":
        return _kept(request, form, name)
    _refuse_reader(request, form)
    around = page_of.around(request.who, subject) | page_of.about(request.who, form)
    asked = present.asked(form, part, names(aside.said_by for aside in form.asides))
    place = queries.place_of(paper, request.who.id)
    found = {"section": part, "asked": asked, "place": place.question if place else ""}
    return render(request, "web/form-section.html", around | found)


@BOTH
@about_form("form")
def sign(request: Request, subject: Subject, paper: queries.Form) -> HttpResponseBase:
    """The whole draft, with what is missing; then signed as it was read."""
    form = queries.working(paper)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdigit() else -1
        actions.sign(paper=paper, seen=number, by=request.who)
        return redirect("form", paper_id=paper.pk)
    _refuse_reader(request, form)
    around = page_of.around(request.who, subject) | page_of.about(request.who, form)
    found = {"said": present.draft_said(form), "number": form.paper.number}
    found |= {"refused": page_of.may_sign(request.who, form)}
    return render(request, "web/form-sign.html", around | found)


def _kept(request: Request, form: queries.Working, name: str) -> HttpResponseBase:
    """To the script, what was kept; to a press of a button, the next page, or this one again."""
    posted = dict(request.POST.lists())
    sent = form_sent.sent(posted, form, name)
    kept = actions.save_answers(paper=form.paper, sent=sent, by=request.who)
    now = queries.working(form.paper)
    if BY_ITSELF in request.headers:
        return JsonResponse(page_of.kept(now, name, kept))
    here = reverse("form-section", args=[now.paper.pk, name])
    on = request.POST.get("step") == "next" and not kept.clashes
    return redirect(page_of.after(now, name) if on else here)


def _refuse_reader(request: Request, form: queries.Working) -> None:
    """Raises where the reader may not write, or nobody may any more."""
    if not may(request.who, WRITES, form.paper):
        raise NotAllowed("You may not do this.", missing=WRITES.value)
    if refused := why_not_write(form.last):
        raise refused
