"""Levels of need: rated twice unseen, matched with help given, and the services for each."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.earlyhelp import actions, queries
from kinkeeper.frontdoor.kinds import HelpLevel
from kinkeeper.frontdoor.queries import open_children
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.levels import Level
from kinkeeper.people.queries import names_of
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.presenters import levels as present
from kinkeeper.web.questions import Fields, the_day
from kinkeeper.web.scope import Request, needing

PAGE, A_YEAR = "levels", timedelta(days=365)


@require_http_methods(["GET", "POST"])
@needing(Permission.SAMPLE_LEVELS, Permission.RATE_LEVEL)
def board(request: Request) -> HttpResponseBase:
    """How far two raters agree, what waits to be rated, and whose help does not match their need."""
    who, form = request.who, _sent(request, present.draw_fields(request.who.on))
    if form.step == "draw" and not form.problems:
        try:
            _draw(form, request)
            return redirect("levels")
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    alike = queries.agreement_of(who=who, since=who.on - A_YEAR, until=who.on)
    page = {
        "agreed": present.agreed(alike),
        "waiting": present.waiting(queries.samples_waiting(who=who)),
        "unmatched": _unmatched(request),
        "documents": present.documents(),
        "may_draw": who.permits(Permission.SAMPLE_LEVELS),
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/levels.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
@needing(Permission.RATE_LEVEL)
def rate(request: Request, sample_id: UUID) -> HttpResponseBase:
    """What was known, and nothing of what the first person made of it; then the second level."""
    found = queries.one_sample(who=request.who, sample_id=sample_id)
    if found is None:
        raise Http404
    sample, told = found
    audit.read(by=request.who, person_id=told.person_id, page=PAGE)
    form = _sent(request, present.rate_fields(told.on))
    if form.step == "keep" and not form.problems:
        try:
            level, reason = Level(form.value("level")), form.value("reason")
            actions.rate_again(sample=sample, level=level, reason=reason, by=request.who)
            return redirect("levels")
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {"told": told, "form": form, "errors": form.problems}
    return render(request, "web/level-rate.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
@needing(Permission.SEE_EARLY_HELP, Permission.KEEP_SERVICES)
def services(request: Request) -> HttpResponseBase:
    """The catalogue of services by level, and a form for who keeps it."""
    on = request.who.on
    form = _sent(request, present.service_fields(on))
    if form.step == "keep" and not form.problems:
        try:
            _add(form, request)
            return redirect("help-services")
        except (BadInput, Refused) as wrong:
            form = form.wrong(wrong)
    page = {
        "catalogue": present.catalogue(queries.services(on=on), on),
        "may_keep": request.who.permits(Permission.KEEP_SERVICES),
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/help-services.html", page, status=form.status)


def _unmatched(request: Request) -> object:
    """For who reads records of early help; nothing for who sees figures alone."""
    who = request.who
    if not who.permits(Permission.SEE_EARLY_HELP):
        return None
    known = {HelpLevel.EARLY_HELP, HelpLevel.FAMILY_HELP}
    worked = [one.person_id for one in open_children(who=who) if one.level not in known]
    found = queries.mismatches(who=who, in_social_care=frozenset(worked))
    shown = [one.person_id for one in found[: present.MOST]]
    audit.listed(by=who, page=PAGE, shown=shown)
    return present.unmatched(found, names_of(who, shown), who.on)


def _draw(form: Form, request: Request) -> None:
    try:
        number = int(form.value("number"))
    except ValueError:
        raise BadInput("enter a number", field="number") from None
    since, until = the_day(form, "since"), the_day(form, "until")
    actions.draw_samples(since=since, until=until, number=number, by=request.who)


def _add(form: Form, request: Request) -> None:
    name, provider, telephone = (form.value(n) for n in ("name", "provider", "telephone"))
    level, on = Level(form.value("level")), the_day(form, "started_on")
    told = {"name": name, "provider": provider, "telephone": telephone}
    actions.add_service(level=level, started_on=on, by=request.who, **told)


def _sent(request: Request, fields: Fields) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)
