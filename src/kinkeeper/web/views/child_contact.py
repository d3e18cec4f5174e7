"""A contact about a child, for those who work with the child: read, and taken where it is sent to them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.depth import Depth
from kinkeeper.frontdoor.actions import acknowledge
from kinkeeper.frontdoor.contact_queries import one_contact, own_contact
from kinkeeper.frontdoor.group_queries import telling
from kinkeeper.kernel.errors import Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.web.presenters import child_contact as present
from kinkeeper.web.presenters.banner import banner, pages
from kinkeeper.web.scope import Request, Subject, about_person


@require_http_methods(["GET", "POST"])
@about_person("contact", Depth.RECORD)
def contact(request: Request, subject: Subject, contact_id: UUID) -> HttpResponse:
    """What was told and done; sent to the child's worker, they say here that they have it."""
    who, problem = request.who, ""
    row = own_contact(who=who, contact_id=contact_id)
    if row is None or row.person_id != subject.id:
        raise Http404
    if request.method == "POST":
        try:
            acknowledge(contact=row, at=lived(), by=who)
        except Refused as wrong:
            problem = wrong.message
    found = one_contact(who=who, contact_id=contact_id)
    if found is None:
        raise Http404
    told = telling(who=who, group_id=found.group_id)
    page = present.page(who, found, told, problem) | {
        "banner": banner(who, subject),
        "views": pages(who, subject, "child-work"),
    }
    return render(request, "web/child-contact.html", page, status=422 if problem else 200)
