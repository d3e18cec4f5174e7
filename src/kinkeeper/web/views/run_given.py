"""What a check found that is given to the reader's teams, and that nobody has accepted."""

from uuid import UUID

from django.http import HttpResponse

from kinkeeper.returns import run_given
from kinkeeper.returns import run_queries as queries
from kinkeeper.web.address import Address
from kinkeeper.web.fragments import answer
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters.runs import given as present
from kinkeeper.web.scope import Request, needing
from kinkeeper.web.views.runs import names_shown, run_or_404


@needing(*queries.OPENS)
def given(request: Request, run_id: UUID) -> HttpResponse:
    """The findings that are left to the reader's teams to see to."""
    run = run_or_404(request, run_id)
    found = run_given.left(who=request.who, run=run)
    pages = paging(total := found.count(), Address(request.path, request.GET.dict()))
    shown = list(found[pages.start : pages.start + pages.size])
    listing = present.listed(shown, names_shown(request, run, "run_given", shown), total)
    said = f"{listing.total}. {pages.words}."
    page = {"run": run, "list": listing, "pages": pages, "said": said, "filters": None}
    return answer(request, "run-given", "run-findings", page)
