"""One child's rows in a check; and answering for what was found: accepted, withdrawn, given to a team."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.kernel.errors import BadInput
from kinkeeper.people.queries import names_of
from kinkeeper.returns import actions, answering
from kinkeeper.returns import run_queries as queries
from kinkeeper.returns.run_queries import Child, Found, Run
from kinkeeper.web import words
from kinkeeper.web.presenters.runs import answers as present
from kinkeeper.web.presenters.runs import findings
from kinkeeper.web.scope import Request, needing

Answer = HttpResponseBase


@needing(*queries.OPENS)
def child(request: Request, child_id: UUID) -> HttpResponse:
    """One child's rows with the fields at fault marked, and what to do about each."""
    who, whose = request.who, _child(request, child_id)
    _read(request, whose)
    found = list(queries.now_findings(who=who, run=whose.run, child=whose))
    accepted = queries.accepted(found, queries.acceptances(whose.run))
    told, answers = queries.words_of_rules(found), who.permits(Permission.PREPARE_RETURN)
    given = queries.assigned(whose.run)
    page = {
        "run": whose.run,
        "child": whose,
        "name": findings.child_words(whose, _names(request, whose))[0],
        "facts": findings.facts_of_child(whose, given),
        "found": findings.of_child(found, told, accepted, answers=answers),
        "rows": findings.rows(queries.rows_of(who=who, child=whose), found),
        "may_answer": answers,
        "sections_closed": not answers,
        "most_beside": queries.MOST_BESIDE,
    }
    return render(request, "web/run-child.html", page)


@require_http_methods(["GET", "POST"])
@needing(Permission.PREPARE_RETURN)
def accept(request: Request, finding_id: UUID) -> Answer:
    """Why a finding is right as it stands: asked, checked, done."""
    found = _finding(request, finding_id)
    reason, step = request.POST.get("reason", "").strip(), request.POST.get("step", "")
    problem = _problem(reason) if request.method == "POST" else ""
    if step == "accept" and not problem:
        actions.accept(finding=found.id, reason=reason, by=request.who)
        return redirect("run-rule", run_id=found.run_id, code=found.rule)
    answering.refuse_accepted(found)
    page = _about(request, found) | {
        "reason": reason,
        "problem": problem,
        "errors": problem,
        "checking": step == "check" and not problem,
    }
    return render(request, "web/run-accept.html", page, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needing(Permission.PREPARE_RETURN)
def withdraw(request: Request, finding_id: UUID) -> Answer:
    """Take back what was accepted: asked why, done."""
    found, reason = _finding(request, finding_id), request.POST.get("reason", "").strip()
    problem = _problem(reason, "why it is withdrawn") if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        actions.withdraw(finding=found.id, reason=reason, by=request.who)
        return redirect("run-rule", run_id=found.run_id, code=found.rule)
    standing = answering.acceptance_of(found)
    if standing is None:
        raise Http404
    asked = {"reason": reason, "problem": problem, "errors": problem}
    page = _about(request, found) | asked | {"accepted": present.accepted(standing)}
    return render(request, "web/run-withdraw.html", page, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needing(Permission.PREPARE_RETURN)
def assign_rule(request: Request, run_id: UUID, code: str) -> Answer:
    """Give a rule to a team, or take it back."""
    run = queries.one_run(who=request.who, run_id=run_id)
    rule = queries.one_rule(run=run, code=code) if run else None
    if run is None or rule is None:
        raise Http404
    what = f"Rule {code}: {words.uncapital(rule.says)}"
    back = reverse("run-rule", args=[run.id, code])
    return _assign(request, Task(run, what, back, rule=code))


@require_http_methods(["GET", "POST"])
@needing(Permission.PREPARE_RETURN)
def assign_child(request: Request, child_id: UUID) -> Answer:
    """Give a child's rows to a team, or take them back."""
    whose = _child(request, child_id)
    _read(request, whose)
    what = f"The rows of {findings.child_words(whose, _names(request, whose))[0]}"
    back = reverse("run-child", args=[whose.id])
    return _assign(request, Task(whose.run, what, back, child=whose.id))


@dataclass(frozen=True, slots=True)
class Task:
    """What is given to a team, in words, and the page it is given from."""

    run: Run
    what: str
    back: str
    rule: str = ""
    child: UUID | None = None


def _assign(request: Request, task: Task) -> Answer:
    problem = ""
    if request.method == "POST":
        problem = _given(request, task)
        if not problem:
            return redirect(task.back)
    page = {
        "task": task,
        "teams": queries.teams(),
        "given": queries.given_to(task.run, rule=task.rule, child=task.child),
        "problem": problem,
        "errors": problem,
    }
    return render(request, "web/run-assign.html", page, status=422 if problem else 200)


def _given(request: Request, task: Task) -> str:
    """Done, or what is wrong in words."""
    run, rule, child = task.run, task.rule, task.child
    if request.POST.get("step") == "take":
        actions.unassign(run=run, rule=rule, child=child, by=request.who)
        return ""
    try:
        team = UUID(request.POST.get("team", ""))
        actions.assign(run=run, rule=rule, child=child, team=team, by=request.who)
    except (ValueError, BadInput):
        return "Choose a team"
    return ""


def _about(request: Request, found: Found) -> dict[str, object]:
    """The finding in words, once the look is in the audit."""
    names: findings.Names = {}
    if found.child:
        _read(request, found.child)
        names = _names(request, found.child)
    rule = queries.one_rule(run=found.run, code=found.rule)
    return {"finding": found, "run": found.run, "facts": present.about(found, rule, names)}


def _problem(reason: str, why: str = answering.WHY_RIGHT) -> str:
    try:
        answering.words_of(reason, why)
    except BadInput as wrong:
        return words.capital(wrong.reason)
    return ""


def _finding(request: Request, finding_id: UUID) -> Found:
    found = queries.seen_finding(who=request.who, finding_id=finding_id)
    if found is None:
        audit.refused(by=request.who, what=Permission.SEE_RECORD, thing=finding_id)
        raise Http404
    return found


def _child(request: Request, child_id: UUID) -> Child:
    found = queries.seen_child(who=request.who, child_id=child_id)
    if found is None:
        audit.refused(
            by=request.who, what=Permission.SEE_RECORD, thing=queries.whose(child_id) or child_id
        )
        raise Http404
    return found


def _names(request: Request, whose: Child) -> findings.Names:
    return names_of(request.who, [whose.person_id] if whose.person_id else [])


def _read(request: Request, whose: Child) -> None:
    if whose.person_id:
        audit.read(by=request.who, person_id=whose.person_id, page="run_child")
    else:
        audit.listed(by=request.who, page="run_child", shown=[], details={"child": whose.id})
