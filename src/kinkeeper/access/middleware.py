"""What every request carries: its id, and who asks with the rights that hold at this moment."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from structlog.contextvars import bound_contextvars

from kinkeeper.access import memory, request_id
from kinkeeper.access.authenticators import must_set_up
from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_of

Answer = Callable[[HttpRequest], HttpResponse]

READS: Final = ("GET", "HEAD")
# Whoever came in by a code sent to them: they set up nothing, and reach the partners' pages alone.
BY_CODE: Final = "by_code"
# What somebody signed in without a second factor reaches where one is asked of everyone.
SETTING_UP: Final = frozenset(
    {
        "mfa_activate_totp",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
    }
)


class Asked(HttpRequest):
    """A request after this middleware; `who` is None for somebody not signed in."""

    who: Who | None
    request_id: str


def who_asks(answer: Answer) -> Answer:
    """Give each request an id and the asker's rights, read afresh: a right ended is gone now."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with request_id.new() as identifier, bound_contextvars(request_id=identifier):
            user = request.user if isinstance(request.user, User) else None
            request.request_id = identifier  # type: ignore[attr-defined]
            request.who = who_of(user) if user else None  # type: ignore[attr-defined]
            held = user is not None and _must_set_up(request, user)
            with memory.of_one_answer() if request.method in READS else nullcontext():
                response = redirect("mfa_activate_totp") if held else answer(request)
        response.headers["X-Request-ID"] = identifier
        return response

    return middleware


def _must_set_up(request: HttpRequest, user: User) -> bool:
    by_code = bool(request.session.get(BY_CODE))
    return not by_code and must_set_up(user) and not _is_setting_up(request)


def _is_setting_up(request: HttpRequest) -> bool:
    if request.path.startswith(str(settings.STATIC_URL)):
        return True
    try:
        return resolve(request.path_info).view_name in SETTING_UP
    except Resolver404:
        return False
