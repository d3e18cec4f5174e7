"""Asking other agencies about a child, and recording what they answer."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.action import all_or_none
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.frontdoor.actions import answer as record_answer
from kinkeeper.frontdoor.actions import ask as ask_agency
from kinkeeper.frontdoor.enquiry_queries import request_for
from kinkeeper.frontdoor.group_queries import contact_for
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.web import enquiry_forms
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import front_door as present
from kinkeeper.web.scope import Request, needing, not_there


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def ask(request: Request, contact_id: UUID) -> HttpResponseBase:
    """Which agencies are asked, for what, and by what right: all of them at once."""
    contact = contact_for(who=request.who, contact_id=contact_id)
    if contact is None:
        raise Http404
    if not may(request.who, Permission.DECIDE_REFERRAL, contact):
        raise not_there(request.who, Permission.DECIDE_REFERRAL, contact.person_id)
    fields = enquiry_forms.asking()
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if request.method == "POST" and not form.problems:
        try:
            with all_or_none(request.who):
                for one in enquiry_forms.asked(form):
                    ask_agency(contact=contact, asked=one, by=request.who)
            return redirect("contact", group_id=contact.contact_group_id)
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    return _page(request, "web/enquiry-ask.html", contact, {"form": form, "contact": contact})


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def answer(request: Request, request_id: UUID) -> HttpResponseBase:
    """What an agency answered, recorded for it at the front door."""
    asked = request_for(who=request.who, request_id=request_id)
    if asked is None:
        raise Http404
    fields = enquiry_forms.answering()
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if request.method == "POST" and not form.problems:
        try:
            record_answer(request=asked, answered=enquiry_forms.answered(form), by=request.who)
            return redirect("contact", group_id=asked.contact.contact_group_id)
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"form": form, "asked": asked, "agency": enquiry_forms.agency_of(asked)}
    return _page(request, "web/enquiry-answer.html", asked.contact, page)


def _page(
    request: Request, template: str, contact: object, page: dict[str, object]
) -> HttpResponseBase:
    person = contact.person_id  # type: ignore[attr-defined]
    audit.listed(by=request.who, page="enquiry", shown=[person])
    form = page["form"]
    page |= {
        "child": present.name_of(request.who, person),
        "group_id": contact.contact_group_id,  # type: ignore[attr-defined]
    }
    return render(request, template, page, status=form.status)  # type: ignore[attr-defined]
