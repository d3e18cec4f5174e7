"""Dip samples: drawn, answered one by one, and their share of answers."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.quality import samples as queries
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import samples as present
from kinkeeper.web.record_page import opened
from kinkeeper.web.scope import Request, needing
from kinkeeper.web.step_page import answer

PAGE = "sample"


@require_http_methods(["GET", "POST"])
@needing(Permission.ANSWER_SAMPLE, Permission.SAMPLE_CASES)
def listed(request: Request) -> HttpResponseBase:
    """Every sample with its share of answers, what waits for the reader, and a form to draw one."""
    who, form = request.who, _sent(request)
    if form.step == "draw" and not form.problems:
        try:
            present.draw(form, who)
            return redirect("samples")
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    waits = queries.waiting(who=who)
    audit.listed(by=who, page=PAGE, shown=[one.person_id for one in waits])
    page = {
        "list": present.listed(queries.samples(who=who)),
        "waiting": present.waiting(waits),
        "may_draw": who.permits(Permission.SAMPLE_CASES),
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/samples.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def one(request: Request, case_id: UUID) -> HttpResponseBase:
    """One case that waits for the reader: its record, and one question."""
    found = queries.one_case(who=request.who, case_id=case_id)
    told, subject = opened(request, found, case_id, queries.whose_case, PAGE)
    back = Link("Dip samples", reverse("samples"))
    return answer(request, subject, told, present.ANSWER, back, "child-oversight")


def _sent(request: Request) -> Form:
    draws, fields = request.who.permits(Permission.SAMPLE_CASES), present.draw_fields(request.who)
    if request.method != "POST":
        return empty(fields)
    if not draws:
        raise PermissionDenied
    return read(request.POST, fields)
