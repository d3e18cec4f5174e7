"""Cover for absence: arranged for a team, and ended."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.measures import boards
from kinkeeper.measures.boards import Board
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.presenters import cover as present
from kinkeeper.web.scope import Request, needing
from kinkeeper.workforce import actions, covering

FIELDS = {"started_on": "first", "ended_on": "last"}  # as the form calls what the action does


@require_http_methods(["GET", "POST"])
@needing(Permission.ARRANGE_COVER)
def cover(request: Request, team_id: UUID) -> HttpResponseBase:
    """Who covers for whom in a team; and who is to, asked, checked, done."""
    found = boards.board(who=request.who, team_id=team_id)
    if found is None or not covering.may_arrange(request.who, team_id):
        raise Http404
    if ended := request.POST.get("end", ""):
        return _end(request, team_id, ended)
    fields = present.fields(request.who, found)
    form = read(request.POST, fields) if request.method == "POST" else empty(fields)
    if form.doing:
        try:
            _arrange(request, form)
            return redirect("cover", team_id=team_id)
        except (BadInput, Refused) as error:
            form = _wrong(form, error)
    return _page(request, found, form)


def _page(request: Request, found: Board, form: Form) -> HttpResponse:
    arranged = covering.covers(who=request.who, teams=found.teams)
    page = {
        "board": found,
        "form": form,
        "errors": form.problems,
        "list": present.listed(arranged, request.who.on),
        "to_end": [one for one in arranged if covering.arranges_for(request.who, one.worker_id)],
    }
    return render(request, "web/cover.html", page, status=form.status)


def _arrange(request: Request, form: Form) -> None:
    first, last = form.on("first"), form.on("last")
    if first and last:
        actions.cover(
            worker=UUID(form.value("worker")),
            covered_by=UUID(form.value("covered_by")),
            started_on=first,
            ended_on=last + timedelta(days=1),
            by=request.who,
        )


def _end(request: Request, team_id: UUID, cover_id: str) -> HttpResponseBase:
    try:
        found = covering.one_cover(who=request.who, cover_id=UUID(cover_id))
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    actions.end_cover(cover=found, by=request.who)
    return redirect("cover", team_id=team_id)


def _wrong(form: Form, error: BadInput | Refused) -> Form:
    if isinstance(error, BadInput):
        error = BadInput(error.reason, field=FIELDS.get(error.field or "", "worker"))
    return form.wrong(error)
