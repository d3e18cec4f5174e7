"""Loading the authority's files, and the report of what became of every row."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.jobs.queries import standing
from kinkeeper.jobs.send import send
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.returns import queries
from kinkeeper.returns.presenters import LoadShown
from kinkeeper.web.address import Address
from kinkeeper.web.filters import panel
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import imports as present
from kinkeeper.web.scope import Request, needing

ANEW: Final = {"HX-Refresh": "true"}


@require_http_methods(["GET", "POST"])
@needing(Permission.LOAD_FILES, Permission.SEE_LOADS)
def imports(request: Request) -> HttpResponseBase:
    """What was loaded before; and, for those who may, the form that loads more."""
    if request.method == "POST":
        return _load(request)
    return _form(request)


@needing(Permission.LOAD_FILES, Permission.SEE_LOADS)
def report(request: Request, load_id: UUID) -> HttpResponseBase:
    """What became of every table, every kind of record, and each row not taken; or how it stands."""
    found = queries.one_load(who=request.who, load_id=load_id)
    if found is None:
        raise Http404
    if found.load.state != "loaded" or "seen" in request.GET:
        return _standing(request, found.load)
    return render(request, "web/report.html", _report(request, found))


def _load(request: Request) -> HttpResponseBase:
    try:
        sent = send(files=request.FILES.getlist("files"), by=request.who)
    except NotAllowed:
        raise
    except (BadInput, Refused) as error:
        return _form(request, error)
    return redirect("import-report", load_id=sent)


def _standing(request: Request, load: LoadShown) -> HttpResponseBase:
    """How a load stands. To a page that asks what is new: nothing, or that it should be shown anew."""
    stands = present.stands(load, standing())
    seen = request.GET.get("seen")
    if seen is None:
        return render(request, "web/load.html", {"stands": stands})
    if not request.headers.get("HX-Request"):
        return redirect("import-report", load_id=load.id)
    return HttpResponse(status=204) if seen == stands.seen else HttpResponse(headers=ANEW)


def _form(request: Request, error: BadInput | Refused | None = None) -> HttpResponse:
    context = {
        "error": error,
        "may_load": request.who.permits(Permission.LOAD_FILES),
        "records_to": queries.records_to(),
        "nobody_loads": present.UNHEARD if standing().unheard else None,
        "loads": present.loads(queries.recent_loads(who=request.who)),
    }
    return render(request, "web/imports.html", context, status=422 if error else 200)


def _report(request: Request, found: queries.LoadReport) -> dict[str, object]:
    address = Address(request.path, request.GET.dict())
    stopped = present.STOPPED.value_in(address.choices)
    number = present.total(found, stopped)
    pages = paging(number, address)
    rows = queries.findings(who=request.who, load_id=found.load.id, stopped=stopped)
    shown = queries.shown(who=request.who, rows=list(rows[pages.start : pages.start + pages.size]))
    _note(request, found.load.id, [one.person_id for one in shown if one.person_id])
    return {
        "summary": present.summary(found.load),
        "figures": present.figures(found.load, address),
        "files": present.files(found.files),
        "tables": present.tables(found.tables),
        "records": present.records(found.records),
        "filters": panel("Narrow the findings", [present.STOPPED], address),
        "any_findings": bool(found.findings_by_kind),
        "findings": present.findings(shown, number),
        "pages": pages,
    }


def _note(request: Request, load_id: UUID, people: list[UUID]) -> None:
    audit.listed(by=request.who, page="load", shown=people, details={"load": load_id})
