"""What leaves the service: made for somebody, checked by a second person, printed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import actions, audit, output_queries
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.web.decision_form import Field, Form, empty, read
from kinkeeper.web.presenters import outputs as present
from kinkeeper.web.presenters.summary import WHAT, summary
from kinkeeper.web.scope import Request, Subject, about_person, needing

USES = (Permission.MAKE_OUTPUT, Permission.CHECK_OUTPUT)


@require_http_methods(["GET", "POST"])
@about_person("output", Depth.RECORD, Permission.MAKE_OUTPUT)
def new(request: Request, subject: Subject) -> HttpResponseBase:
    """Who is this for? Then the document, as they may have it."""
    form = _sent(request, present.fields(request.who, subject))
    if request.method == "POST" and not form.problems:
        try:
            return redirect("output", output_id=_make(request, subject, form))
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    page = {
        "subject": subject,
        "form": form,
        "errors": form.problems,
        "rules": present.rules(),
        "made": present.listed(
            "Made of this record", output_queries.outputs_of(request.who, subject.id)
        ),
        "allows": request.who.permits(Permission.ALLOW_PROTECTED),
    }
    return render(request, "web/output-new.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
@about_person("output", Depth.RECORD, Permission.ALLOW_PROTECTED)
def exception(request: Request, subject: Subject) -> HttpResponseBase:
    """Who may be told a protected address, why, until when: asked, checked, done."""
    form = _sent(request, present.exception_fields(request.who.on))
    until_on = form.on("until_on")
    if form.doing and until_on is not None:
        try:
            to, why = present.to(form, subject), form.value("why")
            actions.allow_protected(
                person_id=subject.id, to=to, why=why, until_on=until_on, by=request.who
            )
            return redirect("output-new", person_id=subject.id)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/output-exception.html", page, status=form.status)


@needing(*USES)
def listed(request: Request) -> HttpResponse:
    """What waits for a second person to read it."""
    found = output_queries.to_check(request.who)
    audit.listed(by=request.who, page="outputs", shown=[one.person_id for one in found])
    page = {"list": present.listed("Waiting for a second person", found)}
    return render(request, "web/outputs.html", page)


@require_http_methods(["GET", "POST"])
@needing(*USES)
def one(request: Request, output_id: UUID) -> HttpResponseBase:
    """The document as it would go out, what was left out, and the check by a second person."""
    found = output_queries.output(request.who, output_id)
    if found is None:
        raise Http404
    form = _sent(request, present.CHECK)
    if request.method == "POST" and not form.problems:
        try:
            given = {"outcome": form.value("outcome"), "why": form.value("why")}
            actions.check_output(output=found, by=request.who, **given)
            return redirect("output", output_id=output_id)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    audit.read(by=request.who, person_id=found.person_id, page="output", subject=found)
    page = present.page_of(request.who, found, form)
    return render(request, "web/output.html", page, status=form.status)


@needing(*USES)
def printed(request: Request, output_id: UUID) -> HttpResponse:
    """The document alone, to be printed; 404 before a second person has passed it."""
    try:
        found = output_queries.print_out(request.who, output_id)
    except Refused as error:
        raise Http404 from error
    page = {"document": found.content, "made": present.printed(found)}
    return render(request, "web/output-print.html", page)


@needing(*USES)
def pdf(request: Request, output_id: UUID) -> HttpResponse:
    """The document alone, as a PDF; 404 before a second person has passed it."""
    try:
        found = output_queries.print_out(request.who, output_id)
    except Refused as error:
        raise Http404 from error
    answer = HttpResponse(present.pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{reference(found.id)}.pdf"'
    return answer


def _make(request: Request, subject: Subject, form: Form) -> UUID:
    to = present.to(form, subject)
    allowed = output_queries.exception_for(request.who, subject.id, to) is not None
    made = actions.make_output(
        person_id=subject.id,
        what=WHAT,
        to=to,
        purpose=form.value("purpose"),
        document=summary(request.who, subject, to, exception=allowed),
        by=request.who,
    )
    return made.id


def _sent(request: Request, fields: tuple[Field, ...]) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)
