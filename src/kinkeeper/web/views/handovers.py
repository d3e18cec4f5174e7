"""Steps up and steps down: offered, answered by the receiver, met about."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.earlyhelp import queries
from kinkeeper.earlyhelp.queries import Handing, HandoverShown
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.helping import starting
from kinkeeper.web.helping.handovers import ANSWERINGS, Answering
from kinkeeper.web.presenters import handovers as present
from kinkeeper.web.questions import Fields
from kinkeeper.web.scope import Request, Subject, about_person, not_there, subject_of

PAGE = "handover"


@require_http_methods(["GET", "POST"])
@about_person(PAGE, Depth.RECORD, Permission.OFFER_HANDOVER)
def step_down(request: Request, subject: Subject) -> HttpResponseBase:
    """Offer a family to early help: asked, checked, done."""
    form = _sent(request, starting.down_fields(request.who))
    if form.doing:
        try:
            made = starting.step_down(subject.id, form, request.who)
            return redirect("handover", handover_id=made.id)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/step-down.html", page, status=form.status)


def one(request: Request, handover_id: UUID) -> HttpResponse:
    """One handover: what is offered and why, what was answered, who met; and what is to be done."""
    _, told, subject = _opened(request, handover_id)
    page = {
        "told": told,
        "facts": present.facts(told, request.who),
        "name": present.name(request.who, subject),
        "ways": present.ways(told, request.who),
        "records": present.records(told, subject),
    }
    return render(request, "web/handover.html", page)


@require_http_methods(["GET", "POST"])
def step(request: Request, handover_id: UUID, slug: str) -> HttpResponseBase:
    """Answer it, take it back, or record its meeting."""
    found, told, subject = _opened(request, handover_id)
    answering = _answering(request, told, slug)
    if not answering.fits(told, request.who):
        return redirect("handover", handover_id=handover_id)
    form = _sent(request, answering.fields(request.who))
    if form.step == "keep" and not form.problems:
        try:
            answering.act(found, form, request.who)
            return _onward(request, handover_id)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"told": told, "answering": answering, "slug": slug, "form": form}
    page |= {"errors": form.problems, "facts": present.facts(told, request.who)}
    page["name"] = present.name(request.who, subject)
    return render(request, "web/handover-step.html", page, status=form.status)


def _answering(request: Request, told: HandoverShown, slug: str) -> Answering:
    """The question page of this name, for who may; else the 404 of nobody."""
    answering = ANSWERINGS.get(slug)
    if answering is None:
        raise Http404
    if not may(request.who, answering.needs, told.person_id):
        raise not_there(request.who, answering.needs, told.person_id)
    return answering


def _opened(request: Request, handover_id: UUID) -> tuple[Handing, HandoverShown, Subject]:
    """The handover and whom it is of, once the look is in the audit; else the 404 of nobody."""
    found = queries.one_handover(who=request.who, handover_id=handover_id)
    if found is None:
        person_id = queries.whose_handover(handover_id) or handover_id
        raise not_there(request.who, Permission.ANSWER_HANDOVER, person_id)
    subject = subject_of(request.who, found[0].person_id)
    audit.read(by=request.who, person_id=subject.id, page=PAGE)
    return (*found, subject)


def _onward(request: Request, handover_id: UUID) -> HttpResponseBase:
    """To the early help that began, or to the handover, where one may still read it; else to the list."""
    found = queries.one_handover(who=request.who, handover_id=handover_id)
    if found is None:
        return redirect("early-help")
    began = found[1].began_id
    if began and queries.seen(who=request.who, early_help_id=began):
        return redirect("early-help-one", help_id=began)
    return redirect("handover", handover_id=handover_id)


def _sent(request: Request, fields: Fields) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)
