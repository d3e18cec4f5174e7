"""Loading the authority's files, and the report of what became of every row."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.returns import queries
from kinkeeper.returns.loading.load import load
from kinkeeper.web.address import Address
from kinkeeper.web.filters import panel
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import imports as present
from kinkeeper.web.scope import Request, needing
from kinkeeper.web.uploads import kept


@require_http_methods(["GET", "POST"])
@needing(Permission.LOAD_FILES, Permission.SEE_LOADS)
def imports(request: Request) -> HttpResponseBase:
    """What was loaded before; and, for those who may, the form that loads more."""
    if request.method == "POST":
        return _load(request)
    return _form(request)


@needing(Permission.LOAD_FILES, Permission.SEE_LOADS)
def report(request: Request, load_id: UUID) -> HttpResponse:
    """What became of every table, every kind of record, and each row that was not taken."""
    found = queries.one_load(who=request.who, load_id=load_id)
    if found is None:
        raise Http404
    return render(request, "web/report.html", _report(request, found))


def _load(request: Request) -> HttpResponseBase:
    try:
        with kept(request.FILES.getlist("files")) as paths:
            done = load(paths=paths, by=request.who)
    except NotAllowed:
        raise
    except (BadInput, Refused) as error:
        return _form(request, error)
    return redirect("import-report", load_id=done.load_id)


def _form(request: Request, error: BadInput | Refused | None = None) -> HttpResponse:
    context = {
        "error": error,
        "may_load": request.who.permits(Permission.LOAD_FILES),
        "records_to": queries.records_to(),
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
