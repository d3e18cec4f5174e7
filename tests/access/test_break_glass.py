"""Opening a record in an emergency: by whom, why, for how long, and who is told."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from kinkeeper.access import actions, glass
from kinkeeper.access.depth import Depth
from kinkeeper.access.models import BreakGlassReview, Team, TeamMember, User
from kinkeeper.access.permissions import READS, Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import depth, may
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from tests.access.conftest import MakeUser
from tests.access.test_every_verb import verbs
from tests.access.worlds import open_glass

WHY = "Police have the child with them at the station."
SINCE = date(2020, 1, 1)
MAY_HAVE_IT = {"mash_decision_maker", "social_worker", "team_manager", "head_of_service"}


@pytest.fixture
def manager(user: MakeUser) -> User:
    """Whoever manages the team."""
    one = user("team_manager")
    team = Team.objects.create(name="Duty", service="s", started_on=SINCE)
    TeamMember.objects.create(user=one, team=team, kind="manager", started_on=SINCE)
    return one


@pytest.fixture
def worker(user: MakeUser, manager: User) -> User:
    """A social worker of the team, to whom the person is nobody of theirs."""
    one = user("social_worker", "strategy")
    TeamMember.objects.create(user=one, team=Team.objects.get(), started_on=SINCE)
    return one


def opened(person: UUID, by: User, *, why: str = WHY, reason: str = "asked_now") -> UUID:
    """The record, opened in an emergency."""
    return actions.break_glass(person_id=person, reason=reason, why=why, by=by).id


def test_it_opens_the_record_and_tells_at_once(
    worker: User, manager: User, user: MakeUser, person: UUID
) -> None:
    """The manager and information governance, in the same transaction; the review is due."""
    officer = user("information_governance_officer")
    opened(person, worker)
    assert depth(worker, person) is Depth.RECORD
    for one in (manager, officer):
        (told,) = glass.openings(one, reviewed=False)
        assert {name for name, _ in told.told} == {"Sam Okoro"}
        assert [part for _, part in told.told] == ["Manager", "Information governance"]
        assert glass.waiting(one) == (1, 0)


def test_nothing_but_reading_the_plain_record_is_opened(worker: User, person: UUID) -> None:
    """No change, no section, no protected address, nothing to take out: for every permission."""
    personal = [one for one in Permission if one.personal]
    before = {one for one in personal if may(worker, one, person)}
    open_glass(worker, person)
    assert {one for one in personal if may(worker, one, person)} - before <= READS
    assert may(worker, Permission.SEE_NARRATIVE, person)


@pytest.mark.parametrize("verb", verbs())
def test_no_verb_asks_only_for_a_permission_to_read(verb: object) -> None:
    """So that no change anywhere can be made by what only reads."""
    assert getattr(verb, "permission", None) not in READS


def test_roles_that_meet_emergencies_may_have_it() -> None:
    """And nobody whose work is planned, paid for, counted or outside the service."""
    assert {n for n, r in ROLES.items() if Permission.BREAK_GLASS in r.permits} == MAY_HAVE_IT


def test_sixty_minutes_by_the_clock(worker: User, person: UUID) -> None:
    """At the fifty-ninth it is open; past the sixtieth it is not, and may be opened anew."""
    open_glass(worker, person, ago=61)
    assert depth(worker, person) is Depth.EXISTS
    opened(person, worker)
    with pytest.raises(Refused, match="open to you already"):
        opened(person, worker)


@pytest.mark.parametrize(
    ("reason", "why"),
    [("asked_now", "Nineteen letters so"), ("asked_now", " " * 30), ("curious", WHY)],
)
def test_a_reason_is_from_the_list_and_in_words(
    worker: User, person: UUID, reason: str, why: str
) -> None:
    """Twenty characters at least; the database holds it too."""
    with pytest.raises(BadInput):
        opened(person, worker, reason=reason, why=why)
    assert depth(worker, person) is Depth.EXISTS


def test_it_opens_nothing_that_stands_against(
    worker: User, user: MakeUser, person: UUID, stranger: UUID, restrict: object, conflict: object
) -> None:
    """Neither a conflict of interest nor a restriction, named before or while it is open."""
    open_glass(worker, person)
    conflict(worker, person)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        opened(person, worker)
    open_glass(worker, stranger)
    restrict(stranger)  # type: ignore[operator]
    assert [depth(worker, one) for one in (person, stranger)] == [Depth.NONE, Depth.NONE]


def test_the_review_is_closed_once_by_somebody_else(
    worker: User, manager: User, user: MakeUser, person: UUID
) -> None:
    """Whoever opened it cannot, whatever they hold; closed, it waits no longer."""
    one = opened(person, worker)
    with pytest.raises(NotAllowed):
        actions.review_break_glass(glass=one, outcome="needed", why="Mine.", by=worker)
    actions.review_break_glass(glass=one, outcome="needed", why="I rang the police.", by=manager)
    assert glass.waiting(manager) == (0, 0)
    assert glass.openings(manager, reviewed=True)[0].outcome.startswith("It was needed")
    with pytest.raises(Refused):
        actions.review_break_glass(glass=one, outcome="breach", why="Again.", by=manager)


def test_a_manager_does_not_review_their_own(manager: User, user: MakeUser, person: UUID) -> None:
    """Somebody above, or information governance, does; in the database too."""
    one = opened(person, manager)
    with pytest.raises(Refused, match="yourself"):
        actions.review_break_glass(glass=one, outcome="needed", why="Mine.", by=manager)
    facts = {"glass_id": one, "outcome": "needed", "why": "x", "reviewed_by": manager}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for said in (manager, user()):  # as it was, and with another named as having opened it
        with pytest.raises(IntegrityError), transaction.atomic():
            BreakGlassReview.objects.create(**facts, opened_by=said)


def test_a_review_not_closed_in_two_working_days_is_overdue(
    worker: User, manager: User, person: UUID
) -> None:
    """It says so to whoever has to close it."""
    opened(person, worker)
    (one,) = glass.openings(manager, reviewed=False)
    assert not one.overdue(one.review_by_on)
    assert one.overdue(one.review_by_on + timedelta(days=1))


def test_a_manager_of_another_team_is_not_told(
    worker: User, manager: User, user: MakeUser, person: UUID, conflict: object
) -> None:
    """Nor is one who is in conflict with the person; the logs' own officers see all others."""
    opened(person, worker)
    assert not glass.openings(user("team_manager"), reviewed=False)
    conflict(manager, person)  # type: ignore[operator]
    assert not glass.openings(manager, reviewed=False)
    assert glass.openings(user("information_governance_officer"), reviewed=False)
