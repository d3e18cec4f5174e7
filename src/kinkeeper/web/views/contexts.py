"""Contexts: the places and peer groups of concern, one of them, and each step of it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.contexts import queries
from kinkeeper.contexts.actions import open_context
from kinkeeper.contexts.queries import ContextShown
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.people.search import SearchFailed, search
from kinkeeper.web import context_forms as forms
from kinkeeper.web.decision_form import Choices, Form, empty, read
from kinkeeper.web.presenters import contexts as present
from kinkeeper.web.scope import Request, needing

PAGE = "context"


@needing(Permission.SEE_CONTEXTS)
def listed(request: Request) -> HttpResponse:
    """Every context, those that are open first."""
    found = queries.contexts(who=request.who)
    shown = [person for one in found for person in present.told_of(one)]
    audit.listed(by=request.who, page="contexts", shown=shown)
    page = {
        "list": present.listed(found, request.who),
        "waiting": present.contacts(present.waiting(request.who), "Told of a place or a group"),
        "may_add": _keeps(request),
    }
    return render(request, "web/contexts.html", page)


@needing(Permission.SEE_CONTEXTS)
def one(request: Request, context_id: UUID) -> HttpResponse:
    """One context: what is known of it, its children, contacts, assessments, plan and chronology."""
    told = _context(request, context_id)
    page = {"told": told, **present.page(told, request.who)}
    return render(request, "web/context.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.KEEP_CONTEXTS)
def new(request: Request) -> HttpResponseBase:
    """Open a context."""
    fields = forms.new_fields()
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing:
        try:
            made = open_context(named=forms.opened(form), by=request.who)
            return redirect("context", context_id=made.id)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    return render(request, "web/context-new.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_CONTEXTS)
def step(request: Request, context_id: UUID, slug: str) -> HttpResponseBase:
    """One step: what it asks, and, answered, the context again."""
    told, asking = _context(request, context_id), forms.ASKINGS.get(slug)
    if asking is None:
        raise Http404
    if not request.who.permits(asking.needs):
        raise PermissionDenied
    if not asking.fits(request.who, told):
        return redirect("context", context_id=told.id)
    fields = asking.fields(request.who, told)
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing:
        form, done = _done(request, asking.do, told, form)
        if done:
            return redirect("context", context_id=told.id)
    page = {"told": told, "asking": asking, "form": form}
    return render(request, "web/context-step.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
@needing(Permission.LINK_CONTEXT)
def link(request: Request, context_id: UUID) -> HttpResponseBase:
    """Find a child by name or number, and say since when they are of this context."""
    told, text = _context(request, context_id), request.POST.get("text", "").strip()[:200]
    if not told.is_open:
        return redirect("context", context_id=told.id)
    try:
        found = present.choices(search(who=request.who, text=text), request.who) if text else ()
    except SearchFailed:
        return render(request, "errors/search_failed.html", {"text": text}, status=503)
    form = _linking(request, found, text)
    if found and form.doing:
        form, done = _done(request, forms.link, told, form)
        if done:
            return redirect("context", context_id=told.id)
    page = {"told": told, "form": form, "found": found, "text": text}
    return render(request, "web/context-link.html", page, status=form.status)


def _linking(request: Request, found: Choices, text: str) -> Form:
    """Who is looked for; once somebody is found, who of them it is."""
    fields = forms.link_fields(found, text) if found else forms.search_fields()
    sent = request.method == "POST" and (not found or request.POST.get("step") == "do")
    return read(request.POST, fields) if sent else empty(fields)


def _done(request: Request, do: object, told: ContextShown, form: Form) -> tuple[Form, bool]:
    try:
        do(told, form, request.who)  # type: ignore[operator]
    except NotAllowed:
        raise
    except (BadInput, Refused) as wrong:
        return form.wrong(wrong), False
    return form, True


def _context(request: Request, context_id: UUID) -> ContextShown:
    """One context, once the look is in the audit with every child it tells of; or a 404."""
    told = queries.one_context(who=request.who, context_id=context_id)
    if told is None:
        audit.refused(by=request.who, what=Permission.SEE_CONTEXTS, thing=None)
        raise Http404
    audit.listed(by=request.who, page=PAGE, shown=present.told_of(told))
    return told


def _keeps(request: Request) -> bool:
    return request.who.permits(Permission.KEEP_CONTEXTS)
