"""Waiving a duty: asked, checked, done."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.duties.actions import waive
from kinkeeper.duties.queries import Stored, seen_duty, whose
from kinkeeper.duties.rules import clock_here
from kinkeeper.kernel.errors import Refused
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.presenters import waiver as present
from kinkeeper.web.scope import Request, not_there, subject_of
from kinkeeper.web.waiver_form import Asked, read


@require_http_methods(["GET", "POST"])
def waive_duty(request: Request, duty_id: UUID) -> HttpResponseBase:
    """The form; then its answers to be checked; then, confirmed, the duty's own page again."""
    duty = seen_duty(who=request.who, duty_id=duty_id)
    if duty is None:
        raise not_there(request.who, Permission.SEE_RECORD, whose(duty_id) or duty_id)
    asked = Asked()
    if request.method == "POST":
        asked = read(request.POST.dict(), duty, puts_off=_puts_off(duty))
    step = request.POST.get("step", "")
    if step == "waive" and not asked.problems:
        return _waive(request, duty, asked)
    return _page(request, duty, asked, checking=step == "check" and not asked.problems)


def _waive(request: Request, duty: Stored, asked: Asked) -> HttpResponseBase:
    on, until = asked.on.value, asked.until.value if _puts_off(duty) else None
    try:
        if on is not None:
            waive(duty=duty, on=on, until=until, why=asked.why, by=request.who)
    except Refused:
        now = seen_duty(who=request.who, duty_id=duty.id) or duty
        return _page(request, now, asked, checking=False)
    return redirect("duty", duty_id=duty.id)


def _page(request: Request, duty: Stored, asked: Asked, *, checking: bool) -> HttpResponse:
    subject = subject_of(request.who, duty.person_id)
    audit.read(by=request.who, person_id=subject.id, page="duty")
    waiving = present.waiving(request.who, duty, asked)
    page = {
        "banner": who_it_is.banner(request.who, subject),
        "views": who_it_is.pages(request.who, subject, "child-work"),
        "what": plain_title(clock_here(duty.clock)),
        "waiving": waiving,
        "answers": present.answers(asked, puts_off=_puts_off(duty)),
        "checking": checking and not waiving.refused,
    }
    status = 403 if waiving.refused else 422 if asked.problems else 200
    return render(request, "web/waive.html", page, status=status)


def _puts_off(duty: Stored) -> bool:
    let = clock_here(duty.clock).waivable
    return let is not None and let.at_most is not None
