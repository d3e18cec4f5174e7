"""Agencies and their people, kept by whoever keeps the users."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.partners import actions, queries
from kinkeeper.partners.queries import AgencyShown
from kinkeeper.web import words
from kinkeeper.web.presenters import agencies as present
from kinkeeper.web.scope import Request, needing

Problems = dict[str, str]


@needing(Permission.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def listed(request: Request) -> HttpResponseBase:
    """Every agency, and the form that adds one."""
    problems: Problems = {}
    if request.method == "POST":
        found = _add(request)
        if isinstance(found, UUID):
            return redirect("agency", found)
        problems = found
    page = {
        "agencies": present.listed(queries.agencies(who=request.who)),
        "form": present.ADDING,
        "typed": request.POST,
        "errors": problems,
    }
    return render(request, "outside/agencies.html", page, status=422 if problems else 200)


@needing(Permission.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
def one(request: Request, agency_id: UUID) -> HttpResponseBase:
    """One agency and its people; somebody named, somebody ended, or the agency itself."""
    agency = queries.one_agency(who=request.who, agency_id=agency_id)
    if agency is None:
        raise Http404
    problems = _change(request, agency) if request.method == "POST" else None
    if request.method == "POST" and not problems:
        return redirect("agency", agency.id)
    return _page(request, agency, problems or {})


def _page(request: Request, agency: AgencyShown, problems: Problems) -> HttpResponse:
    members = queries.members(who=request.who, agency_id=agency.id)
    page = {
        "agency": agency,
        "facts": present.facts(agency),
        "present": [member for member in members if member.ended_on is None],
        "members": present.members(members),
        "form": present.NAMING,
        "typed": request.POST,
        "errors": problems,
    }
    return render(request, "outside/agency.html", page, status=422 if problems else 200)


def _add(request: Request) -> UUID | Problems:
    posted = request.POST
    try:
        made = actions.add_agency(
            name=posted.get("name", ""),
            kind=posted.get("kind", ""),
            domains=tuple(re.split(r"[\s,;]+", posted.get("domains", ""))),
            telephone=posted.get("telephone", ""),
            by=request.who,
        )
    except BadInput as wrong:
        return _told(wrong, "name")
    added: UUID = made.id
    return added


def _change(request: Request, agency: AgencyShown) -> Problems:
    """What keeps it from being done; nothing once it is."""
    posted, step = request.POST, request.POST.get("step", "")
    try:
        if step == "end":
            actions.end_agency(agency=agency.id, by=request.who)
        elif step == "end-member":
            actions.end_member(member=UUID(posted.get("member", "")), by=request.who)
        else:
            _name(request, agency)
    except BadInput as wrong:
        return _told(wrong, "full_name")
    except Refused as refused:
        return {"full_name": f"{refused.message} {refused.do}".strip()}
    except ValueError:
        return {"full_name": "Choose whose place ends"}
    return {}


def _name(request: Request, agency: AgencyShown) -> None:
    actions.add_member(
        agency=agency.id,
        full_name=request.POST.get("full_name", ""),
        email=request.POST.get("email", ""),
        by=request.who,
    )


def _told(wrong: BadInput, first: str) -> Problems:
    return {wrong.field or first: words.capital(wrong.reason)}
