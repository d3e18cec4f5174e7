"""The front door: what waits, each contact, and every step that is taken with it."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.action import all_or_none
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.enquiry_queries import requests_of
from kinkeeper.frontdoor.group_queries import (
    GroupShown,
    contact_for,
    decided_already,
    moved,
    one_group,
    undone_of,
    waiting_closed,
)
from kinkeeper.frontdoor.states import MOVES
from kinkeeper.frontdoor.stepping import QUALIFIED, of_another, why_not_qualified
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import reference
from kinkeeper.web.address import Address
from kinkeeper.web.contact_forms import BY_SLUG, Asked, also, letter, without_draft
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.presenters import contexts, escalated, tasks
from kinkeeper.web.presenters import front_door as present
from kinkeeper.web.presenters import front_door_queue as queued
from kinkeeper.web.presenters.front_door_closed import closed
from kinkeeper.web.presenters.said_of import told_lines
from kinkeeper.web.scope import Request, needing, not_there


@needing(Permission.SEE_FRONT_DOOR)
def queue(request: Request, view: str = present.ALL) -> HttpResponse:
    """What waits, the least time left first."""
    rows = queued.waiting(request.who)
    page = queued.queue(request.who, rows, view, Address(request.path, request.GET.dict()))
    page["closed"] = closed(request.who, waiting_closed(who=request.who, opened=len(rows)))
    page["contexts"] = request.who.permits(Permission.SEE_CONTEXTS)
    page["plan_enquiries"] = request.who.permits(Permission.ANSWER_PLAN_ENQUIRY)
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
    judging = present.judging(request.who)
    page = {
        "group": group,
        "reference": reference(group.id),
        "facts": present.facts(group),
        "unmatched": [(one, told_lines(one)) for one in group.unmatched],
        "children": present.children(request.who, group, asked, judges=not judging["unqualified"]),
        "next": present.next_of(group),
        "closed": [one for one in group.children if one.closed],
        "undone": undone_of(who=request.who, group_id=group_id),
        "may_name": request.who.permits(Permission.RECEIVE_CONTACT),
        **judging,
    }
    return render(request, "web/contact.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR, Permission.RECORD_CONTACT)
def step(request: Request, contact_id: UUID, slug: str) -> HttpResponseBase:
    """A step: asked, where it weighs much checked, and taken; of several children at once if asked."""
    asked, found = BY_SLUG.get(slug), contact_for(who=request.who, contact_id=contact_id)
    if asked is None or found is None:
        return _moved(request, asked, contact_id)
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
        with all_or_none(request.who):
            for one in of:
                found = contact_for(who=request.who, contact_id=one)
                if found is None:
                    raise of_another()
                asked.do(found, form, request.who)
    except NotAllowed:
        if refused := _meanwhile(request, asked, of):
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
    return _late(request, asked, contact_id, found.contact_group_id, refused)


def _moved(request: Request, asked: Asked | None, contact_id: UUID) -> HttpResponseBase:
    """Whoever has a form open of a contact of another child is told so, with what they typed."""
    group_id = moved(who=request.who, contact_id=contact_id)
    if asked is None or group_id is None:
        raise Http404
    return _late(request, asked, contact_id, group_id, of_another())


def _late(
    request: Request, asked: Asked, contact_id: UUID, group_id: UUID, refused: Refused
) -> HttpResponseBase:
    if request.method != "POST":
        raise refused
    form = read(request.POST, asked.fields(request.who)).wrong(refused)
    return _page(request, asked, group_or_404(request, group_id), contact_id, form)


def _meanwhile(request: Request, asked: Asked, of: list[UUID]) -> Refused | None:
    """What somebody else did with one of these contacts meanwhile: decided on it, or undid its match."""
    for one in of:
        if made := decided_already(who=request.who, contact_id=one, kind=asked.step):
            return made
        if moved(who=request.who, contact_id=one):
            return of_another()
    return None


def _hidden(request: Request, what: Permission, person_id: UUID) -> HttpResponseBase:
    raise not_there(request.who, what, person_id)


def _page(
    request: Request, asked: Asked, group: GroupShown, contact_id: UUID, form: Form
) -> HttpResponse:
    about = [one.person_id for one in group.contacts if one.id == contact_id]
    audit.listed(by=request.who, page="contact-step", shown=about)
    page = {
        "asked": asked,
        "form": form,
        "group": group,
        "contact_id": contact_id,
        "child": present.name_of(request.who, about[0]) if about else "",
        "facts": present.facts(group),
        "letter": letter(form) if form.checking and group.may_be_told else "",
        "unqualified": why_not_qualified(request.who) if asked.step in QUALIFIED else None,
    }
    return render(request, "web/contact-step.html", page, status=form.status)
