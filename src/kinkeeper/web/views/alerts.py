"""Alerts of one's own and one's team's: read, acknowledged."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.casefile.actions.alerts import acknowledge
from kinkeeper.casefile.queries import alerts as queries
from kinkeeper.web.presenters import alerts as present
from kinkeeper.web.scope import Request, needing, not_there


@needing(Permission.SEE_ALERTS)
def listed(request: Request) -> HttpResponse:
    """Those nobody has acknowledged, then the latest that somebody has."""
    waiting = queries.alerts(who=request.who, known=False)
    known = queries.alerts(who=request.who, known=True)
    shown = [one.person_id for one in (*waiting, *known) if one.person_id]
    audit.listed(by=request.who, page="alerts", shown=shown)
    page = {
        "waiting": present.cards(request.who, waiting),
        "known": present.cards(request.who, known),
    }
    return render(request, "web/alerts.html", page)


@require_POST
@needing(Permission.SEE_ALERTS)
def known(request: Request, alert_id: UUID) -> HttpResponse:
    """Say that one knows."""
    row = queries.seen_alert(who=request.who, alert_id=alert_id)
    if row is None:
        raise not_there(request.who, Permission.SEE_EXISTS, alert_id)
    acknowledge(alert=row, words=request.POST.get("words", ""), by=request.who)
    return redirect("alerts")
