"""What every request gets that Django does not give by itself."""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
STARTED: Final = "session_started_at"


def address_behind_proxy(answer: Answer) -> Answer:
    """Take the asker's address from a proxy we trust, so that lock-outs do not hit everyone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR") in settings.PROXIES:
            named = request.headers.get("X-Forwarded-For", "").replace(" ", "").split(",")
            beyond = [address for address in named if address and address not in settings.PROXIES]
            if beyond:
                request.META["REMOTE_ADDR"] = beyond[-1]
        return answer(request)

    return middleware


def no_store(answer: Answer) -> Answer:
    """Keep pages out of the browser's and every proxy's cache; static files may stay."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def end_long_sessions(answer: Answer) -> Answer:
    """End a session that has lasted its absolute time, however busy it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            started = request.session.setdefault(STARTED, int(time.time()))
            if time.time() - started >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
        return answer(request)

    return middleware
