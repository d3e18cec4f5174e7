"""Taking a contact, and finding out which child it is about before anybody is added."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.frontdoor.actions import add_child, match_child, receive
from kinkeeper.frontdoor.group_queries import child_told
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.people.candidates import Told as Looked
from kinkeeper.people.candidates import candidates
from kinkeeper.web import new_contact
from kinkeeper.web.decision_form import empty, read
from kinkeeper.web.presenters import matching
from kinkeeper.web.scope import Request, needing, not_there


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def match(request: Request, child_id: UUID) -> HttpResponseBase:
    """Who is like the child that was told of, side by side; then said to be one, or added."""
    child = child_told(who=request.who, child_id=child_id)
    if child is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            _matched(request, child, request.POST.get("person", ""))
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            problem = matching.said(wrong)
        else:
            return redirect("contact", group_id=child.contact_group_id)
    found = candidates(who=request.who, told=_looked_for(child))
    page = matching.page(request.who, child, found, problem)
    return render(request, "web/contact-match.html", page, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def new(request: Request) -> HttpResponseBase:
    """What somebody tells by telephone, letter or in person, taken down while they tell it."""
    fields = new_contact.fields()
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if request.method == "POST" and not form.problems:
        try:
            group = receive(told=new_contact.told(form), by=request.who)
            return redirect("contact", group_id=group.id)
        except BadInput as wrong:
            form = form.wrong(wrong)
    page = {"form": form, "last": new_contact.LAST, "more": new_contact.has_more(form)}
    return render(request, "web/contact-new.html", page, status=form.status)


def _looked_for(child: Any) -> Looked:
    """Everything said of the child by which they may be found here."""
    return Looked(
        child.forename,
        child.surname,
        child.born_on,
        postcode=child.postcode or None,
        address=child.address,
        age=child.age_said,
        on=child.contact_group.received_on,
    )


def _matched(request: Request, child: object, chosen: str) -> None:
    if chosen == "new":
        add_child(child=child, by=request.who)  # type: ignore[arg-type]
        return
    try:
        person = UUID(chosen)
    except ValueError:
        raise BadInput("say who the child is, or that nobody here is", field="person") from None
    if not may(request.who, Permission.RECORD_CONTACT, person):
        raise not_there(request.who, Permission.RECORD_CONTACT, person)
    audit.read(by=request.who, person_id=person, page="contact-match")
    match_child(child=child, person=person, by=request.who)  # type: ignore[arg-type]
