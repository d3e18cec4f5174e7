"""What lies between people at the front door, its day in numbers, and handing its queue over."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.actions import hand_over
from kinkeeper.kernel.errors import BadInput
from kinkeeper.web.address import Address
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import front_door_day as present
from kinkeeper.web.presenters.limbo import limbo as between
from kinkeeper.web.scope import Request, needing


@needing(Permission.SEE_FRONT_DOOR)
def limbo(request: Request) -> HttpResponse:
    """What waits for somebody who may not know it: each list with who has waited longest first."""
    page = between(request.who, Address(request.path, request.GET.dict()))
    audit.listed(by=request.who, page="limbo", shown=page["shown"])  # type: ignore[arg-type]
    return render(request, "web/limbo.html", page)


@needing(Permission.SEE_FRONT_DOOR)
def day(request: Request) -> HttpResponse:
    """How many came and were decided, day by day; no child is named."""
    return render(request, "web/front-door-day.html", present.day(request.who))


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def handover(request: Request) -> HttpResponseBase:
    """What the next shift has to know, with the counts of this moment; and what the last one left."""
    form = read(request.POST, present.FIELDS) if request.method == "POST" else empty(present.FIELDS)
    counts = present.counts(request.who)
    if request.method == "POST" and not form.problems:
        try:
            hand_over(**counts, said=form.value("words"), by=request.who)
            return redirect("front-door-handover")
        except BadInput as wrong:
            form = form.wrong(wrong)
    page = {"form": form, **present.handing_over(request.who, counts)}
    return render(request, "web/front-door-handover.html", page, status=form.status)
