"""The form for anybody who is worried about a child: no sign-in, and nothing about themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kinkeeper.frontdoor.handed_in import handed_in
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.ids import reference
from kinkeeper.partners import actions, limits, queries
from kinkeeper.partners.kinds import DraftKind
from kinkeeper.partners.services import letter_box
from kinkeeper.web.asking import told
from kinkeeper.web.asking.handing_in import hand_in
from kinkeeper.web.asking.pages import CHECK, Form, answered, checked, in_words, missing
from kinkeeper.web.asking.public import FLOW

DRAFT, TOLD = "telling", "told"  # in the session: what is being told, and what was
SALT: Final = "kinkeeper.tell-us"
LASTS: Final = 12 * 60 * 60  # seconds for which a page that stays open can still be sent
AWAY: Final = "https://www.bbc.co.uk/weather"
View = Callable[..., HttpResponseBase]


def for_anybody(view: View) -> View:
    """A page without sign-in, closed where no telephone number is set to ring instead.

    There is nobody to be taken for somebody else, so no second cookie proves a form to be ours; a
    browser that says that another site sent it is refused.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.TELEPHONE:
            raise Http404
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return redirect("tell-us")
        return view(request, *args, **kwargs)

    return csrf_exempt(login_not_required(page))


@for_anybody
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """What this is for, whom to ring instead; then the first page."""
    if request.method == "GET":
        page = {"telephone": settings.TELEPHONE, "begun": DRAFT in request.session}
        return render(request, "outside/tell-us.html", page)
    if not limits.within("begun", _address(request)):
        return _too_often(request)
    _begin(request)
    return redirect("tell-us-page", FLOW.pages[0].slug)


@for_anybody
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One page; the last checks the answers and sends them."""
    form = _form(request) or _begun_anew(request, slug)
    if form is None:
        return _sent_already(request)
    if slug != CHECK:
        return answered(request, form, slug)
    step = request.POST.get("step", "")
    if step == "remove":
        actions.discard(draft=form.draft.id, by=form.by)
        request.session.pop(DRAFT, None)
        return redirect("tell-us")
    return _send(request, form) if step == "send" else checked(request, form)


@for_anybody
def sent(request: HttpRequest) -> HttpResponseBase:
    """That it was sent, its reference and what happens next."""
    group = request.session.get(TOLD)
    if group is None:
        return redirect("tell-us")
    page = {"reference": reference(group), "telephone": settings.TELEPHONE}
    return render(request, "outside/told.html", page)


@for_anybody
def leave(request: HttpRequest) -> HttpResponse:
    """Away at once to a page about the weather; going back shows nothing that was written."""
    away = redirect(AWAY)
    try:
        if request.user.is_authenticated:
            request.session.pop(DRAFT, None)
        else:
            request.session.flush()
    except DatabaseError:
        away.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    return away


def _send(request: HttpRequest, form: Form) -> HttpResponseBase:
    if missing(form):
        return checked(request, form)
    if request.POST.get("website"):  # a box that people never see: whoever fills it in is a program
        return redirect("tell-us-sent")
    if not limits.within("told", _address(request)):
        return _too_often(request)
    said = told.by_the_public(form.draft.answers, submission=form.draft.submission)
    try:
        group = hand_in(form.draft.id, said, by=form.by)
    except BadInput as wrong:
        return checked(request, form, in_words(wrong))
    return _told(request, group)


def _told(request: HttpRequest, group: UUID) -> HttpResponseBase:
    request.session.pop(DRAFT, None)
    request.session[TOLD] = str(group)
    return redirect("tell-us-sent")


def _sent_already(request: HttpRequest) -> HttpResponseBase:
    """A second press of the button leads where the first did; else it begins again."""
    try:
        group = handed_in(UUID(request.POST.get("submission", "")), by=letter_box())
    except ValueError:
        group = None
    return _told(request, group) if group else redirect("tell-us")


def _form(request: HttpRequest) -> Form | None:
    draft_id = _being_told(request)
    return _of(request, draft_id) if draft_id else None


def _of(request: HttpRequest, draft_id: UUID) -> Form | None:
    draft = queries.public_draft(draft_id)
    if draft is None:
        return None
    request.session[DRAFT] = str(draft.id)  # a session that ended begins again where the page was
    return Form(
        flow=FLOW,
        draft=draft,
        by=letter_box(),
        address=lambda slug: reverse("tell-us-page", args=[slug]),
        start=reverse("tell-us"),
        leave=reverse("tell-us"),
        layout="outside/public_layout.html",
        hidden=(
            ("draft", signing.dumps(str(draft.id), salt=SALT)),
            ("submission", str(draft.submission)),
        ),
        signed_in=False,
    )


def _begun_anew(request: HttpRequest, slug: str) -> Form | None:
    """What was typed on a page that stayed open for longer than a draft is kept is not lost either."""
    page = FLOW.page(slug)
    if page is None or request.method != "POST" or not page.is_typed(request.POST.dict()):
        return None
    if not limits.within("begun", _address(request)):
        return None
    return _of(request, _begin(request))


def _begin(request: HttpRequest) -> UUID:
    draft_id: UUID = actions.begin(by=letter_box(), kind=DraftKind.PUBLIC).id
    request.session[DRAFT] = str(draft_id)
    return draft_id


def _being_told(request: HttpRequest) -> UUID | None:
    try:
        sent = request.POST.get("draft", "")
        found = signing.loads(sent, salt=SALT, max_age=LASTS) if sent else request.session[DRAFT]
        return UUID(found)
    except (signing.BadSignature, KeyError, ValueError):
        return None


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "outside/too-often.html", {"telephone": settings.TELEPHONE}, status=429)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
