"""Teams: who carries what, what is due and late; and what needs somebody today."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.duties.queries import worklist
from kinkeeper.measures import boards
from kinkeeper.measures.red import red_list
from kinkeeper.people.queries import names_of
from kinkeeper.web.address import Address
from kinkeeper.web.presenters import boards as present
from kinkeeper.web.presenters import glass, owed_by, red
from kinkeeper.web.presenters import work as working
from kinkeeper.web.presenters.runs import given
from kinkeeper.web.scope import Request, needing


@needing(Permission.SEE_TEAM_WORK, Permission.SEE_WORKFORCE)
def teams(request: Request) -> HttpResponse:
    """Every team whose board the reader may open."""
    duties = request.who.permits(Permission.SEE_TEAM_WORK)
    notes = given.notes(request.who)
    page = {
        "list": present.teams_of(request.who),
        "duties": duties,
        "given": notes,
        "notes": glass.notes(request.who),
        "contexts": request.who.permits(Permission.SEE_CONTEXTS),
        "quality": request.who.permits(Permission.SEE_QUALITY),
    }
    return render(request, "web/teams.html", page)


@needing(Permission.SEE_TEAM_WORK, Permission.SEE_WORKFORCE)
def board(request: Request, team_id: UUID) -> HttpResponse:
    """One team: its people, what each carries, what is due and late."""
    found = boards.board(who=request.who, team_id=team_id)
    if found is None:
        raise Http404
    return render(request, "web/board.html", present.page_of(request.who, found))


@needing(Permission.SEE_TEAM_WORK)
def caseload(request: Request, team_id: UUID, worker_id: UUID) -> HttpResponse:
    """The children one worker leads with in a team."""
    found = boards.board(who=request.who, team_id=team_id)
    if found is None or worker_id not in {one.worker_id for one in found.members}:
        raise Http404
    page = present.caseload(request.who, found, worker_id)
    audit.listed(by=request.who, page="caseload", shown=page["shown"])
    return render(request, "web/caseload.html", page)


@needing(Permission.SEE_TEAM_WORK)
def owing(request: Request) -> HttpResponse:
    """The open duties of a team, or of one of its workers."""
    who, address = request.who, Address(request.path, request.GET.dict())
    asked = owed_by.asked(who, address)
    found = worklist(who=who, wanted=asked.wanted, as_at=who.on)
    shown = [row.person_id for row in found.rows]
    audit.listed(by=who, page="worklist", shown=shown, details={"view": "team"})
    rows = working.listed(
        found, names_of(who, shown), address, sort=asked.wanted.sort, today=who.on
    )
    return render(request, "web/owing.html", {**owed_by.page(asked, found, address), "list": rows})


@needing(Permission.SEE_TEAM_WORK)
def today(request: Request) -> HttpResponse:
    """What needs somebody today, of the children whose records the reader may see."""
    found = red_list(who=request.who)
    page = red.page_of(request.who, found, Address(request.path, request.GET.dict()))
    audit.listed(by=request.who, page="today", shown=page["shown"])
    return render(request, "web/today.html", page)
