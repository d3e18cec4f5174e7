"""Pages that ask nothing of any record."""

from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from kinkeeper.access.permissions import Permission
from kinkeeper.web.catalogue import example
from kinkeeper.web.scope import Request

CATALOGUE: Final = ("components", "work", "child")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What people can expect who cannot see, hear, point or read easily."""
    return render(request, "web/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about the people who use the service."""
    return render(request, "web/privacy.html")


def start(request: Request) -> HttpResponseBase:
    """The first page after signing in: where the reader's work is; the service for who leads it."""
    can = request.who.permits
    works = can(Permission.SEE_OWN_WORK) or can(Permission.SEE_TEAM_WORK)
    whole = can(Permission.SEE_FIGURES) and (can(Permission.SEE_WORKFORCE) or not works)
    if can(Permission.SEE_AUDIT) and not works:
        return redirect("looks")
    if can(Permission.USE_PORTAL) and not works:
        return redirect("portal")
    if can(Permission.SEE_FRONT_DOOR) and can(Permission.RECEIVE_CONTACT):
        return redirect("front-door")
    if can(Permission.RECORD_EARLY_HELP) and not can(Permission.RECORD_REFERRAL):
        return redirect("early-help")  # all of their work is there
    return redirect("overview" if whole else "home")


@login_not_required
def still_here(_request: HttpRequest) -> HttpResponse:
    """Somebody is there: asking for anything keeps their session for its whole length again."""
    return HttpResponse(status=204)


@login_not_required
def catalogue(request: HttpRequest, page: str = "components") -> HttpResponse:
    """The components in all their states, printed as for a team manager; demonstrations only."""
    if settings.PRODUCTION or page not in CATALOGUE:
        raise Http404
    context = example("team_manager", request.path)
    return HttpResponse(render_to_string(f"catalogue/{page}.html", context, using="jinja2"))
