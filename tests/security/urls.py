"""The pages of signing in, with the least around them that their frame links to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from kinkeeper.access import request_id
from kinkeeper.access.lookup import get_or_404
from kinkeeper.access.middleware import Asked
from kinkeeper.access.permissions import Permission
from kinkeeper.people.models import Person
from kinkeeper.web.views import plain


def home(request: Asked) -> JsonResponse:
    """Who the service takes the asker to be."""
    assert request.who
    return JsonResponse({"who": request.who.username, "roles": request.who.roles})


def child(request: Asked, person_id: str) -> HttpResponse:
    """A record."""
    assert request.who
    found = get_or_404(request.who, Permission.SEE_RECORD, Person.objects.all(), person_id)
    return HttpResponse(f"record {found.id}")


@login_not_required
def openly(request: HttpRequest) -> JsonResponse:
    """A page for anybody."""
    return JsonResponse({"request": request_id.current()})


urlpatterns = [
    path("", home, name="home"),
    path("child/<str:person_id>/", child, name="child"),
    path("search/", home, name="search"),
    path("start/", home, name="start"),
    path("roles/", openly, name="roles"),
    path("tell-us/", openly, name="tell-us"),
    path("still-here/", plain.still_here, name="still-here"),
    path("partners/sign-in/", openly, name="partner-sign-in"),
    path("accessibility/", openly, name="accessibility"),
    path("privacy/", openly, name="privacy"),
    path("", include("kinkeeper.access.urls")),
]
