"""Stepping from one role to another; in demonstrations only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import stepping

BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Everybody invented whom one can be; a press of a button is their sign-in, and audited as one."""
    if settings.PRODUCTION:
        raise Http404
    if request.method == "GET":
        people = stepping.all_present()
        return render(request, "web/roles.html", {"people": people, "user": request.user})
    found = stepping.to_step_into(request.POST.get("username", ""))
    if found is None:
        return render(request, "web/roles_refused.html", status=403)
    login(request, found, backend=BACKEND)
    return redirect("start")
