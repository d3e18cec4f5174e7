"""Refusals raised below become pages that say what happened and what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kinkeeper.access.audit import AuditUnavailable
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import KinkeeperError, NotAllowed, Refused
from kinkeeper.web import errors

Answer = Callable[[HttpRequest], HttpResponse]


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
            return _problem(request, error, 503)
        return _problem(request, error, 409) if isinstance(error, Refused) else None


def _denied(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    if error.missing in set(Permission) and Permission(error.missing).personal:
        return errors.not_found(request, Http404())
    return errors.not_allowed(request, error)


def _problem(request: HttpRequest, error: KinkeeperError, status: int) -> HttpResponse:
    return render(request, "errors/refused.html", {"error": error}, status=status)
