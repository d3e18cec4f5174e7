"""A question page that does one thing: what stands before it, what it asks, the verb it calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.parts import Fact, Link
from kinkeeper.web.questions import Fields
from kinkeeper.web.record_page import around
from kinkeeper.web.scope import Request, Subject, not_there

T = TypeVar("T")


def always(_: object) -> bool:
    """It may be done however things stand."""
    return True


def nothing(_: object) -> Sequence[Fact]:
    """Nothing stands before it."""
    return ()


@dataclass(frozen=True, slots=True)
class StepPage(Generic[T]):
    """One verb as a page. `told` is how things stand, as the asker may see it.

    `fits` says whether it follows at all; `waits` what is missing first, and who may let that go.
    With `checked`, the answers are shown again before it is done.
    """

    title: str
    purpose: str
    needs: Permission
    fields: Callable[[T, Who], Fields]
    act: Callable[[T, Form, Who], object]
    button: str = "Keep this"
    checked: bool = False
    fits: Callable[[T], bool] = always
    waits: Callable[[T], Sequence[Fact]] = nothing


def answer(
    request: Request, subject: Subject, told: T, page: StepPage[T], back: Link, here: str = ""
) -> HttpResponseBase:
    """The page, or back to where it came from once the verb is done; needs the read audited already.

    Raises the 404 of nobody for who may not do it. `here` is the page of the record that is current.
    """
    who = request.who
    if not may(who, page.needs, subject.id):
        raise not_there(who, page.needs, subject.id)
    if not page.fits(told):
        return redirect(back.url)
    waits = page.waits(told)
    form = _sent(request, page.fields(told, who))
    if _is_to_be_done(form, checked=page.checked) and not waits:
        try:
            page.act(told, form, who)
            return redirect(back.url)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    shown = around(request, subject, here or "child-work") | {
        "asking": page,
        "here": request.path,
        "back": back,
        "waits": waits,
        "form": form,
        "errors": form.problems,
        "checking": page.checked and form.checking,
    }
    return render(request, "web/step.html", shown, status=form.status)


def _sent(request: Request, fields: Fields) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)


def _is_to_be_done(form: Form, *, checked: bool) -> bool:
    """Whether it was pressed with nothing wrong; where answers are checked, for the second time."""
    return form.doing or (not checked and form.step == "keep" and not form.problems)
