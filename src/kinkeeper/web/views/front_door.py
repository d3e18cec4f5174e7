"""The front door: what waits, each contact, and every step that is taken with it."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.enquiry_queries import requests_of
from kinkeeper.frontdoor.group_queries import (
    GroupShown,
    contact_for,
    decided_already,
    one_group,
    undone_of,
    waiting_closed,
    waiting_groups,
)
from kinkeeper.frontdoor.states import MOVES
from kinkeeper.frontdoor.stepping import QUALIFIED, why_not_qualified
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.web.contact_forms import BY_SLUG, Asked, also, letter, without_draft
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.presenters import contexts, escalated, tasks
from kinkeeper.web.presenters import front_door as present
from kinkeeper.web.presenters.front_door_closed import closed
from kinkeeper.web.presenters.said_of import told_lines
from kinkeeper.web.scope import Request, needing, not_there


@needing(Permission.SEE_FRONT_DOOR)
def queue(request: Request, view: str = present.ALL) -> HttpResponse:
    """What waits, the least time left first."""
    rows = present.waiting(request.who, waiting_groups(who=request.who))
    page = present.queue(rows, view)
    page["closed"] = closed(request.who, waiting_closed(who=request.who, opened=len(rows)))
    page["contexts"] = request.who.permits(Permission.SEE_CONTEXTS)
    page["places"] = len(contexts.waiting(request.who))
    page["joint"] = view == present.NOTICES and request.who.permits(Permission.SCREEN_CONTACT)
    page["tools"] = [*tasks.of_home(request.who), *escalated.of_home(request.who)]
    audit.listed(by=request.who, page="front-door", shown=page["shown"], details={"view": view})
    return render(request, "web/front-door.html", page)


@needing(Permission.SEE_FRONT_DOOR)
def contact(request: Request, group_id: UUID) -> HttpResponse:
    """One contact: what was told, of whom, what was done, and what may follow."""
    group = group_or_404(request, group_id)
    asked = requests_of(who=request.who, group_id=group_id)
    shown = [one.person_id for one in group.contacts]
    audit.listed(by=request.who, page="contact", shown=shown)
    page = {
        "group": group,
        "reference": reference(group.id),
        "facts": present.facts(group),
        "unmatched": [(one, told_lines(one)) for one in group.unmatched],
        "children": present.children(request.who, group, asked),
        "next": present.next_of(group),
        "closed": [one for one in group.children if one.closed],
        "undone": undone_of(who=request.who, group_id=group_id),
        "may_name": request.who.permits(Permission.RECEIVE_CONTACT),
        "may_close": request.who.permits(Permission.CLOSE_NAMELESS),
    }
    return render(request, "web/contact.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR, Permission.RECORD_CONTACT)
def step(request: Request, contact_id: UUID, slug: str) -> HttpResponseBase:
    """A step: asked, where it weighs much checked, and taken; of several children at once if asked."""
    asked, found = BY_SLUG.get(slug), contact_for(who=request.who, contact_id=contact_id)
    if asked is None or found is None:
        raise Http404
    what = MOVES[asked.step].permission
    if not present.allowed(request.who, what, found.person_id):
        return _second(request, asked, found.id) or _hidden(request, what, found.person_id)
    group = group_or_404(request, found.contact_group_id)
    others = present.others(request.who, group, found.id, asked.step)
    fields = (*asked.fields(request.who), *also(others))
    form = without_draft(read(request.POST, fields)) if request.method == "POST" else empty(fields)
    if form.doing:
        form, done = _taken(request, asked, [contact_id, *_also(form)], form)
        if done:
            return redirect("contact", group_id=group.id)
    return _page(request, asked, group, contact_id, form)


def group_or_404(request: Request, group_id: UUID) -> GroupShown:
    """What was told, or a 404 where the reader may not open it."""
    group = one_group(who=request.who, group_id=group_id)
    if group is None:
        audit.refused(by=request.who, what=Permission.SEE_FRONT_DOOR, thing=group_id)
        raise Http404
    return group


def _also(form: Form) -> list[UUID]:
    return [UUID(one) for one in form.values("also")]


def _taken(request: Request, asked: Asked, of: list[UUID], form: Form) -> tuple[Form, bool]:
    """The step taken of each of these contacts, all or none; or the form with what stands in the way."""
    try:
        with transaction.atomic():
            for one in of:
                found = contact_for(who=request.who, contact_id=one)
                asked.do(found, form, request.who)
    except NotAllowed:
        if refused := _decided(request, asked, of):
            return form.wrong(refused), False
        raise
    except (BadInput, Refused) as wrong:
        return form.wrong(wrong), False
    return form, True


def _second(request: Request, asked: Asked, contact_id: UUID) -> HttpResponseBase | None:
    """Whoever is second to decide is told who was first, with what they typed still there."""
    who = request.who
    refused = decided_already(who=who, contact_id=contact_id, kind=asked.step)
    found = contact_for(who=who, contact_id=contact_id)
    if refused is None or found is None:
        return None
    if request.method != "POST":
        raise refused
    form = read(request.POST, asked.fields(who)).wrong(refused)
    return _page(request, asked, group_or_404(request, found.contact_group_id), contact_id, form)


def _decided(request: Request, asked: Asked, of: list[UUID]) -> Refused | None:
    """The decision that somebody else made of one of these contacts meanwhile."""
    told = (decided_already(who=request.who, contact_id=one, kind=asked.step) for one in of)
    return next((one for one in told if one), None)


def _hidden(request: Request, what: Permission, person_id: UUID) -> HttpResponseBase:
    raise not_there(request.who, what, person_id)


def _page(
    request: Request, asked: Asked, group: GroupShown, contact_id: UUID, form: Form
) -> HttpResponse:
    people = {one.id: one.person_id for one in group.contacts}
    audit.listed(by=request.who, page="contact-step", shown=[people[contact_id]])
    page = {
        "asked": asked,
        "form": form,
        "group": group,
        "contact_id": contact_id,
        "child": present.name_of(request.who, people[contact_id]),
        "facts": present.facts(group),
        "letter": letter(form) if form.checking and group.may_be_told else "",
        "unqualified": why_not_qualified(request.who) if asked.step in QUALIFIED else None,
    }
    return render(request, "web/contact-step.html", page, status=form.status)
