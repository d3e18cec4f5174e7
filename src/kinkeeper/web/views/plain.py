"""Pages that ask nothing of any record."""

from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from kinkeeper.web.catalogue import example

CATALOGUE: Final = ("components", "work", "child")


@login_not_required
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What people can expect who cannot see, hear, point or read easily."""
    return render(request, "web/accessibility.html")


@login_not_required
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about the people who use the service."""
    return render(request, "web/privacy.html")


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
