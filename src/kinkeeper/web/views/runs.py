"""Checks of a return: the list, a new one, and what one found, by rule, by child and against the last."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.jobs.queries import standing
from kinkeeper.jobs.send import send_check
from kinkeeper.kernel.errors import BadInput
from kinkeeper.measures.queries import sees_aggregates_only
from kinkeeper.people.queries import names_of
from kinkeeper.returns import run_queries as queries
from kinkeeper.returns.run_links import link
from kinkeeper.returns.run_queries import Child, Found, Run, Tally
from kinkeeper.web import run_form, words
from kinkeeper.web.address import Address
from kinkeeper.web.filters import chosen
from kinkeeper.web.fragments import answer
from kinkeeper.web.paging import paging
from kinkeeper.web.parts import Chart
from kinkeeper.web.presenters.runs import findings, given, listed, rules, season
from kinkeeper.web.scope import Request, needing

ANEW = {"HX-Refresh": "true"}
PROBLEMS_SHOWN = 100


@needing(*queries.COUNTS)
def runs(request: Request) -> HttpResponse:
    """Every check, and how the latest year's return came on; to some the counts alone."""
    who, guard = request.who, not queries.reads(request.who)
    found = queries.runs(who=who)
    pages = paging(found.count(), _address(request))
    shown = list(found[pages.start : pages.start + pages.size])
    totals = queries.totals(who=who, of=shown)
    page = {
        "list": listed.runs(shown, totals, guard=guard),
        "pages": pages,
        "guard": guard,
        "charts": _charts(who) if guard or queries.reads_all(who) else (),
        "may_check": who.permits(Permission.PREPARE_RETURN),
        "sees_loads": who.permits(Permission.SEE_LOADS),
    }
    return render(request, "web/runs.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.PREPARE_RETURN)
def new(request: Request) -> HttpResponseBase:
    """The form that begins a check; sent, the page that says how it stands."""
    asked = run_form.blank(request.who.on)
    if request.method == "POST":
        asked = run_form.read(request.POST.dict())
        if not asked.problems:
            return _send(request, asked)
    return _form(request, asked)


@needing(*queries.COUNTS)
def one(request: Request, run_id: UUID) -> HttpResponseBase:
    """How a check stands; once done, its rules, and those that were not run and why."""
    run = run_or_404(request, run_id)
    if run.judged_at is None or "seen" in request.GET:
        return _standing(request, run)
    if not queries.reads(request.who):
        counted = listed.counts(run, guard=sees_aggregates_only(request.who))
        page = {"name": listed.name_of(run), "partial": listed.partial(run), "counts": counted}
        return render(request, "web/run-counts.html", page)
    return answer(request, "run", "run-rules", _rules(request, run))


@needing(*queries.OPENS)
def rule(request: Request, run_id: UUID, code: str) -> HttpResponse:
    """What a rule says, and the rows that break it."""
    run = run_or_404(request, run_id)
    told = queries.one_rule(run=run, code=code)
    if told is None:
        raise Http404
    tally = next((t for t in queries.tallies(who=request.who, run=run) if t.rule == told), None)
    among = given.among(request.who, run, _address(request))
    found = queries.now_findings(who=request.who, run=run, rule=code).filter(among or Q())
    frame = {
        "run": run,
        "rule": told,
        "facts": rules.facts(told, tally, queries.assigned(run)),
        "may_answer": request.who.permits(Permission.PREPARE_RETURN),
    }
    return answer(request, "run-rule", "run-findings", frame | _found(request, run, found))


@needing(*queries.OPENS)
def children(request: Request, run_id: UUID) -> HttpResponse:
    """The children with something at fault, the most errors first."""
    who, run, address = request.who, run_or_404(request, run_id), _address(request)
    found = queries.children(who=who, run=run, among=given.among(who, run, address))
    pages = paging(total := found.count(), address)
    shown = list(found[pages.start : pages.start + pages.size])
    names = _known(request, run, "run_children", shown)
    listing = findings.children(shown, names, queries.assigned(run), total)
    said = f"{listing.total}. {pages.words}."
    filters = given.narrowing(who, "Narrow the children", address)
    page = {"run": run, "list": listing, "pages": pages, "said": said, "filters": filters}
    return answer(request, "run-children", "run-findings", page)


@needing(*queries.OPENS)
def changes(request: Request, run_id: UUID) -> HttpResponse:
    """What is new, gone and still there against the check before."""
    run, address = run_or_404(request, run_id), _address(request)
    among = given.among(request.who, run, address)
    found = queries.seen_findings(who=request.who, run=run).filter(among or Q())
    if run.before_id is None:
        found = found.none()
    status = chosen([findings.CHANGE], address.choices).get("status", "")
    narrowed = found.filter(status=status) if status else found
    ordered = narrowed.order_by("status", "rule", "table", "row", "id")
    pages = paging(total := ordered.count(), address)
    shown = list(ordered[pages.start : pages.start + pages.size])
    names = names_shown(request, run, "run_changes", shown)
    listing = findings.changes(shown, names, total)
    narrowing = given.narrowing(request.who, "Narrow the list", address, findings.CHANGE)
    said = f"{listing.total}. {pages.words}."
    page = {"run": run, "filters": narrowing, "list": listing, "pages": pages, "said": said}
    return answer(request, "run-changes", "run-findings", page)


def _charts(who: Who) -> list[Chart]:
    """How the season came on, in files and in the records."""
    made, guard = [], not queries.reads(who)
    for found in queries.seasons():
        drawn = season.latest(found)
        made.append(season.progress(drawn, queries.totals(who=who, of=drawn), guard=guard))
    return made


def _send(request: Request, asked: run_form.Asked) -> HttpResponseBase:
    files = {part: request.FILES.getlist(part) for part in queries.PARTS}
    try:
        sent = send_check(
            collection=asked.collection,
            year=asked.year,
            authority=asked.authority,
            origin=asked.origin,
            files=files,
            by=request.who,
        )
    except BadInput as error:
        said = f"{words.begun(error.message)}. {error.do}"
        return _form(request, replace(asked, problems={"return": said}))
    return redirect("run", run_id=sent)


def _form(request: Request, asked: run_form.Asked) -> HttpResponse:
    page = {
        "asked": asked,
        "years": run_form.years(request.who.on),
        "collections": queries.RETURNS.items(),
        "origins": run_form.origins(request.who.on),
        "nobody_checks": listed.UNHEARD if standing().unheard else None,
    }
    return render(request, "web/run-new.html", page, status=422 if asked.problems else 200)


def run_or_404(request: Request, run_id: UUID) -> Run:
    """The run, where there is one to be seen."""
    found = queries.one_run(who=request.who, run_id=run_id)
    if found is None:
        raise Http404
    return found


def _standing(request: Request, run: Run) -> HttpResponseBase:
    """How a run stands. To a page that asks what is new: nothing, or that it should be shown anew."""
    stands = listed.stands(run, queries.last_state(run), standing())
    seen = request.GET.get("seen")
    if seen is None:
        return render(request, "web/run-standing.html", {"stands": stands})
    if not request.headers.get("HX-Request"):
        return redirect("run", run_id=run.id)
    return HttpResponse(status=204) if seen == stands.seen else HttpResponse(headers=ANEW)


def _rules(request: Request, run: Run) -> dict[str, object]:
    who, whole = request.who, queries.reads_all(request.who)
    found, wrong = queries.tallies(who=who, run=run), queries.problems(who=who, run=run)
    held = {one: queries.rules(run=run, outcome=one) for one in ("met", "not run")}
    return _broken(request, run, found) | {
        "run": run,
        "name": listed.name_of(run),
        "summary": listed.summary(run),
        "partial": listed.partial(run),
        "figures": listed.figures(run, found, queries.children(who=who, run=run).count()),
        "about": listed.about(run) if whole else None,
        "files": listed.files(run) if whole else None,
        "problems": listed.problems(list(wrong[:PROBLEMS_SHOWN]), wrong.count()),
        "met": rules.met(held["met"]),
        "not_run": rules.not_run(held["not run"]),
        "any_broken": bool(found),
        "may_export": who.permits(Permission.PREPARE_RETURN),
    }


def _broken(request: Request, run: Run, found: Sequence[Tally]) -> dict[str, object]:
    """The list of rules that are broken, as far as it is narrowed."""
    who, address = request.who, _address(request)
    among = given.among(who, run, address)
    some = found if among is None else queries.tallies(who=who, run=run, among=among)
    narrowing = given.narrowing(who, "Narrow the rules", address, rules.KIND)
    return rules.part(run, some, queries.assigned(run), address, narrowing)


def _found(request: Request, run: Run, found: "QuerySet[Found]") -> dict[str, object]:
    """One page of findings, as far as the list is narrowed."""
    address, answers = _address(request), request.who.permits(Permission.PREPARE_RETURN)
    status = chosen([findings.STATUS], address.choices).get("status", "")
    narrowed = found.filter(status=status) if status else found
    pages = paging(total := narrowed.count(), address)
    shown = list(narrowed[pages.start : pages.start + pages.size])
    names = names_shown(request, run, "run_rule", shown)
    accepted = queries.accepted(shown, queries.acceptances(run))
    listing = findings.of_rule(shown, names, accepted, total, answers=answers)
    since = [findings.STATUS] if run.before_id else []
    return {
        "filters": given.narrowing(request.who, "Narrow the rows", address, *since),
        "list": listing,
        "pages": pages,
        "said": f"{listing.total}. {pages.words}.",
    }


def names_shown(request: Request, run: Run, page: str, shown: Iterable[Found]) -> findings.Names:
    """The names of the children on a page, once the page is in the audit."""
    return _known(request, run, page, [one.child for one in shown if one.child])


def _known(request: Request, run: Run, page: str, shown: Sequence[Child]) -> findings.Names:
    """Those of these children, linked to the records that have come since, and noted."""
    link(request.who, [run], shown)
    people = [one.person_id for one in shown if one.person_id]
    audit.listed(by=request.who, page=page, shown=people, details={"run": run.id})
    return names_of(request.who, people)


def _address(request: Request) -> Address:
    return Address(request.path, request.GET.dict())
