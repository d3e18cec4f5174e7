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
from kinkeeper.frontdoor.enquiry_queries import RequestShown, asked_of, request_for
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
from kinkeeper.web.views.portal import called, for_an_agency


@for_an_agency
@require_http_methods(["GET", "POST"])
def answer(request: Request, _agency: AgencyShown, request_id: UUID) -> HttpResponseBase:
    """What is asked of the agency; the answer, checked; sent."""
    asked = next((one for one in asked_of(who=request.who) if one.id == request_id), None)
    if asked is None:
        raise Http404
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
        raise Refused("This is asked no longer.", missing="a request that waits for an answer")
    actions.answer(request=found, answered=said, by=request.who)
    return redirect("portal")


def _asked(
    request: Request, asked: RequestShown, typed: Any, problems: dict[str, str], *, checking: bool
) -> HttpResponse:
    who_it_is = person(who=request.who, person_id=asked.person_id)
    page = {
        "asked": asked,
        "facts": present.about(asked, called(request.who, [asked]), who_it_is),
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
