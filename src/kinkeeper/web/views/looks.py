"""Looks at records that somebody should ask about."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import looks as queries
from kinkeeper.access.actions import answer_looks
from kinkeeper.access.looks import OUTCOMES, Unusual
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import alerts
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import glass
from kinkeeper.web.presenters import looks as present
from kinkeeper.web.scope import Request, needing


@needing(Permission.SEE_AUDIT)
def listed(request: Request) -> HttpResponse:
    """What nobody has answered for yet, the alerts, and what was answered lately."""
    total = queries.unusual(request.who, answered=False, size=0).total
    pages = paging(total, Address(request.path, request.GET.dict()))
    waiting = queries.unusual(request.who, answered=False, start=pages.start, size=pages.size)
    done = queries.unusual(request.who, answered=True)
    found = {
        "waiting": present.listed("To ask about", waiting),
        "pages": pages,
        "alerts": present.alerts(alerts(request.who, limit=25)),
        "answered": present.listed("Answered for lately", done),
        "rules": present.rules(),
        "notes": glass.notes(request.who),
    }
    return render(request, "web/looks.html", found)


@needing(Permission.SEE_AUDIT)
@require_http_methods(["GET", "POST"])
def one(request: Request, looks_id: UUID) -> HttpResponseBase:
    """What was found, each look, and the form that says what came of asking."""
    found = queries.one_unusual(request.who, looks_id)
    if found is None:
        raise Http404
    errors = _answer(request, found) if request.method == "POST" else None
    if request.method == "POST" and errors is None:
        return redirect("looks")
    page = _page(request, found) | {"typed": request.POST, "errors": errors}
    return render(request, "web/looks-one.html", page, status=422 if errors else 200)


def _page(request: Request, found: Unusual) -> dict[str, object]:
    return {
        "looks": found,
        "facts": present.facts(found),
        "entries": present.pages(queries.looks_of(request.who, found)),
        "answers": present.answers(found.answers),
        "own": found.user_id == request.who.id,
        "outcomes": OUTCOMES,
    }


def _answer(request: Request, found: Unusual) -> dict[str, str] | None:
    """What is wrong with the answer, by field; nothing once it is kept."""
    outcome, why = request.POST.get("outcome", ""), request.POST.get("why", "")
    try:
        answer_looks(looks=found.id, outcome=outcome, why=why, by=request.who)
    except BadInput as wrong:
        return {wrong.field or "why": words.capital(wrong.reason)}
    except Refused as wrong:
        return {"outcome": wrong.message}
    return None
