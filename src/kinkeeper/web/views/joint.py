"""The joint triage: the day's police notices in one sitting, each decided for itself."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.action import all_or_none
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.actions import decide_contact, rate_contact
from kinkeeper.frontdoor.group_queries import contact_for, decided_already, of_groups
from kinkeeper.frontdoor.kinds import Step
from kinkeeper.frontdoor.stepping import of_another, why_not_qualified
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import lived
from kinkeeper.web.address import Address
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.paging import Paging, paging
from kinkeeper.web.presenters import joint as present
from kinkeeper.web.scope import Request, needing

Problems = dict[UUID, tuple[str, str]]


@require_http_methods(["GET", "POST"])
@needing(Permission.SCREEN_CONTACT)
def joint(request: Request) -> HttpResponseBase:
    """What nobody has decided on, with what is known of it; of each child answered, two steps."""
    if request.method == "POST":
        return _answered(request)
    found = present.to_triage(request.who)
    pages = paging(len(found), Address(request.path, request.GET.dict()), size=present.SIZE)
    shown = present.notices(request.who, found[pages.start : pages.start + pages.size])
    return _page(request, shown, empty(present.sitting(shown)), pages=pages)


def _answered(request: Request) -> HttpResponseBase:
    """What was pressed: of whom all is said it is done, and the rest is shown again with why not."""
    groups = of_groups(who=request.who, ids=_ids(request, "group"))
    shown = present.notices(request.who, groups, of=_ids(request, "child"))
    form = read(request.POST, present.sitting(shown))
    said_of = present.answered(form, shown)
    form = present.judged(form, said_of, gone=_gone(request, shown))
    if form.problems:
        return _page(request, shown, form)
    problems: Problems = {}
    for contact in said_of:
        problems |= _done(request, form, contact)
    if not problems:
        return redirect("front-door-joint")
    done = [one for one in said_of if one not in problems]
    return _page(request, shown, present.without(form, done, problems), done=done)


def _done(request: Request, form: Form, contact_id: UUID) -> Problems:
    """What stands in the way of the steps of one child, by the field it is about; none where taken."""
    try:
        _take(request, form, contact_id)
    except NotAllowed:
        refused = decided_already(who=request.who, contact_id=contact_id, kind=Step.DECIDED)
        if refused is None:
            raise
        return {contact_id: ("reason", refused.message)}
    except BadInput as wrong:
        return {contact_id: (wrong.field or "reason", wrong.reason)}
    except Refused as wrong:
        return {contact_id: ("reason", f"{wrong.message} {wrong.do}".strip())}
    return {}


def _take(request: Request, form: Form, contact_id: UUID) -> None:
    """The steps of one child, both or neither."""
    contact = contact_for(who=request.who, contact_id=contact_id)
    if contact is None:
        raise of_another()
    with all_or_none(request.who):
        if rag := present.rating(form, contact_id):
            rate_contact(contact=contact, rag=rag, at=lived(), by=request.who)
        made = present.decision(form, contact_id)  # of a moment after it was rated
        decide_contact(contact=contact, decision=made, by=request.who)


def _gone(request: Request, shown: Sequence[present.Notice]) -> bool:
    """Whether something was said of a contact that is not of these children any more."""
    here = {child.contact_id for notice in shown for child in notice.children}
    lost = [one for one in _ids(request, "child") if one not in here]
    return any(any(request.POST.getlist(name)) for one in lost for name in present.named(one))


def _ids(request: Request, name: str) -> list[UUID]:
    """The ids sent under a name; what is none is no id of ours."""
    try:
        return [UUID(one) for one in request.POST.getlist(name)[: present.SIZE * 20]]
    except ValueError:
        return []


def _page(
    request: Request,
    shown: Sequence[present.Notice],
    form: Form,
    *,
    done: Sequence[UUID] = (),
    pages: Paging | None = None,
) -> HttpResponse:
    seen = [one.person_id for notice in shown for one in notice.children]
    audit.listed(by=request.who, page="front-door-joint", shown=seen)
    fields = {one.name: one for one in form.fields}
    page = {"notices": shown, "form": form, "asked": fields, "done": done, "pages": pages,
            "unqualified": why_not_qualified(request.who),
            "totals": present.day_counts(request.who)}  # fmt: skip
    return render(request, "web/joint-triage.html", page, status=form.status)
