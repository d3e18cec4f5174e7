"""Pages for what went wrong: each says what happened and what to do.

They are printed without asking the database anything, so that they can be printed at all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from kinkeeper.web.frame import bare
from kinkeeper.web.uploads import takes

ErrorPage = Callable[[HttpRequest], HttpResponse]
PROGRAMS: Final = "/api/"
OUTSIDE: Final = ("/partners/", "/tell-us/")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read; 413 where that is because it held too much."""
    over = isinstance(exception, TooManyFilesSent | RequestDataTooBig)
    return too_much(request) if over else _page("400", 400)


def too_much(request: HttpRequest) -> HttpResponse:
    """413: more bytes or files than the page takes; says how much that is, and what to do."""
    most = takes(request.path)
    return _page("413", 413, taken=most.words, instead=most.instead)


def not_allowed(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: a page that the reader's role does not include."""
    return _page("403", 403)


def form_expired(_request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form's token no longer holds; Django logs `reason`, and no page prints it."""
    return _page("csrf", 403)


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: one and the same body for what is not there and what may not be seen."""
    return _page("404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: ours; 503 where the fault is that the database cannot be reached. Asks no database."""
    lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if lost:
        return unavailable(request)
    return _to_somebody_outside(request, 500) if is_outside(request) else _page("500", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the service is being updated or its database cannot be reached."""
    if request.path.startswith(PROGRAMS):
        answer: HttpResponse = JsonResponse(
            {"error": "Nothing was kept. Send it again."}, status=503
        )
    elif is_outside(request):
        answer = _to_somebody_outside(request, 503)
    else:
        answer = _page("503", 503)
    answer["Retry-After"] = "120"
    return answer


def is_outside(request: HttpRequest) -> bool:
    """Whether the page is for partners or the public, who are told whom to ring instead."""
    return request.path.startswith(OUTSIDE)


def _to_somebody_outside(request: HttpRequest, status: int) -> HttpResponse:
    """What they typed stays in the page, so that they can send it again."""
    posted = tuple(request.POST.items()) if request.method == "POST" else ()
    return _page("outside", status, posted=posted, again=request.get_full_path())


def _page(name: str, status: int, **more: object) -> HttpResponse:
    context = {
        "frame": bare(),
        "home_url": reverse("home"),
        "telephone": settings.TELEPHONE,
        **more,
    }
    body = render_to_string(f"errors/{name}.html", context, using="jinja2")
    return HttpResponse(body, status=status)
