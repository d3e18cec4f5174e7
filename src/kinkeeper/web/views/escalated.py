"""What is escalated to the reader, and the out-of-hours team's decisions looked at again."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.actions import sample_nights
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import escalated as present
from kinkeeper.web.presenters import nights as at_night
from kinkeeper.web.scope import Request, needing


@needing(Permission.SEE_TEAM_WORK)
def listed(request: Request) -> HttpResponse:
    """Every duty whose time has passed and that comes to the reader by its own rule."""
    page = present.page(request.who)
    audit.listed(by=request.who, page="escalated", shown=page["shown"])  # type: ignore[arg-type]
    return render(request, "web/escalated.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def nights(request: Request) -> HttpResponseBase:
    """What came out of hours since the last sample, and what was found in each."""
    fields = at_night.FIELDS
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing:
        try:
            found = form.value("found")
            sample_nights(checked=at_night.number(form), found=found, by=request.who)
            return redirect("front-door-nights")
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = at_night.page(request.who, form)
    audit.listed(by=request.who, page="nights", shown=page["shown"])  # type: ignore[arg-type]
    return render(request, "web/front-door-nights.html", page, status=form.status)
