"""Checks of the records: what each found, and which could not be run."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.duties import finding_queries as queries
from kinkeeper.law.checks import CHECKS
from kinkeeper.people.queries import names_of
from kinkeeper.web.address import Address
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters import checks as present
from kinkeeper.web.scope import Request, needing


@needing(Permission.SEE_LOADS)
def tallied(request: Request) -> HttpResponse:
    """Every check: what it found, that it found nothing, or why it was not run."""
    tallies = queries.tallies(who=request.who)
    found = {
        "broken": present.broken(tallies),
        "met": present.met(tallies),
        "not_run": present.not_run(tallies),
    }
    return render(request, "web/checks.html", found)


@needing(Permission.SEE_LOADS)
def one(request: Request, check_id: str) -> HttpResponse:
    """The children a check found something wrong with."""
    check = next((check for check in CHECKS if check.id == check_id), None)
    if check is None:
        raise Http404
    rows = queries.findings(who=request.who, check=check.id)
    pages = paging(total := rows.count(), Address(request.path, request.GET.dict()))
    found = [queries.shown(row) for row in rows[pages.start : pages.start + pages.size]]
    shown = [row.person_id for row in found]
    audit.listed(by=request.who, page="check", shown=shown, details={"check": check.id})
    names = names_of(request.who, shown)
    not_run = queries.tally(who=request.who, check=check).not_run
    told = {"check": check, "facts": present.facts(check), "pages": pages, "not_run": not_run}
    return render(request, "web/check.html", told | {"list": present.listed(found, names, total)})
