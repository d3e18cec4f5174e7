"""What a demonstration starts with: example returns loaded, a service to look after the children, and
a person to sign in as for each role. Everybody in it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from rich.progress import Progress

from kinkeeper.cli import kept

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

TODAY: Final = date(2026, 3, 31)  # the day the newest of the example returns run to
REORGANISED_ON: Final = date(2026, 1, 5)  # the day the invented service took its children on
PASSWORD: Final = "invented-people-only"  # noqa: S105 - published; with the examples alone
EXAMPLES: Final = Path(__file__).resolve().parents[3] / "examples"
YEARS: Final = ("2022-23", "2023-24", "2024-25", "2025-26")
SAFEGUARDING, CARE = "Safeguarding team", "Children in care team"


@dataclass(frozen=True)
class Person:
    """Somebody invented who signs in: in which team, and whether as its manager."""

    role: str
    full_name: str
    team: str | None = None
    manages: bool = False
    works: str | None = None  # what they are to the children they are given
    opens: tuple[str, ...] = ()  # the sections of a record opened to them

    @property
    def username(self) -> str:
        """Their role, as it is typed."""
        return self.role.replace("_", "-")


PEOPLE: Final = (
    Person("social_worker", "Priya Fennimore", SAFEGUARDING, works="lead", opens=("strategy",)),
    Person("team_manager", "Colm Adebarre", SAFEGUARDING, manages=True, opens=("strategy",)),
    Person("reviewing_officer", "Ingrid Mossley", works="iro", opens=("strategy", "adoption")),
    Person("mash_decision_maker", "Theo Larkspur"),
    Person("head_of_service", "Marguerite Oyelade", "Children's social care", manages=True),
    Person("director", "Desmond Whitcombe"),
    Person("performance_analyst", "Sunniva Chaudry"),
    Person("personal_adviser", "Joel Tanqueray", CARE),
    Person("partner", "Sergeant Nell Harrowgate"),
    Person("workforce_lead", "Bronagh Eastlake"),
    Person("finance_partner", "Rufus Penhallow"),
    Person("scrutiny_member", "Councillor Amabel Stroud"),
    Person("governor_services_officer", "Hari Longmire"),
    Person("whistleblowing_officer", "Odile Marchbank"),
    Person("information_governance_officer", "Fergus Nakamura-Bell"),
    Person("system_administrator", "Tamsin Quill"),
)
COLLEAGUES: Final = (
    ("Dominic Vane", SAFEGUARDING),
    ("Aaliyah Thornbury", SAFEGUARDING),
    ("Wilfred Osei-Hart", CARE),
    ("Rosalind Pike", CARE),
)


class SignIn(NamedTuple):
    """A role and how to sign in with it."""

    role: str
    username: str
    password: str


def prepare(progress: Progress, *, folder: Path) -> tuple[SignIn, ...]:
    """Make what is missing; the sign-ins to print. Calling it again changes nothing.

    Where files have been loaded already the examples are left out, and the invented people get a
    password of this data folder's own: what was loaded may be real. Where people of one's own have
    been added, the invented ones are left out.
    """
    from django.db import transaction

    from kinkeeper.access import services
    from kinkeeper.access.queries import usernames
    from kinkeeper.returns.queries import recent_loads

    by = services.operator()
    if not usernames():
        with transaction.atomic():
            examples = not recent_loads(who=by)
            password = PASSWORD if examples else _own_password(folder)
            _make(by, progress, with_examples=examples, password=password)
    return sign_ins(folder)


def sign_ins(folder: Path) -> tuple[SignIn, ...]:
    """One for each invented person who is there, with the password that lets them in."""
    from kinkeeper.access.queries import opened_by, usernames
    from kinkeeper.access.roles import ROLES

    present = usernames()
    there = [person for person in PEOPLE if person.username in present]
    for password in passwords(folder):
        if any(opened_by(password, [person.username for person in there])):
            return tuple(SignIn(ROLES[p.role].title, p.username, password) for p in there)
    return ()


def _own_password(folder: Path) -> str:
    return kept.secret(folder, kept.PASSWORD, strength=15)


def passwords(folder: Path) -> tuple[str, ...]:
    """Those a demonstration on this data folder may have printed: its own, where it made one."""
    own = (_own_password(folder),) if (folder / kept.PASSWORD).exists() else ()
    return (*own, PASSWORD)


def returns() -> list[Path]:
    """The example files; the year after is left for a reader to load."""
    years = [EXAMPLES / "ssda903" / year for year in YEARS]
    return [EXAMPLES / "cin", *years, EXAMPLES / "names.csv"]


def _make(by: Who, progress: Progress, *, with_examples: bool, password: str) -> None:
    """All of it or nothing: a start that is cut short begins again."""
    from kinkeeper.duties.refresh import refresh_everybody
    from kinkeeper.returns.loading.load import load

    if with_examples:
        task = progress.add_task("Example returns", total=1)
        load(paths=returns(), by=by)
        progress.advance(task)
    teams = _teams(by)
    users = dict(_users(by, teams, password, progress))
    _give_children_workers(by, teams, users, progress)
    refresh_everybody()


def _teams(by: Who) -> dict[str, Any]:
    from kinkeeper.access.actions import add_team

    top = add_team(
        name="Children's social care", service="Children", by=by, started_on=REORGANISED_ON
    )
    below = [
        add_team(name=name, service="Children", parent=top, by=by, started_on=REORGANISED_ON)
        for name in (SAFEGUARDING, CARE)
    ]
    return {team.name: team for team in (top, *below)}


def _users(
    by: Who, teams: dict[str, Any], password: str, progress: Progress
) -> Iterator[tuple[str, Any]]:
    from kinkeeper.access.actions import add_user, grant_role, open_section, place
    from kinkeeper.access.sections import named

    for person in progress.track(PEOPLE, description="People to sign in as"):
        user = add_user(
            username=person.username, full_name=person.full_name, by=by, password=password
        )
        grant_role(user=user, role=person.role, by=by, from_on=REORGANISED_ON)
        for section in person.opens:
            open_section(user=user, role=person.role, section=named(section), by=by)
        if person.team:
            kind = "manager" if person.manages else "member"
            place(user=user, team=teams[person.team], by=by, kind=kind, from_on=REORGANISED_ON)
        yield person.role, user


def _give_children_workers(
    by: Who, teams: dict[str, Any], users: dict[str, Any], progress: Progress
) -> None:
    """Every open child has a worker of the invented service, in turn; each in care, a reviewing officer."""
    from kinkeeper.care.queries import looked_after
    from kinkeeper.frontdoor.queries import open_children
    from kinkeeper.kernel.moment import today

    in_care = [child.person_id for child in looked_after(who=by, on=today())]
    others = [c.person_id for c in open_children(who=by) if c.person_id not in set(in_care)]
    workers = _workers(by, users)
    care = cycle([w for w, team in workers if team == CARE])
    safeguarding = cycle([w for w, team in workers if team == SAFEGUARDING])
    reviewing = _worker(by, users, "reviewing_officer")
    for child in progress.track(list(dict.fromkeys(in_care)), description="Children in care"):
        _hand_over(by, child, next(care), teams[CARE], "lead")
        _hand_over(by, child, reviewing, None, "iro")
    for child in progress.track(list(dict.fromkeys(others)), description="Children in need"):
        _hand_over(by, child, next(safeguarding), teams[SAFEGUARDING], "lead")


def _workers(by: Who, users: dict[str, Any]) -> list[tuple[UUID, str]]:
    """The workers who hold cases, and the team of each."""
    from kinkeeper.workforce.actions import add_worker

    own = [(_worker(by, users, p.role), p.team or "") for p in PEOPLE if p.works == "lead"]
    return own + [(add_worker(full_name=name, by=by).id, team) for name, team in COLLEAGUES]


def _worker(by: Who, users: dict[str, Any], role: str) -> UUID:
    from kinkeeper.workforce.actions import add_worker, link_user

    worker = add_worker(full_name=users[role].full_name, by=by)
    return link_user(worker=worker, user=users[role].id, by=by).id


def _hand_over(by: Who, child: UUID, worker: UUID, team: Any, role: str) -> None:
    """End the allocation the files gave, if it is of the same kind, and begin the new one."""
    from kinkeeper.workforce import actions, queries
    from kinkeeper.workforce.kinds import AllocationRole

    begins = REORGANISED_ON
    for held in queries.current_workers(who=by, person_id=child):
        found: Any = queries.allocation(who=by, allocation_id=held.allocation_id)
        if held.role == role and found is not None:
            begins = max(begins, held.started_on)
            actions.end_allocation(allocation=found, ended_on=begins, by=by)
    actions.allocate(
        child=child,
        worker=worker,
        team=team.id if team else None,
        role=AllocationRole(role),
        started_on=begins,
        by=by,
    )
