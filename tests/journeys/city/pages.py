"""Every address of the service that answers a GET: as whom it is looked at, and at which record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.access.actions import make_output, restrict
from kinkeeper.access.glass import openings
from kinkeeper.access.models import BreakGlass, Team, TeamMember, UnusualLooks, User
from kinkeeper.access.outputs import Document, Part, To
from kinkeeper.access.reasons import Recipient, RestrictionReason
from kinkeeper.access.sections import Section
from kinkeeper.access.services import operator
from kinkeeper.access.who import who_is
from kinkeeper.casefile.models import Note, Task, WarningNote
from kinkeeper.cli import sample_casefile, sample_practice
from kinkeeper.duties.queries import Owed, Timing, Wanted, worklist
from kinkeeper.jobs.send import send_check
from kinkeeper.jobs.tasks import check_received
from kinkeeper.kernel import moment
from kinkeeper.people.models import PersonIdentifier
from kinkeeper.practice.models import Paper
from kinkeeper.practice.queries import to_approve, writing
from kinkeeper.returns.actions import accept
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.models import ReturnRun, RunFinding
from kinkeeper.workforce.models import Allocation, Worker
from tests.journeys.conftest import EXAMPLES

NOBODY, HALF_WAY, ENROLLED = "nobody", "half way", "whistleblowing_officer"
RETURN = EXAMPLES / "ssda903" / "2025-26"
FAULTY = {
    "header.csv": "X,05/06/2004,WBRI,A123456789013,,",
    "episodes.csv": "13/03/2025,Z,Z9,N9,U4,PR4,05/08/2025,X1,STAND,B8 2AN,DY4 8XQ,1200339",
}
CHECK, FIGURE = "open_without_worker", "FD11/2015-11"


@dataclass(frozen=True)
class Page:
    """One address by its name in the service's own list, as somebody of a role sees it."""

    name: str
    role: str
    address: Callable[["Found", Client], str]

    def __str__(self) -> str:
        return f"{self.name} as {self.role}"


