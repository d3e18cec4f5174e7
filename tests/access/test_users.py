"""Adding users and granting roles: by an administrator, never to oneself, always in the audit."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest

from kinkeeper.access import actions, queries, services
from kinkeeper.access.models import AuditEntry, RoleGrant, TeamMember, User
from kinkeeper.access.sections import Section
from kinkeeper.access.who import who_is
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import NotAllowed, Refused
from kinkeeper.kernel.moment import today
from tests.access.conftest import MakeUser

Pin = Callable[[date | None], None]
HELD = {"service_account", "system_administrator", "workforce_lead"}
PASSWORD = "three otters on a raft"


@pytest.fixture
def admin(user: MakeUser) -> User:
    """Somebody who may add users."""
    return user("system_administrator")


def test_a_user_is_added_with_a_sealed_password(admin: User) -> None:
    """The password is kept as an argon2 hash, and appears nowhere in the audit."""
    one = actions.add_user(username="sam", full_name="Sam Okoro", password=PASSWORD, by=admin)
    assert one.password.startswith("argon2")
    assert one.check_password(PASSWORD)
    assert PASSWORD not in str(AuditEntry.objects.get().details)


@pytest.mark.parametrize("weak", ["short", "password1234", "sam.okoro.north"])
def test_a_weak_password_is_refused(admin: User, weak: str) -> None:
    """Too short, too common, or too like the name."""
    with pytest.raises(Refused, match="too weak"):
        actions.add_user(username="sam.okoro.north", full_name="Sam", password=weak, by=admin)
    assert not User.objects.filter(full_name="Sam").exists()


def test_a_name_taken_in_other_letters_is_refused(admin: User) -> None:
    """One name, one person."""
    actions.add_user(username="Sam", full_name="Sam Okoro", by=admin)
    with pytest.raises(Refused, match="already"):
        actions.add_user(username="sAM", full_name="Samira Okoro", by=admin)


@pytest.mark.parametrize("role", ["director", "team_manager", "information_governance_officer"])
def test_only_an_administrator_adds_users(user: MakeUser, role: str) -> None:
    """Not even the director may."""
    with pytest.raises(NotAllowed):
        actions.add_user(username="sam", full_name="Sam", by=user(role))


def test_a_role_granted_holds_until_its_end(admin: User, user: MakeUser) -> None:
    """Granted from today, ended today: held, then not."""
    one = user()
    grant = actions.grant_role(user=one, role="director", by=admin)
    assert who_is(one.pk).roles == ("director",)
    actions.end_grant(grant=grant, by=admin)
    assert who_is(one.pk).roles == ()


def test_nobody_grants_themselves(admin: User) -> None:
    """An administrator cannot become a director alone."""
    with pytest.raises(Refused, match="yourself"):
        actions.grant_role(user=admin, role="director", by=admin)


def test_a_role_is_not_granted_twice(admin: User, user: MakeUser) -> None:
    """What is held is not granted again."""
    one = user("director")
    with pytest.raises(Refused, match="already"):
        actions.grant_role(user=one, role="director", by=admin)


def test_an_unknown_role_names_the_ones_there_are(admin: User, user: MakeUser) -> None:
    """A mistyped role tells which roles exist."""
    with pytest.raises(Refused) as refusal:
        actions.grant_role(user=user(), role="boss", by=admin)
    assert "team_manager" in refusal.value.do


def test_a_section_opens_for_a_holder_whose_role_may(admin: User, user: MakeUser) -> None:
    """A section follows its role; it is refused to roles that may not have it, or not held."""
    worker, analyst = user("social_worker"), user("performance_analyst")
    actions.open_section(user=worker, role="social_worker", section=Section.ADOPTION, by=admin)
    assert who_is(worker.pk).held[0].sections == {Section.ADOPTION}
    with pytest.raises(Refused, match="may not be given"):
        actions.open_section(
            user=analyst, role="performance_analyst", section=Section.ADOPTION, by=admin
        )
    with pytest.raises(Refused, match="not a director"):
        actions.open_section(user=worker, role="director", section=Section.ADOPTION, by=admin)


def test_an_administrator_cannot_disable_themselves(admin: User) -> None:
    """The last administrator cannot shut the door behind them by mistake."""
    with pytest.raises(Refused, match="yourself"):
        actions.disable_user(user=admin, by=admin)


def test_a_service_gets_no_password(admin: User) -> None:
    """A program's account stays without one."""
    service = actions.add_service(username="loader", full_name="Loader", by=admin)
    with pytest.raises(Refused, match="no password"):
        actions.set_password(user=service, password=PASSWORD, by=admin)


def test_a_user_is_found_in_any_letters(user: MakeUser) -> None:
    """Who types `USER0` means `user0`; who means nobody is told so."""
    one = user()
    assert queries.user_named(one.username.upper()) == one
    with pytest.raises(Refused, match="no user"):
        queries.user_named("nobody")


def test_the_command_line_acts_as_one_account(db: None) -> None:
    """It is made once, holds what commands need, and nobody can sign in as it."""
    first, second = services.operator(), services.operator()
    assert first == second
    assert set(first.roles) == HELD
    assert not User.objects.get(pk=first.id).has_usable_password()


@pytest.fixture
def pinned() -> Iterator[Pin]:
    """Holds today at a day, until the test ends."""
    yield moment.pin
    moment.pin(None)


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 400])
def test_the_command_line_acts_on_any_day(db: None, days: int, pinned: Pin) -> None:
    """A demonstration that holds another day finds the same account, with the same rights."""
    start = today()
    for held in (0, days, days - 10, days, 0):
        pinned(start + timedelta(days=held))
        assert set(services.operator().roles) == HELD
    assert User.objects.filter(is_service=True).count() == 1


def test_the_command_line_gets_back_what_it_lost(db: None) -> None:
    """A grant that was ended, today or earlier, is granted anew."""
    first = services.operator()
    RoleGrant.objects.filter(user=first.id).update(ended_on=today())
    assert set(services.operator().roles) == HELD


def test_a_password_opens_only_the_active(user: MakeUser) -> None:
    """Who was disabled, or has another password, is not let in by it."""
    one, other, gone = user(), user(), user()
    for each, password in ((one, "published"), (other, "their own"), (gone, "published")):
        each.set_password(password)
        each.is_active = each is not gone
        each.save()
    names = [one.username, other.username, gone.username]
    assert list(queries.opened_by("published", names)) == [one.username]


def test_a_place_in_a_team_ends_on_its_day(admin: User, user: MakeUser) -> None:
    """Teams are made and left through actions, each in the audit."""
    team = actions.add_team(name="North", service="Care", by=admin)
    member = actions.place(user=user(), team=team, kind="manager", by=admin)
    actions.end_place(member=member, by=admin)
    actions.end_team(team=team, by=admin)
    assert TeamMember.objects.get().ended_on == today()
    assert not queries.open_teams().exists()
    assert AuditEntry.objects.count() == 4


def test_a_grant_may_start_later_and_end_by_itself(admin: User, user: MakeUser) -> None:
    """A locum's role is granted for the weeks they come, and needs nobody to end it."""
    one, start = user(), today() + timedelta(days=7)
    actions.grant_role(
        user=one, role="social_worker", from_on=start, until_on=start + timedelta(days=30), by=admin
    )
    assert who_is(one.pk).roles == ()
    assert isinstance(one.pk, UUID)
