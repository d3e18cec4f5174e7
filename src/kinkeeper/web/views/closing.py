"""Closing a record to others, naming a conflict of interest, and looking at both again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import actions, audit, closing, queries
from kinkeeper.access.closing import Closed
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.reasons import ConflictReason, RestrictionReason
from kinkeeper.access.rules import may
from kinkeeper.access.sections import Section
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.web.decision_form import Field, Form, empty, read
from kinkeeper.web.presenters import closing as present
from kinkeeper.web.scope import Request, Subject, about_person, needing


@require_http_methods(["GET", "POST"])
@about_person("restrict", Depth.EXISTS, Permission.RESTRICT)
def restrict(request: Request, subject: Subject) -> HttpResponseBase:
    """Why, how much, who may, until when: asked, checked, done."""
    form = _sent(request, present.restrict_fields(request.who, subject))
    if form.doing:
        try:
            _restrict(request, subject, form)
            return _onward(request, subject)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/restrict.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
@about_person("conflict", Depth.EXISTS, Permission.NAME_CONFLICT)
def conflict(request: Request, subject: Subject) -> HttpResponseBase:
    """Who must never see a record, and what ties them to it: asked, checked, done."""
    form = _sent(request, present.CONFLICT)
    if form.doing:
        try:
            _name(request, subject, form)
            return _onward(request, subject)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    page = {"subject": subject, "form": form, "errors": form.problems}
    return render(request, "web/conflict.html", page, status=form.status)


@needing(Permission.OVERSEE_RESTRICTIONS)
def listed(request: Request) -> HttpResponse:
    """Every restriction in force, by when it is looked at again; and every conflict of interest."""
    found = closing.restrictions_to_review(request.who)
    page = {
        "list": present.to_review(found, request.who.on),
        "conflicts": present.conflicts(closing.conflicts_named(request.who)),
    }
    return render(request, "web/restrictions.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.OVERSEE_RESTRICTIONS, Permission.RESTRICT)
def one(request: Request, restriction_id: UUID) -> HttpResponseBase:
    """One restriction, each time it was looked at, and the form that keeps or lifts it."""
    found = closing.restriction(request.who, restriction_id)
    if found is None:
        raise Http404
    form = _sent(request, present.review_fields(request.who.on))
    if request.method == "POST" and not form.problems:
        try:
            _review(request, found.id, form)
            return redirect("restriction", restriction_id=found.id)
        except (BadInput, Refused) as error:
            form = form.wrong(error)
    return _page(request, closing.shown(found), form)


def _page(request: Request, found: Closed, form: Form) -> HttpResponse:
    audit.record(by=request.who, verb="read_restriction", person_id=found.person_id)
    page = {
        "restriction": found,
        "facts": present.facts(request.who, found),
        "history": present.history(found),
        "overdue": found.overdue(request.who.on),
        "overseen": request.who.permits(Permission.OVERSEE_RESTRICTIONS),
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/restriction.html", page, status=form.status)


def _restrict(request: Request, subject: Subject, form: Form) -> None:
    scope, review_on = form.value("scope"), form.on("review_on")
    others = [one.strip() for one in form.value("others").split(",") if one.strip()]
    permitted = {one.id: one for one in queries.users_named(others, field="others")}
    ticked = queries.users_of(UUID(one) for one in form.values("permitted"))
    permitted |= {one.id: one for one in ticked}
    if review_on is not None:
        actions.restrict(
            person_id=subject.id,
            reason=RestrictionReason(form.value("reason")),
            permitted=list(permitted.values()),
            review_on=review_on,
            section=None if scope == present.WHOLE else Section(scope),
            by=request.who,
        )


def _name(request: Request, subject: Subject, form: Form) -> None:
    (user,) = queries.users_named([form.value("user")], field="user")
    reason = ConflictReason(form.value("reason"))
    actions.name_conflict(person_id=subject.id, user=user, reason=reason, by=request.who)


def _review(request: Request, restriction_id: UUID, form: Form) -> None:
    """By who may see the record; else by who oversees all restrictions and sees none."""
    found = closing.restriction(request.who, restriction_id)
    if found is None:
        raise Http404
    sees = may(request.who, Permission.RESTRICT, found.person_id)
    why, review_on = form.value("why"), form.on("review_on")
    if form.value("what") == present.LIFT:
        lift = actions.lift_restriction if sees else actions.override_restriction
        lift(restriction=found, why=why, by=request.who)
    elif review_on is not None:
        keep = actions.renew_restriction if sees else actions.extend_restriction
        keep(restriction=found, review_on=review_on, why=why, by=request.who)


def _onward(request: Request, subject: Subject) -> HttpResponseBase:
    """Back to the record, where whoever closed it may still see it."""
    if may(request.who, Permission.SEE_EXISTS, subject.id):
        return redirect("child", person_id=subject.id)
    return redirect("home")


def _sent(request: Request, fields: tuple[Field, ...]) -> Form:
    return read(request.POST, fields) if request.method == "POST" else empty(fields)
