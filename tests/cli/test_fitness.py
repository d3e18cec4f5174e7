"""A demonstration's people never meet real records, nor real records a demonstration."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.timezone import now
from rich.progress import Progress
from tests.config.test_environment import FIT

from kinkeeper.access import queries, services
from kinkeeper.access.invented import PASSWORD, PEOPLE
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.cli import demonstration, example_authority, fitness, prepare
from kinkeeper.config import environment
from kinkeeper.config.environment import Environment
from kinkeeper.returns.loading.load import load

pytestmark = pytest.mark.django_db
NAMED = {"DATABASE_URL": "postgresql://kinkeeper_app:secret@db.example.gov.uk:5432/kinkeeper"}


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Passwords that are quick to make."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def production(as_app_role: None) -> Environment:
    """The settings of production, and the rights of the role it serves with."""
    return environment.read(FIT)


def invented(*names: str, password: str = PASSWORD) -> None:
    """People of these names, with the password of a demonstration."""
    for name in names:
        User.objects.create_user(name, full_name="Somebody Invented", password=password)


def shown(folder: Path) -> set[str]:
    """The passwords a demonstration prints when it starts."""
    with Progress(disable=True) as progress:
        made = demonstration.prepare(progress, folder=folder, wanted=demonstration.EXAMPLES)
        return {each.password for each in made}


def test_production_refuses_a_published_password(production: Environment) -> None:
    """On a database that a demonstration filled, everybody could sign in: it does not start."""
    invented("director", "team-manager")
    (said,) = fitness.problems(production)
    assert "director, team-manager" in said
    assert "kinkeeper users disable" in said


def test_production_refuses_a_password_of_the_folders_own(
    as_app_role: None, tmp_path: Path
) -> None:
    """Nor does what a demonstration on one's own files printed open anything."""
    (tmp_path / "demonstration-password").write_text("printed-at-a-start")
    invented("director", password="printed-at-a-start")
    settings = environment.read({**FIT, "KINKEEPER_DATA_FOLDER": str(tmp_path)})
    assert "as director." in " ".join(fitness.problems(settings))


def test_production_takes_people_of_the_same_names(production: Environment) -> None:
    """A real director may be called `director`; who was disabled opens nothing."""
    invented("director", password="three otters on a raft")
    invented("partner")
    User.objects.filter(username="partner").update(is_active=False)
    assert fitness.problems(production) == []


def test_the_owners_helper_is_not_fit(production: Environment) -> None:
    """A role that belongs to the one that owns the tables could switch off their guards."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert "access_auditentry" in " ".join(fitness.problems(production))


def test_a_demonstration_never_follows_production() -> None:
    """Where the service has started in production there are real records."""
    assert fitness.not_a_demonstrations(environment.read({})) == []
    services.started_production()
    (said,) = fitness.not_a_demonstrations(environment.read({}))
    assert "KINKEEPER_MODE=production" in said


def test_a_demonstration_is_refused_where_people_are() -> None:
    """A named database with people of its own is somebody's; the invented alone are ours."""
    invented("director")
    assert fitness.not_a_demonstrations(environment.read(NAMED)) == []
    invented("ada")
    (said,) = fitness.not_a_demonstrations(environment.read(NAMED))
    assert said.startswith("This database holds people of its own.")
    assert fitness.not_a_demonstrations(environment.read({})) == []


def test_a_start_in_production_leaves_a_mark(production: Environment) -> None:
    """The role that serves may write it, and the audit keeps it."""
    prepare._begin_production(production)
    assert AuditEntry.objects.get().verb == queries.PRODUCTION_STARTED
    assert queries.served_in_production()


def test_a_file_of_ones_own_makes_a_password_of_ones_own(tmp_path: Path) -> None:
    """What was loaded first may be real: nothing published opens it, at this start or a later."""
    load(paths=[example_authority.EXAMPLES / "cin"], by=services.operator())
    first, second = shown(tmp_path), shown(tmp_path)
    kept = tmp_path / "demonstration-password"
    assert first == second == {kept.read_text()}
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(queries.opened_by(PASSWORD, queries.usernames())) == []
    assert len(list(queries.opened_by(kept.read_text(), queries.usernames()))) == len(PEOPLE)


def test_only_what_opens_is_printed(tmp_path: Path) -> None:
    """A password that was lost with its data folder is not made up anew."""
    invented("director", "partner", password="three otters on a raft")
    assert shown(tmp_path) == set()
    invented("team-manager")
    assert shown(tmp_path) == {PASSWORD}


def test_ended_sessions_are_removed_at_a_start() -> None:
    """They do not pile up, and those under way stay."""
    for key, hours in (("ended", -1), ("open", 1)):
        expires = now() + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    prepare._clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
