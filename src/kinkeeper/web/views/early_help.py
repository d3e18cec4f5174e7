"""Early help: whose, one family's, and each step of it as a question page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.duties.next_up import next_up
from kinkeeper.earlyhelp import queries
from kinkeeper.earlyhelp.queries import Help, HelpShown
from kinkeeper.earlyhelp.queries.helping import Waited
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.periods import financial_year
from kinkeeper.people.queries import names_of
from kinkeeper.web.address import Address
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.helping import starting
from kinkeeper.web.helping.steps import ASKINGS, Asking, follows, stands_before
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import early_help as present
from kinkeeper.web.presenters import tasks
from kinkeeper.web.questions import Fields
from kinkeeper.web.record_page import around, opened
from kinkeeper.web.scope import Request, Subject, about_person, needing, not_there, subject_of


class OfSomebody(Protocol):
    """A row of a list that is about somebody."""

    @property
    def person_id(self) -> UUID: ...


PAGE, LETS_GO = "early_help", "let-go"


@needing(Permission.SEE_EARLY_HELP)
def listed(request: Request) -> HttpResponse:
    """One's own, or all that one may read, worst first; what is offered; how long families wait."""
    who, mine = request.who, "all" not in request.GET and _leads(request)
    found, offered = queries.listed(who=who, mine=mine), queries.not_accepted(who=who)
    held, everybody = queries.held_up_by(who=who), [one.person_id for one in found]
    nexts = next_up(who=who, person_ids=everybody, area="early_help", as_at=who.on)
    pages = paging(len(found), Address(request.path, request.GET.dict()))
    rows = present.worst_first(found, nexts)[pages.start : pages.start + pages.size]
    names = _named(request, rows, offered[: present.MOST], held[: present.MOST])
    page = {
        "list": present.listed(rows, names, nexts, who.on, len(found)),
        "pages": pages,
        "totals": present.totals(found, nexts, who.on),
        "tabs": present.tabs(mine=mine, all_too=_leads(request)),
        "offered": present.handovers(offered, names),
        "held": present.held_up(held, names),
        "waited": present.waited(_waited(request)),
        "tools": tasks.of_home(who),
    }
    return render(request, "web/early-help.html", page)


def one(request: Request, help_id: UUID) -> HttpResponse:
    """Consent, lead, assessment, team, plan, reviews and steps; and what may be done next."""
    found, subject = _opened(request, help_id)
    told = queries.shown(who=request.who, early_help=found)
    page = around(request, subject, "child-work") | {
        "told": told,
        "facts": present.facts(told),
        "assessment": present.assessment(told),
        "ways": present.ways(told, request.who),
        **present.tables(told, request.who.on),
    }
    return render(request, "web/early-help-one.html", page)


@require_http_methods(["GET", "POST"])
def step(request: Request, help_id: UUID, slug: str) -> HttpResponseBase:
    """One step: what stands before it, or what is asked; kept, the page of early help again."""
    found, subject = _opened(request, help_id, slug)
    asking = ASKINGS.get(slug)
    if asking is None:
        raise Http404
    if not may(request.who, asking.needs, found.person_id):
        raise not_there(request.who, asking.needs, found.person_id)
    told = queries.shown(who=request.who, early_help=found)
    if not follows(asking, told):
        return redirect("early-help-one", help_id=help_id)
    form = _sent(request, asking.fields(told, request.who))
    if _is_to_be_done(form, checked=asking.checked) and not stands_before(asking, told):
        try:
            asking.act(found, form, request.who)
            return _back(request, help_id)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    return _asked(request, subject, told, asking, form)


@require_http_methods(["GET", "POST"])
@about_person(PAGE, Depth.BANNER, Permission.START_EARLY_HELP)
def start(request: Request, subject: Subject) -> HttpResponseBase:
    """Ask for early help for a child and their family."""
    form = _sent(request, starting.start_fields(request.who))
    if form.doing:
        try:
            made = starting.start(subject.id, form, request.who)
            return _onward(request, made)
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/early-help-start.html", page, status=form.status)


def _waited(request: Request) -> Waited:
    since = financial_year.of(request.who.on).start
    return queries.days_to_help(who=request.who, since=since, until=request.who.on)


def _named(request: Request, *parts: Iterable[OfSomebody]) -> present.Names:
    """The names of whom lists show, once that they were shown is in the audit."""
    shown = [one.person_id for part in parts for one in part]
    audit.listed(by=request.who, page=PAGE, shown=shown)
    return names_of(request.who, shown)


def _asked(
    request: Request, subject: Subject, told: HelpShown, asking: Asking, form: Form
) -> HttpResponse:
    page = around(request, subject, "child-work") | {
        "told": told,
        "asking": asking,
        "here": request.path,
        "waits": present.before(stands_before(asking, told)),
        "form": form,
        "errors": form.problems,
        "checking": asking.checked and form.checking,
    }
    return render(request, "web/early-help-step.html", page, status=form.status)


def _opened(request: Request, help_id: UUID, slug: str = "") -> tuple[Help, Subject]:
    """The early help, for who reads it; to let something go, for who may, and reads no further."""
    if slug == LETS_GO and (waits := queries.to_let_go(who=request.who, early_help_id=help_id)):
        subject = subject_of(request.who, waits.person_id)
        audit.read(by=request.who, person_id=subject.id, page=PAGE)
        return waits, subject
    found = queries.seen(who=request.who, early_help_id=help_id)
    return opened(request, found, help_id, queries.whose, PAGE)


def _back(request: Request, help_id: UUID) -> HttpResponseBase:
    """To the early help, for who may still read it; else to the list."""
    if queries.seen(who=request.who, early_help_id=help_id):
        return redirect("early-help-one", help_id=help_id)
    return redirect("early-help")


def _onward(request: Request, made: Help) -> HttpResponseBase:
    """To what was begun, for who may read it; else back to the child."""
    if queries.seen(who=request.who, early_help_id=made.id):
        return redirect("early-help-one", help_id=made.id)
    return redirect("child", person_id=made.person_id)


def _leads(request: Request) -> bool:
    """Whether they lead early help themselves, and so have some of their own."""
    return request.who.permits(Permission.RECORD_EARLY_HELP)


def _sent(request: Request, fields: Fields) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)


def _is_to_be_done(form: Form, *, checked: bool) -> bool:
    """Whether it was pressed with nothing wrong; where answers are checked, for the second time."""
    return form.doing or (not checked and form.step == "keep" and not form.problems)
