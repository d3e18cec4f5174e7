"""Refusals raised below become pages that say what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from kinkeeper.access.audit import AuditUnavailable
from kinkeeper.access.middleware import BY_CODE
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import KinkeeperError, NotAllowed, Refused
from kinkeeper.web import errors
from kinkeeper.web.uploads import MOST_BYTES_OF_A_FORM, Takes, takes

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_TO_ALL: Final = frozenset({"accessibility", "privacy", "still-here", "account_logout"})
LONGEST_LENGTH: Final = 15  # digits of a length that could be meant


class Told:
    """Turns a refusal into its page: a hidden record into the same 404 as one that is not there."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; anything else is left to be logged and answered as a fault."""
        if isinstance(error, NotAllowed):
            return _denied(request, error)
        if isinstance(error, AuditUnavailable):
            outside = errors.is_outside(request)
            return errors.unavailable(request) if outside else _problem(request, error, 503)
        return _problem(request, error, 409) if isinstance(error, Refused) else None


def by_code_to_the_portal(answer: Answer) -> Answer:
    """Whoever came in by a code reaches the partners' pages, and what every page links to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.session.get(BY_CODE) and not _is_partners(request):
            return redirect("portal")
        return answer(request)

    return middleware


def _is_partners(request: HttpRequest) -> bool:
    if request.path.startswith(str(settings.STATIC_URL)):
        return True
    try:
        name = str(resolve(request.path_info).view_name)
    except Resolver404:
        return True  # nothing is there for anybody
    return name.startswith(("portal", "partner-", "tell-us")) or name in OPEN_TO_ALL


def not_too_much(answer: Answer) -> Answer:
    """Refuse by its stated length, before a byte is read, what is larger than the page takes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return errors.too_much(request) if _is_too_much(request) else answer(request)

    return middleware


def _is_too_much(request: HttpRequest) -> bool:
    """A body must state its length: one sent in chunks could be of any."""
    stated = str(request.META.get("CONTENT_LENGTH") or "0")
    if "Transfer-Encoding" in request.headers or not (stated.isascii() and stated.isdigit()):
        return True
    if len(stated) > LONGEST_LENGTH:
        return True
    return int(stated) > MOST_BYTES_OF_A_FORM and int(stated) > _most(request)


def _most(request: HttpRequest) -> int:
    """A stranger sends no more than a form, wherever it is sent."""
    most = takes(request.path)
    signed_in = most is not Takes.FORM and get_user(request).is_authenticated
    return most.most if signed_in else MOST_BYTES_OF_A_FORM


def _denied(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    if error.missing in set(Permission) and Permission(error.missing).personal:
        return errors.not_found(request, Http404())
    return errors.not_allowed(request, error)


def _problem(request: HttpRequest, error: KinkeeperError, status: int) -> HttpResponse:
    return render(request, "errors/refused.html", {"error": error}, status=status)
