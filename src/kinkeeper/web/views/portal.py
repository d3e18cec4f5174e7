"""The partners' portal: what is asked of their agency, what they refer, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.duties.threads import Limit, open_limits
from kinkeeper.frontdoor.enquiry_queries import RequestShown, asked_of
from kinkeeper.frontdoor.handed_in import handed_in, is_own
from kinkeeper.frontdoor.partner_queries import outcomes_for
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.partners import actions, queries
from kinkeeper.partners.queries import AgencyShown
from kinkeeper.people.queries import names_of
from kinkeeper.web.asking import told
from kinkeeper.web.asking.handing_in import hand_in
from kinkeeper.web.asking.pages import CHECK, Form, answered, checked, in_words, missing
from kinkeeper.web.asking.place import ABOUT, PLACE, flow_of, is_of_a_place
from kinkeeper.web.asking.referral import FLOW
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters import portal as present
from kinkeeper.web.scope import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, AgencyShown, P], HttpResponseBase]


def for_an_agency(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Only for somebody who comes in for an agency of today; others are sent to say who they are."""

    @wraps(view)
    def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.who.permits(Permission.USE_PORTAL):
            raise PermissionDenied
        agency = queries.agency_of(request.who)
        if agency is None:
            return render(request, "outside/no-agency.html", {"telephone": settings.TELEPHONE})
        return view(request, agency, *args, **kwargs)

    page.login_url = "/partners/sign-in/"  # type: ignore[attr-defined]
    return page


@for_an_agency
def portal(request: Request, agency: AgencyShown) -> HttpResponse:
    """What the front door asks of the agency; what its own referrals came to; what was begun."""
    asked = asked_of(who=request.who)
    audit.listed(by=request.who, page="portal", shown=[one.person_id for one in asked])
    page = {
        "agency": agency,
        "requests": present.requests(asked, called(request.who, asked), limits(request.who, asked)),
        "referrals": present.referrals(outcomes_for(who=request.who)),
        "drafts": present.drafts(queries.drafts(who=request.who)),
        "telephone": settings.TELEPHONE,
    }
    return render(request, "outside/portal.html", page)


@for_an_agency
@require_http_methods(["GET", "POST"])
def refer(request: Request, agency: AgencyShown, about: str = "child") -> HttpResponseBase:
    """What to have at hand; then the first page, of children or of a place."""
    problem = ""
    if request.method == "POST":
        try:
            draft = actions.begin(by=request.who)
            if about == PLACE:
                actions.save(draft=draft.id, answers={ABOUT: about}, by=request.who)
            return redirect("portal-page", draft.id, FLOW.pages[0].slug)
        except Refused as refused:
            problem = f"{refused.message} {refused.do}".strip()
    page = {"agency": agency, "telephone": settings.TELEPHONE, "problem": problem}
    name = "outside/refer-place.html" if about == PLACE else "outside/refer.html"
    return render(request, name, page, status=409 if problem else 200)


@for_an_agency
@require_http_methods(["GET", "POST"])
def question(request: Request, agency: AgencyShown, draft_id: UUID, slug: str) -> HttpResponseBase:
    """One page of a referral; the last checks the answers and sends them."""
    form = _form(request, draft_id)
    if form is None:
        return _sent_already(request)
    if slug != CHECK:
        return answered(request, form, slug)
    step = request.POST.get("step", "")
    if step == "remove":
        actions.discard(draft=draft_id, by=request.who)
    if step in ("remove", "later"):
        return redirect("portal")
    return _send(request, agency, form) if step == "send" else checked(request, form)


@for_an_agency
def sent(request: Request, _agency: AgencyShown, group_id: UUID) -> HttpResponse:
    """That it was sent: its reference, and what happens next and by when."""
    if not is_own(group_id, by=request.who):
        raise Http404
    page = {"reference": reference(group_id), "telephone": settings.TELEPHONE}
    return render(request, "outside/sent.html", page)


def called(who: Who, asked: Sequence[RequestShown]) -> dict[UUID, str]:
    """The names of the children that the agency is asked about, as far as they may be shown."""
    found = names_of(who, {one.person_id for one in asked})
    return {person: people.filed(names[0]) for person, names in found.items()}


def limits(who: Who, asked: Sequence[RequestShown]) -> dict[UUID, Limit]:
    """By when the front door needs each answer."""
    return open_limits(who=who, threads=[one.id for one in asked])


def _form(request: Request, draft_id: UUID) -> Form | None:
    draft = queries.own_draft(who=request.who, draft_id=draft_id)
    if draft is None:
        return None
    return Form(
        flow=flow_of(draft.answers),
        draft=draft,
        by=request.who,
        address=lambda slug: reverse("portal-page", args=[draft_id, slug]),
        start=reverse("portal"),
        leave=reverse("portal"),
        layout="outside/portal_layout.html",
        hidden=(("submission", str(draft.submission)),),
    )


def _send(request: Request, agency: AgencyShown, form: Form) -> HttpResponseBase:
    if missing(form):
        return checked(request, form)
    email, answers = queries.email_of(request.who), form.draft.answers
    tell = told.of_a_place if is_of_a_place(answers) else told.referral
    said = tell(answers, submission=form.draft.submission, agency_id=agency.id, email=email)
    try:
        group = hand_in(form.draft.id, said, by=request.who)
    except BadInput as wrong:
        return checked(request, form, in_words(wrong))
    return redirect("portal-sent", group)


def _sent_already(request: Request) -> HttpResponseBase:
    """A second press of the button leads where the first did; what is not theirs is not there."""
    try:
        group = handed_in(UUID(request.POST.get("submission", "")), by=request.who)
    except ValueError:
        group = None
    if group is None:
        raise Http404
    return redirect("portal-sent", group)
