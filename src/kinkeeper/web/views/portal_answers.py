"""What partners answer: a question about a child, and a decision they disagree with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.frontdoor import actions
from kinkeeper.frontdoor.enquiry_queries import (
    RequestShown,
    asked_of,
    has_answered,
    request_for,
    was_asked,
)
from kinkeeper.frontdoor.kinds import AnswerKind
from kinkeeper.frontdoor.partner_queries import OutcomeShown, outcomes_for, own_contact
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.partners.queries import AgencyShown
from kinkeeper.people.queries import person
from kinkeeper.web import words
from kinkeeper.web.asking.enquiry import KEEP, PAGE
from kinkeeper.web.presenters import portal as present
from kinkeeper.web.scope import Request
from kinkeeper.web.views.portal import called, for_an_agency, limits


@for_an_agency
@require_http_methods(["GET", "POST"])
def answer(request: Request, _agency: AgencyShown, request_id: UUID) -> HttpResponseBase:
    """What is asked of the agency; the answer, checked; sent."""
    asked = next((one for one in asked_of(who=request.who) if one.id == request_id), None)
    if asked is None:
        return _no_longer(request, request_id)
    audit.read(by=request.who, person_id=asked.person_id, page="portal-request")
    typed = PAGE.read(request.POST.dict())
    step = request.POST.get("step", "")
    problems = PAGE.problems(typed) if step in ("check", "send") else {}
    if step == "send" and not problems:
        return _answer(request, asked, typed)
    return _asked(request, asked, typed, problems, checking=step == "check" and not problems)


@for_an_agency
@require_http_methods(["GET", "POST"])
def disagree(request: Request, _agency: AgencyShown, group_id: UUID) -> HttpResponseBase:
    """Why somebody disagrees with what was decided about what they told."""
    told = next((one for one in outcomes_for(who=request.who) if one.group_id == group_id), None)
    contact = own_contact(who=request.who, group_id=group_id)
    if told is None or contact is None:
        raise Http404
    why, problem = request.POST.get("why", ""), ""
    if request.method == "POST":
        try:
            actions.disagree(contact=contact, at=lived(), why=why, by=request.who)
            return redirect("portal")
        except BadInput as wrong:
            problem = words.capital(wrong.reason)
        except Refused as refused:
            problem = f"{refused.message} {refused.do}"
    return _disagreeing(request, told, why, problem)


def _answer(request: Request, asked: RequestShown, typed: dict[str, str]) -> HttpResponseBase:
    said = actions.Answered(
        kind=AnswerKind(typed["kind"]),
        at=lived(),
        told=typed["told"],
        basis_why=typed["why"],
        do_not_disclose=typed["disclose"] == KEEP,
    )
    found = request_for(who=request.who, request_id=asked.id)
    if found is None:
        return _no_longer(request, asked.id)
    actions.answer(request=found, answered=said, by=request.who)
    return redirect("portal")


def _no_longer(request: Request, request_id: UUID) -> HttpResponseBase:
    """Sent twice, it is sent; whose agency was asked hears that it was over meanwhile; else a 404."""
    if request.method != "POST" or not was_asked(who=request.who, request_id=request_id):
        raise Http404
    if has_answered(who=request.who, request_id=request_id):
        return redirect("portal")
    raise Refused(
        "This is asked no longer: it was answered, or decided without it. Nothing of yours was sent.",
        missing="a request that waits for an answer",
        do=f"If you know something that matters, go back, keep your words and ring {settings.TELEPHONE}.",
    )


def _asked(
    request: Request, asked: RequestShown, typed: Any, problems: dict[str, str], *, checking: bool
) -> HttpResponse:
    who_it_is = person(who=request.who, person_id=asked.person_id)
    limit = limits(request.who, [asked]).get(asked.id)
    page = {
        "asked": asked,
        "facts": present.about(asked, called(request.who, [asked]), who_it_is, limit),
        "question": PAGE,
        "typed": typed,
        "answers": present.answers(typed) if checking else (),
        "errors": problems,
        "telephone": settings.TELEPHONE,
    }
    return render(request, "outside/request.html", page, status=422 if problems else 200)


def _disagreeing(request: Request, told: OutcomeShown, why: str, problem: str) -> HttpResponse:
    page = {
        "told": told,
        "why": why,
        "errors": {"why": problem} if problem else {},
        "telephone": settings.TELEPHONE,
    }
    return render(request, "outside/disagree.html", page, status=422 if problem else 200)
