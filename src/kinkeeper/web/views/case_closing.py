"""Closing a case: what keeps it open, or the questions that are asked before it closes."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.actions import close_case
from kinkeeper.frontdoor.queries import to_close
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import case_closing as present
from kinkeeper.web.scope import Request, Subject, about_person


@require_http_methods(["GET", "POST"])
@about_person("case_close", Depth.RECORD, Permission.CLOSE_CASE)
def close(request: Request, subject: Subject) -> HttpResponseBase:
    """Why, when, what was weighed and when the child was seen: asked, checked, done."""
    case = to_close(who=request.who, person_id=subject.id)
    fields = present.fields(request.who, subject.id)
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing and case is not None:
        try:
            close_case(episode=case, closing=present.closing(form), by=request.who)
            return redirect("child-work", person_id=subject.id)
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"subject": subject, "form": form, "held": present.held(request.who, case)}
    return render(request, "web/case-close.html", page, status=form.status)