class Found:
    """The records of the city that the addresses are about."""

    @cached_property
    def manager(self) -> User:
        """The invented manager."""
        return User.objects.get(username="team-manager")

    @cached_property
    def team(self) -> Team:
        """Their team."""
        return Team.objects.get(id=TeamMember.objects.get(user=self.manager).team_id)

    @cached_property
    def worker(self) -> Worker:
        """The invented social worker, who is in it."""
        return Worker.objects.get(user__username="social-worker")

    @cached_property
    def child(self) -> UUID:
        """A child of theirs for whom something is late."""
        return self.late.person_id

    @cached_property
    def late(self) -> Owed:
        """What is latest of their work."""
        return _owed("social-worker", timing=Timing.OVERDUE)

    @cached_property
    def review(self) -> Owed:
        """A review that the reviewing officer may put off."""
        later = _all_owed("reviewing-officer", area="review", timing=Timing.LATER)
        return next(one for one in later if one.clock.waivable)

    @cached_property
    def forms(self) -> tuple[Any, ...]:
        """Forms of the social worker's children: offered, waiting for approval, returned, begun."""
        worker, manager = (
            who_is(User.objects.get(username=one).id) for one in ("social-worker", "team-manager")
        )
        written = [Paper.objects.get(pk=one.id) for one in writing(who=worker)]
        back = next(one for one in written if one.steps.count() > 2)
        offered = next(one for one in written if one.earlier_id)
        begun = next(one for one in written if one not in (back, offered))
        return offered, to_approve(who=manager)[0], back, begun

    @cached_property
    def stranger(self) -> UUID:
        """A child whom another worker works with."""
        theirs = Allocation.objects.filter(worker=self.worker).values("person_id")
        opened = BreakGlass.objects.values("person_id")
        away = Allocation.objects.filter(ended_on=None).exclude(person_id__in=theirs)
        away = away.exclude(person_id__in=opened)
        return away.order_by("id")[0].person_id

    @cached_property
    def noted(self) -> UUID:
        """A child of whom the social worker has notes, documents, a warning and tasks."""
        people = ("social-worker", "team-manager")
        worker, manager = (who_is(User.objects.get(username=one).id) for one in people)
        own = WarningNote.objects.filter(recorded_by=worker.id)
        if not own.exists():
            sample_casefile.make(worker=worker, manager=manager)
        return own.order_by("recorded_at")[0].person_id

    @cached_property
    def looks(self) -> UUID:
        """Looks of the social worker that a rule found unusual."""
        looked = {"user": User.objects.get(username="social-worker"), "people": [self.stranger]}
        return UnusualLooks.objects.create(
            on=moment.today(), rule="not_theirs", looks=1, **looked
        ).id

    @cached_property
    def opening(self) -> UUID:
        """The record that the social worker opened in an emergency that morning."""
        return openings(self.manager, reviewed=False)[0].id

    @cached_property
    def closed(self) -> UUID:
        """A child of another worker whose record nobody of ours has opened."""
        theirs = Allocation.objects.filter(worker=self.worker).values("person_id")
        opened = [one.person_id for one in openings(self.manager, reviewed=False)]
        away = Allocation.objects.filter(ended_on=None).exclude(person_id__in=theirs)
        return away.exclude(person_id__in=opened).order_by("id")[0].person_id

    @cached_property
    def restriction(self) -> UUID:
        """A record of which one section is closed to all but the manager."""
        later = moment.today() + timedelta(days=30)
        made = restrict(
            person_id=self.child,
            reason=RestrictionReason.COURT,
            permitted=[self.manager],
            review_on=later,
            section=Section.LEGAL_ADVICE,
            by=self.manager,
        )
        return made.id

    @cached_property
    def output(self) -> UUID:
        """A document the social worker made for our own file."""
        worker = User.objects.get(username="social-worker")
        made = make_output(
            person_id=self.child,
            what="summary",
            to=To(Recipient.OWN_FILE),
            purpose="To be kept.",
            document=Document("Summary of a record", [Part("Who this is", [])]),
            by=worker,
        )
        return made.id

    @cached_property
    def run(self) -> ReturnRun:
        """A check of the example return with two more children, one of the city, whose rows are at fault."""
        analyst = who_is(User.objects.get(username="performance-analyst").id)
        of_city = PersonIdentifier.objects.filter(kind="la_child_id", person=self.child)
        numbers = [str(of_city[0].value), "CITY2"]
        files = [
            SimpleUploadedFile(one.name, one.read_bytes() + _faulty(one.name, numbers))
            for one in sorted(RETURN.iterdir())
        ]
        run_id = send_check(
            collection="ssda903", year=2026, authority="", files={"return": files}, by=analyst
        )
        check_received(run_id=str(run_id))
        return ReturnRun.objects.get(pk=run_id)

    @cached_property
    def found(self) -> tuple[RunFinding, RunFinding]:
        """Two findings of it in the rows of children, the second accepted."""
        of_rule = RunFinding.objects.filter(run=self.run, rule="101").exclude(child=None)
        open_one, accepted = of_rule.order_by("child__person_id")[:2]
        analyst = who_is(User.objects.get(username="performance-analyst").id)
        accept(finding=accepted.id, reason="Recorded so on purpose.", by=analyst)
        return open_one, accepted

    @cached_property
    def loaded(self) -> UUID:
        """A load of names that are none of the city's."""
        return load(paths=[EXAMPLES / "names.csv"], by=operator()).load_id


def _faulty(name: str, numbers: Sequence[str]) -> bytes:
    """A row at fault of each child for this table of a return; nothing for most tables."""
    return "".join(f"{one},{FAULTY[name]}\n" for one in numbers if name in FAULTY).encode()


def _owed(username: str, **wanted: Any) -> Owed:
    return _all_owed(username, **wanted)[0]


def _all_owed(username: str, **wanted: Any) -> Sequence[Owed]:
    who = User.objects.get(username=username)
    return worklist(who=who, wanted=Wanted(**wanted), as_at=moment.today()).rows


def _search(found: Found, client: Client) -> str:
    return str(client.post("/children/", {"text": "Oakhanger"})["Location"])


def _at(address: str) -> Callable[[Found, Client], str]:
    return lambda found, client: address


