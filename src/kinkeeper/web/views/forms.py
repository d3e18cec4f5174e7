"""The forms of a child: listed, begun, read as they stand or as they were signed, decided on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.practice import actions, queries
from kinkeeper.practice.comparing import changes
from kinkeeper.practice.states import OPEN
from kinkeeper.web.presenters import forms as present
from kinkeeper.web.presenters import forms_page as page_of
from kinkeeper.web.scope import Request, Subject, about_person, not_there, subject_of

P = ParamSpec("P")
PaperView = Callable[Concatenate[Request, Subject, queries.Form, P], HttpResponseBase]
READS, WRITES = queries.SEES, Permission.RECORD_ASSESSMENT
BY_ITSELF: Final = "Kinkeeper-Draft"  # a page that keeps itself says so
BOTH = require_http_methods(["GET", "POST"])


def about_form(name: str) -> Callable[[PaperView[P]], Callable[..., HttpResponseBase]]:
    """A page of one form; who may not read it is answered as if it were not there."""

    def decorate(view: PaperView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(
            request: Request, paper_id: UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            paper = queries.seen_paper(who=request.who, paper_id=paper_id)
            if paper is None:
                raise not_there(request.who, READS, queries.whose(paper_id) or paper_id)
            subject = subject_of(request.who, paper.person_id)
            if BY_ITSELF not in request.headers:  # such a page has been read, and is shown nothing
                audit.read(by=request.who, person_id=subject.id, page=name, subject=paper)
            return view(request, subject, paper, *args, **kwargs)

        return page

    return decorate


@BOTH
@about_person("forms", Depth.RECORD, needs=READS)
def of_child(request: Request, subject: Subject) -> HttpResponse:
    """Every form of a child, and a press of a button to begin another."""
    who, wrong = request.who, None
    if request.method == "POST":
        try:
            form = request.POST.get("form", "")
            begun = actions.begin(child=subject.id, form=form, by=who)
            return redirect("form", paper_id=begun.pk)
        except Refused as refused:
            wrong = refused
    found = {
        "papers": present.listed("Forms", queries.of_child(who=who, person_id=subject.id)),
        "kinds": queries.in_force() if may(who, WRITES, subject.id) else (),
        "wrong": wrong,
    }
    around = page_of.around(who, subject)
    return render(request, "web/child-forms.html", around | found, status=409 if wrong else 200)


@about_form("form")
def one(request: Request, subject: Subject, paper: queries.Form) -> HttpResponseBase:
    """A draft's sections and where its reader left off; or what was signed."""
    form = queries.working(paper)
    around = page_of.around(request.who, subject) | page_of.about(request.who, form)
    if form.last in OPEN:
        return render(request, "web/form.html", around | page_of.draft(request.who, form))
    return render(request, "web/form-signed.html", around | page_of.signed(form))


@BOTH
@about_form("form")
def decide(request: Request, subject: Subject, paper: queries.Form) -> HttpResponseBase:
    """What was sent, with what changed since it was sent before; then approved, or returned and why."""
    who, form, wrong = request.who, queries.working(paper), ""
    choice, reason = request.POST.get("choice", ""), request.POST.get("reason", "")
    if request.method == "POST":
        try:
            if page_of.decided(paper, choice, reason, by=who):
                return redirect("form", paper_id=paper.pk)
            wrong = "Choose whether to approve or to return it"
        except BadInput as bad:
            wrong = bad.reason
    around = page_of.around(who, subject) | page_of.about(who, form) | page_of.signed(form)
    found = {"errors": wrong, "choice": choice, "reason": reason}
    found |= {"refused": page_of.may_decide(who, form)}
    return render(request, "web/form-decide.html", around | found, status=422 if wrong else 200)


@BOTH
@about_form("form")
def discard(request: Request, subject: Subject, paper: queries.Form) -> HttpResponseBase:
    """Why a draft is not to be finished; then it is over, and stays to be read."""
    form, reason, wrong = queries.working(paper), request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            wrong = "" if reason.strip() else "Say why"
            if not wrong:
                actions.discard(paper=paper, reason=reason, by=request.who)
                return redirect("form", paper_id=paper.pk)
        except BadInput as bad:
            wrong = bad.reason
    around = page_of.around(request.who, subject) | page_of.about(request.who, form)
    found = {"errors": wrong, "reason": reason, "refused": page_of.may_discard(request.who, form)}
    return render(request, "web/form-discard.html", around | found, status=422 if wrong else 200)


@about_form("form_changes")
def compared(request: Request, subject: Subject, paper: queries.Form) -> HttpResponseBase:
    """What changed between two times it was signed, or since the form before."""
    form = queries.working(paper)
    pair = page_of.pair(form, request.GET.get("since", ""))
    if pair is None:
        raise Http404
    before, now = pair
    older = queries.definition_of(before.paper.form_version)
    found = changes(form.definition, before.answers, now.answers, defined_before=older)
    around = page_of.around(request.who, subject) | page_of.about(request.who, form)
    page = {"changes": found, "pair": pair, "total": present.changed(found)}
    page |= {"choices": page_of.comparable(form)}
    return render(request, "web/form-changes.html", around | page)


@about_form("form_pdf")
def pdf(request: Request, subject: Subject, paper: queries.Form, number: int) -> HttpResponseBase:
    """What was signed, to be printed: without any address that is protected."""
    form = queries.working(paper)
    signed = next((one for one in queries.submissions(paper) if one.number == number), None)
    if signed is None:
        raise Http404
    made = page_of.printed(request.who, subject, form, signed)
    return page_of.file(made, "form.pdf")
