"""Work: one's own, one's team's, and why a thing is on a list."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.casefile.queries.alerts import AlertShown
from kinkeeper.duties.queries import Scope, Timing, Wanted, not_run, whose, why, worklist
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import chosen
from kinkeeper.web.fragments import answer
from kinkeeper.web.paging import asked_page
from kinkeeper.web.presenters import alerts, cover, escalated, glass, records, tasks, waiver
from kinkeeper.web.presenters import banner as who_it_is
from kinkeeper.web.presenters import duty as told
from kinkeeper.web.presenters import work as present
from kinkeeper.web.presenters.runs import given
from kinkeeper.web.presenters.welcome import parts
from kinkeeper.web.scope import Request, needing, not_there, subject_of
from kinkeeper.web.sorting import asked_sort


def home(request: Request, view: str = "") -> HttpResponseBase:
    """What is overdue and due, of the reader's own or their team's; without work, where to go."""
    open_to = present.scopes(request.who)
    here = next((scope for scope in open_to if scope.value == view), None)
    if not open_to:
        return render(request, "web/welcome.html", {"parts": parts(request.who)})
    if here is None and view:
        raise PermissionDenied
    return _work(request, open_to, here or present.landing(open_to))


@needing(Permission.SEE_OWN_WORK, Permission.SEE_TEAM_WORK)
def waiting(request: Request) -> HttpResponse:
    """The clocks that no duty can come from yet, each with its reason."""
    reasons = not_run()
    return render(
        request, "web/waiting.html", {"count": len(reasons), "areas": present.by_area(reasons)}
    )


def duty(request: Request, duty_id: UUID) -> HttpResponse:
    """Why is this on my list? The clock, its dates, its source."""
    reason = why(who=request.who, duty_id=duty_id, as_at=request.who.on)
    if reason is None:
        raise not_there(request.who, Permission.SEE_RECORD, whose(duty_id) or duty_id)
    subject = subject_of(request.who, reason.owed.person_id)
    audit.read(by=request.who, person_id=subject.id, page="duty")
    return render(
        request,
        "web/duty.html",
        {
            "banner": who_it_is.banner(request.who, subject),
            "views": who_it_is.pages(request.who, subject, "child-work"),
            "what": plain_title(reason.owed.clock),
            "sentence": told.sentence(reason, request.who.on),
            "facts": told.facts(reason),
            "doubts": told.doubts(reason.owed),
            "waiving": waiver.panel(request.who, reason),
        },
    )


def _work(request: Request, open_to: list[Scope], here: Scope) -> HttpResponse:
    who, address = request.who, Address(request.path, request.GET.dict())
    wanted = _wanted(address, here)
    owing = worklist(who=who, wanted=wanted, as_at=who.on)
    news = alerts.of_home(who)
    shown = [row.person_id for row in owing.rows] + alerts.people(news)
    audit.listed(by=who, page="worklist", shown=shown, details={"view": here.value})
    around = {
        "heading": present.VIEWS[here][0],
        "records_to": records.known_until(who.on),
        "tabs": present.tabs(open_to, here),
        "not_run": len(not_run()),
        "given": given.notes(who),
        "covering": cover.own(who) if here is Scope.MINE else [],
        "absent": present.absent(who, here),
        "sections_closed": words.sections(owing.closed),
    }
    names = names_of(who, shown)
    found = present.part(owing, names, address, sort=wanted.sort, today=who.on)
    return answer(request, "home", "worklist", around | found | _told(who, news))


def _told(who: Who, news: tuple[AlertShown, ...]) -> dict[str, object]:
    """What the reader is told beside the list: tasks, what is escalated to them, alerts."""
    tools = [*tasks.of_home(who), *glass.of_home(who), *escalated.of_home(who)]
    return {"tools": tools, "alerts": alerts.cards(who, news)}


def _wanted(address: Address, here: Scope) -> Wanted:
    narrowed = chosen(present.choices(), address.choices)
    return Wanted(
        scope=here,
        timing=Timing(narrowed.get("when", Timing.ALL)),
        area=narrowed.get("area"),
        sort=asked_sort(address, present.SORTS, default="due"),
        page=asked_page(address),
    )
