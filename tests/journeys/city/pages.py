"""Every address of the service that answers a GET: as whom it is looked at, and at which record."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.test import Client

from kinkeeper.access.models import Team, TeamMember, UnusualLooks, User
from kinkeeper.access.services import operator
from kinkeeper.duties.queries import Owed, Timing, Wanted, worklist
from kinkeeper.kernel import moment
from kinkeeper.returns.loading.load import load
from kinkeeper.workforce.models import Allocation, Worker
from tests.journeys.conftest import EXAMPLES

NOBODY, HALF_WAY, ENROLLED = "nobody", "half way", "whistleblowing_officer"
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
        return _owed("reviewing-officer", area="review", timing=Timing.LATER)

    @cached_property
    def stranger(self) -> UUID:
        """A child whom another worker works with."""
        theirs = Allocation.objects.filter(worker=self.worker).values("person_id")
        away = Allocation.objects.filter(ended_on=None).exclude(person_id__in=theirs)
        return away.order_by("id")[0].person_id

    @cached_property
    def looks(self) -> UUID:
        """Looks of the social worker that a rule found unusual."""
        looked = {"user": User.objects.get(username="social-worker"), "people": [self.stranger]}
        return UnusualLooks.objects.create(
            on=moment.today(), rule="not_theirs", looks=1, **looked
        ).id

    @cached_property
    def loaded(self) -> UUID:
        """A load of names that are none of the city's."""
        return load(paths=[EXAMPLES / "names.csv"], by=operator()).load_id


def _owed(username: str, **wanted: Any) -> Owed:
    who = User.objects.get(username=username)
    return worklist(who=who, wanted=Wanted(**wanted), as_at=moment.today()).rows[0]


def _search(found: Found, client: Client) -> str:
    return str(client.post("/children/", {"text": "Oakhanger"})["Location"])


def _at(address: str) -> Callable[[Found, Client], str]:
    return lambda found, client: address


def _of_child(page: str) -> Callable[[Found, Client], str]:
    return lambda found, client: f"/children/{found.child}/{page}"


PAGES = (
    Page("home", "social_worker", _at("/")),
    Page("home", "system_administrator", _at("/")),
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
    Page("known", "social_worker", lambda found, _: f"/children/{found.stranger}/known/"),
    Page("imports", "performance_analyst", _at("/returns/")),
    Page("checks", "performance_analyst", _at("/returns/checks/")),
    Page("check", "performance_analyst", _at(f"/returns/checks/{CHECK}/")),
    Page("import-report", "performance_analyst", lambda found, _: f"/returns/{found.loaded}/"),
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
    "figures": "a file",
    "start": "the way on to somebody's first page",
    "still-here": "an empty answer to a script",
}
