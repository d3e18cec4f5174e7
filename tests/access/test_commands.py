"""What a council types on the server before there is anybody to click."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner, Result

from kinkeeper.access import audit
from kinkeeper.access.models import AuditEntry, RoleGrant, User
from kinkeeper.access.who import who_is
from kinkeeper.cli import audit as audit_command
from kinkeeper.cli import service, users
from kinkeeper.kernel.errors import BadInput, KinkeeperError, Refused

PASSWORD = "three otters on a raft"


@pytest.fixture(autouse=True)
def already_running(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django runs already; a command must not start another server."""

    @contextmanager
    def running() -> Iterator[None]:
        yield

    monkeypatch.setattr(service, "django", running)


def type_(*words: str, answers: str = "") -> Result:
    """Run `kinkeeper users ...` and keep what it printed."""
    return CliRunner().invoke(users.command, words, input=answers)


def add(username: str = "ada", *roles: str) -> Result:
    """Add somebody with a password."""
    named = [word for role in roles for word in ("--role", role)]
    return type_("add", username, "--name", "Ada Min", *named, answers=f"{PASSWORD}\n{PASSWORD}\n")


def test_the_first_user_is_made_from_nothing() -> None:
    """An empty database, one command: somebody who can sign in and add the others."""
    outcome = add("ada", "system_administrator")
    ada = User.objects.get(username="ada")
    assert outcome.exit_code == 0, outcome.output
    assert ada.check_password(PASSWORD)
    assert who_is(ada.pk).roles == ("system_administrator",)
    assert PASSWORD not in outcome.output


def test_what_the_command_did_is_in_the_audit() -> None:
    """In the name of the command line, in a chain that holds."""
    add("ada", "team_manager")
    entries = AuditEntry.objects.order_by("id")
    assert [(e.actor, e.verb) for e in entries] == [
        ("command-line", "access.add_user"),
        ("command-line", "access.grant_role"),
    ]
    assert audit.verify().whole


def test_a_mistyped_role_adds_nobody() -> None:
    """All of the command, or none of it."""
    outcome = add("ada", "manger")
    assert isinstance(outcome.exception, Refused)
    assert not User.objects.filter(username="ada").exists()


def test_a_role_and_a_section_are_granted_and_revoked() -> None:
    """A section follows the role; both go together."""
    add("ada", "social_worker")
    assert type_("grant", "ada", "social_worker", "--section", "adoption").exit_code == 0
    assert RoleGrant.objects.filter(section="adoption").count() == 1
    assert "no longer holds" in type_("revoke", "ada", "social_worker").output
    assert who_is(User.objects.get(username="ada").pk).held == ()
    assert "held no" in type_("revoke", "ada", "social_worker").output


def test_an_unknown_section_names_the_ones_there_are() -> None:
    """And grants nothing."""
    add("ada", "social_worker")
    outcome = type_("grant", "ada", "social_worker", "--section", "gossip")
    assert isinstance(outcome.exception, Refused)
    assert "adoption" in outcome.exception.do


def test_a_user_is_disabled() -> None:
    """Nobody signs in as them again."""
    add("ada")
    assert type_("disable", "ADA").exit_code == 0
    assert not User.objects.get(username="ada").is_active


def test_a_password_is_given_anew() -> None:
    """For somebody who lost theirs."""
    add("ada")
    type_("password", "ada", answers="nine herons by a weir\n" * 2)
    assert User.objects.get(username="ada").check_password("nine herons by a weir")


def test_an_authenticator_is_removed() -> None:
    """For somebody who lost their telephone."""
    add("ada")
    assert type_("authenticator", "ada").exit_code == 0
    assert AuditEntry.objects.order_by("-id")[0].verb == "access.remove_authenticators"


def test_the_roles_are_listed() -> None:
    """With what each of them may do."""
    assert "social_worker\n    Works with the children" in type_("roles").output


def verify(*words: str) -> Result:
    """Run `kinkeeper audit ...`."""
    return CliRunner().invoke(audit_command.command, words)


def test_an_audit_that_is_whole_says_so_with_its_head() -> None:
    """The head printed by one command is taken by the other."""
    audit.record(by=audit.NOBODY, verb="read")
    head = verify("head").output.strip()
    said = f": 1 entries. Head {head}\n"
    assert verify("verify", "--head", head).output == f"The audit is whole{said}"
    assert verify("verify").output == f"The audit is whole{audit_command.AS_FAR}{said}"


def test_an_audit_that_was_emptied_is_broken() -> None:
    """Somebody added the users there are: without an entry that says so, all were removed."""
    User.objects.create_user("ada", full_name="Ada Min")
    outcome = verify("verify")
    assert isinstance(outcome.exception, KinkeeperError)
    assert "broken at entry 1" in outcome.exception.message


def test_a_broken_audit_names_the_entry() -> None:
    """And ends with an exit code that a monitor sees."""
    audit.record(by=audit.NOBODY, verb="read")
    kept = verify("head").output.strip().replace("1:", "2:", 1)
    outcome = verify("verify", "--head", kept)
    assert isinstance(outcome.exception, KinkeeperError)
    assert "broken at entry 2" in outcome.exception.message


def test_a_head_mistyped_is_told() -> None:
    """It is not taken for a break."""
    assert isinstance(verify("verify", "--head", "12").exception, BadInput)
