"""Closing a case: deciding that it is to close, what keeps it open, and the questions before it closes."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.frontdoor.actions import close_case, decide_closure, keep_open
from kinkeeper.frontdoor.queries import Case, to_close
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import case_closing as present
from kinkeeper.web.scope import Request, Subject, about_person

IS_TO_CLOSE, STAYS_OPEN = "is_to_close", "stays_open"
DECIDING = (IS_TO_CLOSE, STAYS_OPEN)


@require_http_methods(["GET", "POST"])
@about_person("case_close", Depth.RECORD, Permission.CLOSE_CASE)
def close(request: Request, subject: Subject) -> HttpResponseBase:
    """Why, when, what was weighed and when the child was seen: asked, checked, done."""
    case = to_close(who=request.who, person_id=subject.id)
    if case is not None and request.POST.get("step") in DECIDING:
        return _decided(request, subject, case)
    fields = present.fields(request.who, subject.id)
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing and case is not None:
        try:
            close_case(episode=case, closing=present.closing(form), by=request.who)
            return redirect(_after(request, subject), person_id=subject.id)
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    held = present.held(request.who, case)
    page = {"subject": subject, "form": form, "held": held, "deciding": present.deciding(case)}
    return render(request, "web/case-close.html", page, status=form.status)


def _decided(request: Request, subject: Subject, case: Case) -> HttpResponseBase:
    """That it is to close, from today on; or that it is to stay open after all."""
    if request.POST["step"] == STAYS_OPEN:
        keep_open(episode=case, by=request.who)
    else:
        decide_closure(episode=case, on=request.who.on, by=request.who)
    return redirect("case-close", person_id=subject.id)


def _after(request: Request, subject: Subject) -> str:
    """Where one is led after it: who reached the child by this work alone reaches them no longer."""
    sees = may(request.who, Permission.SEE_RECORD, subject.id)
    return "child-work" if sees else "known"
