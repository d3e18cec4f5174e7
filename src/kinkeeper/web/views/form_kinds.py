"""The forms there are: what waits for the reader, what is in force, and publishing a version."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput
from kinkeeper.practice import actions, queries
from kinkeeper.web.presenters import forms as present
from kinkeeper.web.presenters import forms_page as page_of
from kinkeeper.web.scope import Request, needing
from kinkeeper.web.views.forms import BOTH, READS

OPENS = (READS, Permission.RECORD_ASSESSMENT, Permission.PUBLISH_FORM)
ReadsForms = needing(*OPENS)


@ReadsForms
def forms(request: Request) -> HttpResponse:
    """What waits for the reader to approve or to go on with; and the forms in force."""
    who = request.who
    waiting, mine = queries.to_approve(who=who), queries.writing(who=who)
    people: list[UUID] = [one.person_id for one in (*waiting, *mine)]
    audit.listed(by=who, page="forms", shown=people)
    names = page_of.names_shown(who, people)
    found = {
        "waiting": present.listed("Waiting for your approval", waiting, names, "form-decide"),
        "mine": present.listed("Being written by you", mine, names),
        "kinds": present.kinds(queries.in_force()),
    }
    return render(request, "web/forms.html", found)


@BOTH
@ReadsForms
def kind(request: Request, form: str) -> HttpResponseBase:
    """One form: its questions and versions; its owner publishes the next."""
    rows = queries.versions(form)
    if not rows:
        raise Http404
    text, wrong = request.POST.get("text", rows[0].text), ""
    if request.method == "POST":
        try:
            actions.publish_definition(text=text, by=request.who)
            return redirect("form-kind", form=form)
        except BadInput as bad:
            wrong = bad.message
    found = page_of.kind(request.who, rows) | {"text": text, "errors": wrong}
    return render(request, "web/form-kind.html", found, status=422 if wrong else 200)


@ReadsForms
def empty(_: Request, form: str) -> HttpResponseBase:
    """A form with nothing in it, as a PDF."""
    version = queries.version_in_force(form)
    if version is None:
        raise Http404
    return page_of.file(page_of.printed_empty(version), f"{form}.pdf")
