"""The children of a contact put right: one more named, a match undone, or no child to be looked for."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.frontdoor.actions import close_child, name_child, unmatch_child
from kinkeeper.frontdoor.group_queries import (
    child_told,
    group_for,
    match_of,
    one_group,
    was_undone,
)
from kinkeeper.frontdoor.kinds import NotAChild
from kinkeeper.frontdoor.stepping import undone_already, why_not_qualified
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.web import named_forms
from kinkeeper.web.decision_form import Field, Form, empty, read
from kinkeeper.web.presenters import front_door as present
from kinkeeper.web.scope import Request, needing

Do = Callable[[Form], object]


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def name(request: Request, group_id: UUID) -> HttpResponseBase:
    """A child whom somebody reads in what was told, added to it."""
    group = group_for(who=request.who, group_id=group_id)
    if group is None or not request.who.permits(Permission.RECEIVE_CONTACT):
        raise Http404

    def do(form: Form) -> object:
        return name_child(group=group, named=named_forms.named(form), by=request.who)

    return _page(request, group_id, named_forms.NAME, named_forms.naming(), do)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_FRONT_DOOR)
def unmatch(request: Request, child_id: UUID) -> HttpResponseBase:
    """A child told of who is not who they were said to be."""
    match = match_of(who=request.who, child_id=child_id)
    if match is None:
        if was_undone(who=request.who, child_id=child_id):
            raise undone_already()
        raise Http404

    def do(form: Form) -> object:
        return unmatch_child(match=match, why=form.value("reason"), by=request.who)

    audit.listed(by=request.who, page="contact-unmatch", shown=[match.contact.person_id])
    return _page(request, match.child.contact_group_id, named_forms.UNMATCH, named_forms.WHY, do)


@require_http_methods(["GET", "POST"])
@needing(Permission.CLOSE_NAMELESS)
def close(request: Request, child_id: UUID) -> HttpResponseBase:
    """What was told is about no child to be looked for."""
    child = child_told(who=request.who, child_id=child_id)
    if child is None:
        raise Http404
    if refused := why_not_qualified(request.who):
        raise refused

    def do(form: Form) -> object:
        kind = NotAChild(form.value("kind"))
        return close_child(child=child, kind=kind, why=form.value("reason"), by=request.who)

    return _page(request, child.contact_group_id, named_forms.CLOSE, named_forms.closing(), do)


def _page(
    request: Request, group_id: UUID, words: named_forms.Words, fields: Sequence[Field], do: Do
) -> HttpResponseBase:
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing:
        try:
            do(form)
            return redirect("contact", group_id=group_id)
        except NotAllowed:
            raise
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    group = one_group(who=request.who, group_id=group_id)
    page = {"form": form, "words": words, "group_id": group_id, "here": request.path}
    page["facts"] = present.facts(group) if group else []
    return render(request, "web/contact-named.html", page, status=form.status)
