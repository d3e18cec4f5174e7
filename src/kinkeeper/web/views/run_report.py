"""The report of a check as a file: a page, a workbook, CSV or JSON, from what was kept of it."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse

from kinkeeper.access.permissions import Permission
from kinkeeper.returns import run_queries as queries
from kinkeeper.returns.run_reports import report as made
from kinkeeper.web.scope import Request, needing

TYPES: Final = {
    "report.html": "text/html; charset=utf-8",
    "report.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "findings.csv": "text/csv; charset=utf-8",
    "rules.csv": "text/csv; charset=utf-8",
    "report.json": "application/json",
}


@needing(Permission.PREPARE_RETURN)
def report(request: Request, run_id: UUID, form: str) -> HttpResponse:
    """One form of it, always to be saved: the page has scripts of its own."""
    run = queries.one_run(who=request.who, run_id=run_id)
    if run is None or run.judged_at is None or form not in TYPES:
        raise Http404
    answer = HttpResponse(made(who=request.who, run=run, form=form), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{form}"'
    return answer
