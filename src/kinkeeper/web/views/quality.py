"""Quality of practice: audits, standards and oversight, and where risk may not be known."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.depth import Depth
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.measures import unidentified as risk
from kinkeeper.measures.queries import opens_lists, sees_aggregates_only
from kinkeeper.quality import actions, queries
from kinkeeper.quality.queries import Standard
from kinkeeper.web.decision_form import Form, empty, read
from kinkeeper.web.filters import panel
from kinkeeper.web.parts import Link
from kinkeeper.web.presenters import quality as present
from kinkeeper.web.presenters import unidentified as signs
from kinkeeper.web.record_page import around, opened
from kinkeeper.web.scope import Request, Subject, about_person, needing
from kinkeeper.web.step_page import answer
from kinkeeper.web.where import where

PAGE, LIST = "audit", "unidentified"


@needing(Permission.SEE_QUALITY)
def quality(request: Request) -> HttpResponseBase:
    """Where to go, and the audits that are the reader's or of children whose record they see."""
    who = request.who
    records = opens_lists(who)
    found = queries.audits(who=who) if records else ()
    list_, shown = present.listed(who, found)
    if records:
        audit.listed(by=who, page=PAGE, shown=shown)
    standards = who.permits(Permission.READ_STANDARDS)
    page = {"list": list_, "records": records, "standards": standards}
    page["samples"] = who.permits(Permission.ANSWER_SAMPLE)
    return render(request, "web/quality.html", page)


def one(request: Request, audit_id: UUID) -> HttpResponseBase:
    """One audit: what it found, what is to be done, and what comes next."""
    found = queries.one_audit(who=request.who, audit_id=audit_id)
    (_, told), subject = opened(request, found, audit_id, queries.whose_audit, PAGE)
    page = around(request, subject, "child-oversight") | {
        "facts": present.facts(told),
        "parts": present.parts(told),
        "to_do": present.to_do(told),
        "ways": present.ways(told, request.who),
    }
    return render(request, "web/case-audit.html", page)


@require_http_methods(["GET", "POST"])
def step(request: Request, audit_id: UUID, slug: str) -> HttpResponseBase:
    """Complete an audit, add what is to be done, or moderate it."""
    asked = present.STEPS.get(slug)
    if asked is None:
        raise Http404
    found = queries.one_audit(who=request.who, audit_id=audit_id)
    told, subject = opened(request, found, audit_id, queries.whose_audit, PAGE)
    closes = slug == "moderate"
    back = (
        reverse("child-oversight", args=[subject.id])
        if closes
        else reverse("case-audit", args=[audit_id])
    )
    return answer(request, subject, told, asked, Link("Audit", back), "child-oversight")


@about_person("oversight", Depth.RECORD)
def of_child(request: Request, subject: Subject) -> HttpResponseBase:
    """What managers decided of a child's work, and that it was audited."""
    who = request.who
    page = around(request, subject, "child-oversight") | {
        "decisions": present.decisions(queries.oversight_of(who=who, person_id=subject.id)),
        "reads": may(who, Permission.SEE_NARRATIVE, subject.id),
        "audits": present.of_child(queries.audits_of(who=who, person_id=subject.id)),
        "oversees": may(who, Permission.RECORD_OVERSIGHT, subject.id),
        "gives": may(who, Permission.GIVE_AUDIT, subject.id),
    }
    return render(request, "web/child-oversight.html", page)


@require_http_methods(["GET", "POST"])
@about_person("oversight", Depth.RECORD, Permission.RECORD_OVERSIGHT)
def oversee(request: Request, subject: Subject) -> HttpResponseBase:
    """Record a decision, with the task that follows."""
    return answer(request, subject, subject, present.OVERSEE, _back(subject), "child-oversight")


@require_http_methods(["GET", "POST"])
@about_person("oversight", Depth.RECORD, Permission.GIVE_AUDIT)
def give(request: Request, subject: Subject) -> HttpResponseBase:
    """Give an audit of a child's work."""
    return answer(request, subject, subject, present.GIVE, _back(subject), "child-oversight")


@require_http_methods(["GET", "POST"])
@needing(Permission.READ_STANDARDS)
def standards(request: Request) -> HttpResponseBase:
    """The practice standards: to be read and acknowledged, and published by who may."""
    who, found = request.who, queries.current_standard(who=request.who)
    form = _publishing(request)
    try:
        if _is_said(request, found, form):
            return redirect("standards")
    except (BadInput, Refused) as wrong:
        form = form.wrong(wrong)
    page = {
        "told": found[1] if found else None,
        "facts": present.standard_facts(found[1]) if found else [],
        "unread": present.unread(queries.has_not_read(who=who)),
        "publishes": who.permits(Permission.PUBLISH_STANDARDS),
        "form": form,
        "errors": form.problems,
    }
    return render(request, "web/standards.html", page, status=form.status)


@needing(Permission.SEE_QUALITY)
def unidentified(request: Request) -> HttpResponseBase:
    """Where risk may not be known, by district and team; each number opens its list."""
    here = where(request)
    days = signs.days_in(here.address)
    places, found = risk.counted(who=request.who, days=days)
    page = {
        **signs.tables(request.who, places, found, days),
        "told": signs.told(found),
        "expected": signs.EXPECTED,
        "filters": panel("Choose how long is parked", [signs.PARKED], here.address),
        "guard": sees_aggregates_only(request.who),
    }
    return render(request, "web/unidentified.html", page)


@needing(Permission.SEE_QUALITY)
def kind(request: Request, name: str) -> HttpResponseBase:
    """The children of one kind whose record the reader sees, each with a name beside them."""
    asked, here = risk.BY_ID.get(name), where(request)
    if asked is None or not opens_lists(request.who):
        raise Http404
    days = signs.days_in(here.address)
    found = risk.listed(who=request.who, kind=asked, days=days, place=here.place)
    page = signs.of_kind(request.who, asked, found, here.address)
    audit.listed(by=request.who, page=LIST, shown=page["shown"], details={"kind": asked.id})
    page |= {"where": here.name, "not_run": risk.why_not_run([asked])[asked.id]}
    choices = [here.choice, *([signs.PARKED] if asked.id == "parked" else [])]
    page["filters"] = panel("Narrow the list", choices, here.address)
    return render(request, "web/unidentified-kind.html", page)


def _back(subject: Subject) -> Link:
    return Link("Oversight", reverse("child-oversight", args=[subject.id]))


def _publishing(request: Request) -> Form:
    """The form of a new version, as it was sent by who may publish."""
    publishes = request.who.permits(Permission.PUBLISH_STANDARDS)
    sent = publishes and request.POST.get("step") == "keep"
    return read(request.POST, present.PUBLISH) if sent else empty(present.PUBLISH)


def _is_said(request: Request, found: tuple[Standard, object] | None, form: Form) -> bool:
    """Whether the version was acknowledged, or the next one was published."""
    if request.POST.get("step") == "read" and found:
        actions.acknowledge_standard(standard=found[0], by=request.who)
        return True
    if form.step != "keep" or form.problems:
        return False
    said = {"text": form.value("text"), "changed": form.value("changed")}
    actions.publish_standard(**said, by=request.who)
    return True