def _of_child(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/children/{found.child}/{page}"


def _noted(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: "/" + page.format(child=found.noted)


def _of(found: Found, model: Any) -> UUID:
    """The first of these rows about that child."""
    key: UUID = model.objects.filter(person_id=found.noted).order_by("recorded_at")[0].id
    return key


def _of_form(place: int, page: str = "") -> Callable[[Found, Client], str]:
    return lambda found, client: f"/forms/{found.forms[place].id}/{page}"


def _of_run(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/returns/runs/{found.run.id}/{page}"


def _of_rule(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/returns/runs/{found.run.id}/rules/{found.found[0].rule}/{page}"


def _of_found(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/returns/runs/children/{found.found[0].child_id}/{page}"


def _changed(found: Found, _: Client) -> str:
    """A form that was returned, and has been signed again with another answer."""
    worker = who_is(User.objects.get(username="social-worker").id)
    sample_practice.again(found.forms[2], worker)
    return f"/forms/{found.forms[2].id}/changes/"


PAGES = (
    Page("home", "social_worker", _at("/")),
    Page("home", "system_administrator", _at("/")),
    Page("home", "partner", _at("/")),
    Page("home", "governor_services_officer", _at("/")),
    Page("home", "team_manager", _at("/work/team/")),
    Page("waiting", "social_worker", _at("/work/waiting/")),
    Page("duty", "social_worker", lambda found, _: f"/duties/{found.late.duty_id}/"),
    Page("duty", "reviewing_officer", lambda found, _: f"/duties/{found.review.duty_id}/"),
    Page("waive", "reviewing_officer", lambda found, _: f"/duties/{found.review.duty_id}/waive/"),
    Page("search", "social_worker", _at("/children/")),
    Page("search-results", "team_manager", _search),
    Page("child", "social_worker", _of_child("")),
    Page("child", "performance_analyst", _of_child("")),
    Page("child", "director", lambda found, _: f"/children/{found.review.person_id}/"),
    Page("child-details", "social_worker", _of_child("details/")),
    Page("child-family", "social_worker", _of_child("family/")),
    Page("child-work", "social_worker", _of_child("work/")),
    Page(
        "child-care",
        "reviewing_officer",
        lambda found, _: f"/children/{found.review.person_id}/care/",
    ),
    Page("child-access", "social_worker", _of_child("access/")),
    Page("child-notes", "social_worker", _noted("children/{child}/notes/")),
    Page("note-write", "social_worker", _noted("children/{child}/notes/new/")),
    Page("note-joint", "social_worker", _noted("children/{child}/notes/joint/")),
    Page("note", "social_worker", lambda found, _: f"/notes/{_of(found, Note)}/"),
    Page("child-documents", "social_worker", _noted("children/{child}/documents/")),
    Page("child-warnings", "social_worker", _noted("children/{child}/warnings/")),
    Page("warning-new", "social_worker", _noted("children/{child}/warnings/new/")),
    Page("warning", "social_worker", lambda found, _: f"/warnings/{_of(found, WarningNote)}/"),
    Page("task-new", "social_worker", _noted("children/{child}/tasks/new/")),
    Page("task-new", "team_manager", _at("/tasks/new/")),
    Page("task", "social_worker", lambda found, _: f"/tasks/{_of(found, Task)}/"),
    Page("tasks", "social_worker", _noted("tasks/")),
    Page("alerts", "social_worker", _at("/alerts/")),
    Page("known", "social_worker", lambda found, _: f"/children/{found.stranger}/known/"),
    Page("child-forms", "social_worker", _of_child("forms/")),
    Page("child-returns", "social_worker", _of_child("returns/")),
    Page("forms", "team_manager", _at("/forms/")),
    Page("form-kind", "head_of_service", _at("/forms/kinds/visit-record/")),
    Page("form", "social_worker", _of_form(3)),
    Page("form", "team_manager", _of_form(1)),
    Page("form-section", "social_worker", _of_form(0, "sections/family/")),
    Page("form-section", "social_worker", _of_form(3, "sections/decision/")),
    Page("form-sign", "social_worker", _of_form(0, "sign/")),
    Page("form-decide", "team_manager", _of_form(1, "decide/")),
    Page("form-discard", "team_manager", _of_form(3, "discard/")),
    Page("form-changes", "team_manager", _changed),
    Page("imports", "performance_analyst", _at("/returns/")),
    Page("checks", "performance_analyst", _at("/returns/checks/")),
    Page("check", "performance_analyst", _at(f"/returns/checks/{CHECK}/")),
    Page("import-report", "performance_analyst", lambda found, _: f"/returns/{found.loaded}/"),
    Page("runs", "performance_analyst", _at("/returns/runs/")),
    Page("runs", "scrutiny_member", _at("/returns/runs/")),
    Page("run-new", "performance_analyst", _at("/returns/runs/new/")),
    Page("run", "performance_analyst", _of_run("")),
    Page("run", "team_manager", _of_run("")),
    Page("run", "scrutiny_member", _of_run("")),
    Page("run-rule", "performance_analyst", _of_rule("")),
    Page("run-assign-rule", "performance_analyst", _of_rule("team/")),
    Page("run-children", "performance_analyst", _of_run("children/")),
    Page("run-given", "team_manager", _of_run("given/")),
    Page("run-changes", "performance_analyst", _of_run("changes/")),
    Page("run-child", "performance_analyst", _of_found("")),
    Page("run-assign-child", "performance_analyst", _of_found("team/")),
    Page(
        "run-accept",
        "performance_analyst",
        lambda found, _: f"/returns/runs/findings/{found.found[0].id}/accept/",
    ),
    Page(
        "run-withdraw",
        "performance_analyst",
        lambda found, _: f"/returns/runs/findings/{found.found[1].id}/withdraw/",
    ),
    Page("break-glass", "social_worker", lambda f, _: f"/children/{f.closed}/emergency/"),
    Page("openings", "team_manager", _at("/openings/")),
    Page("opening", "team_manager", lambda found, _: f"/openings/{found.opening}/"),
    Page("restrict", "team_manager", _of_child("restrict/")),
    Page("case-close", "team_manager", _of_child("close/")),
    Page("conflict", "team_manager", _of_child("conflict/")),
    Page("restrictions", "information_governance_officer", _at("/restrictions/")),
    Page(
        "restriction",
        "information_governance_officer",
        lambda found, _: f"/restrictions/{found.restriction}/",
    ),
    Page("cover", "team_manager", lambda found, _: f"/teams/{found.team.id}/cover/"),
    Page("output-new", "social_worker", _of_child("output/")),
    Page(
        "output-exception",
        "director",
        lambda found, _: f"/children/{found.child}/output/exception/",
    ),
    Page("outputs", "team_manager", _at("/outputs/")),
    Page("output", "team_manager", lambda found, _: f"/outputs/{found.output}/"),
    Page("output-print", "social_worker", lambda found, _: f"/outputs/{found.output}/print/"),
    Page("looks", "information_governance_officer", _at("/looks/")),
    Page("looks-one", "information_governance_officer", lambda found, _: f"/looks/{found.looks}/"),
    Page("roles", NOBODY, _at("/roles/")),
    Page("roles", "director", _at("/roles/")),
    Page("overview", "director", _at("/overview/")),
    Page("overview", "scrutiny_member", _at("/overview/")),
    Page("measure", "director", _at("/overview/referrals/")),
    Page("behind", "director", _at(f"/overview/list/{FIGURE}/")),
    Page("teams", "director", _at("/teams/")),
    Page("teams", "workforce_lead", _at("/teams/")),
    Page("owing", "team_manager", _at("/teams/duties/")),
    Page("board", "team_manager", lambda found, _: f"/teams/{found.team.id}/"),
    Page("caseload", "team_manager", lambda found, _: f"/teams/{found.team.id}/{found.worker.id}/"),
    Page("today", "team_manager", _at("/today/")),
    Page("today", "director", _at("/today/")),
    Page("components", NOBODY, _at("/components/")),
    Page("accessibility", NOBODY, _at("/accessibility/")),
    Page("privacy", "social_worker", _at("/privacy/")),
    Page("catalogue", NOBODY, _at("/catalogue/")),
    Page("catalogue", NOBODY, _at("/catalogue/work/")),
    Page("catalogue", NOBODY, _at("/catalogue/child/")),
    Page("account_login", NOBODY, _at("/sign-in/")),
    Page("mfa_authenticate", HALF_WAY, _at("/sign-in/code/")),
    Page("account_reauthenticate", "director", _at("/sign-in/again/")),
    Page("mfa_reauthenticate", ENROLLED, _at("/sign-in/again/code/")),
    Page("account_logout", "director", _at("/sign-out/")),
    Page("mfa_index", "director", _at("/account/")),
    Page("mfa_index", ENROLLED, _at("/account/")),
    Page("account_change_password", "director", _at("/account/password/")),
    Page("mfa_activate_totp", "finance_partner", _at("/account/authenticator/")),
    Page("mfa_deactivate_totp", ENROLLED, _at("/account/authenticator/remove/")),
    Page("mfa_generate_recovery_codes", ENROLLED, _at("/account/recovery-codes/new/")),
    Page("mfa_view_recovery_codes", ENROLLED, _at("/account/recovery-codes/")),
)
# What is asked by GET and is no page: each is tested where it is served.
NO_PAGES = {
    "output-pdf": "a file",
    "figures": "a file",
    "form-empty": "a file",
    "form-pdf": "a file",
    "document": "a file",
    "alert-known": "an answer to an alert; it takes no GET",
    "run-report": "a file",
    "start": "the way on to somebody's first page",
    "still-here": "an empty answer to a script",
}
