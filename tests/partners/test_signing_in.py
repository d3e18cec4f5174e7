"""Partners come in by a code sent to their address at work, and nobody learns who has one."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from kinkeeper.access.actions import grant_role
from kinkeeper.access.models import AuditEntry, User
from kinkeeper.access.queries import user_with_id
from kinkeeper.access.services import operator
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import now
from kinkeeper.partners import actions, codes, signing_in
from kinkeeper.partners.models import Agency, AgencyMember, SignInCode
from tests.partners.conftest import Came, code_in

pytestmark = pytest.mark.django_db
NELL = "nell@police.example"
Join = Callable[..., UUID]


def asked(client: Client, email: str = NELL) -> tuple[int, str, str]:
    """What is answered to somebody who asks for a code, as far as a stranger sees it."""
    answer = client.post("/partners/sign-in/", {"email": email})
    page = client.get(answer["Location"])
    said = re.sub(r'(csrfmiddlewaretoken" value)="\w+"', r"\1", page.content.decode())
    return answer.status_code, answer["Location"], said


def typed(client: Client, code: str) -> str:
    """Where typing a code leads; nowhere where it is refused."""
    return str(client.post("/partners/sign-in/code/", {"code": code}).get("Location", ""))


def test_a_code_comes_by_mail_and_lets_in_once(client: Client, joined: Join, came: Came) -> None:
    """The message is a real one, holds nothing about anybody, and its code is kept as a hash alone."""
    joined()
    asked(client)
    (message,) = came
    code = code_in(message)
    assert "Nell" not in message
    assert "agency" not in message
    kept = SignInCode.objects.get()
    assert code.replace(" ", "") not in kept.hash
    assert typed(Client(), code) == "/partners/sign-in/"  # another browser did not ask
    assert typed(client, code) == "/partners/"
    assert client.get("/partners/").status_code == 200
    asked(client)
    assert AuditEntry.objects.filter(verb="signed_in").exists()


def test_an_address_nobody_has_is_answered_as_one_that_somebody_has(
    joined: Join, came: Came
) -> None:
    """Same page, same row written, no message; a code guessed for it is merely wrong."""
    joined()
    known, unknown, elsewhere = (
        asked(Client(), email) for email in (NELL.upper(), "who@police.example", "a@gmail.com")
    )
    assert known == unknown == elsewhere
    assert (len(came), SignInCode.objects.count()) == (1, 3)


def cost(email: str) -> tuple[int, int]:
    """How many questions the database is asked by the page, and by a wrong code after it."""
    client, look_up = Client(), signing_in.deliver
    with pytest.MonkeyPatch.context() as patch, CaptureQueriesContext(connection) as asking:
        patch.setattr(signing_in, "deliver", lambda *_: None)  # it runs when the page is answered
        client.post("/partners/sign-in/", {"email": email})
    look_up(UUID(client.session["code_asked"]), email)
    with CaptureQueriesContext(connection) as trying:
        typed(client, "0000 0000")
    return len(asking), len(trying)


def test_no_address_is_answered_sooner(joined: Join, came: Came) -> None:
    """Asking, and typing a wrong code, ask the database as much for an address nobody has."""
    joined()
    assert cost(NELL) == cost("who@police.example")
    assert len(came) == 1


def sent_off() -> None:
    """Wait until neither of the threads that send has anything to do."""
    both = Barrier(3)
    for _ in range(2):
        signing_in._sending.submit(both.wait, 20)
    both.wait(20)


@pytest.mark.django_db(transaction=True)
def test_a_code_is_sent_while_the_page_is_answered(
    client: Client, joined: Join, mail_server: Came
) -> None:
    """By a thread of its own, as in service; where no server of e-mail answers, the page is the same."""
    joined()
    first = asked(client)
    sent_off()
    assert typed(client, code_in(mail_server[0])) == "/partners/"
    with override_settings(EMAIL_PORT=1):
        assert asked(Client()) == first
        sent_off()
    assert len(mail_server) == 1


def test_five_wrong_codes_end_it(client: Client, joined: Join, came: Came) -> None:
    """The right one opens nothing after that, and each try is in the audit."""
    joined()
    asked(client)
    for _ in range(codes.MOST_TRIES):
        assert typed(client, "0000 0000") == ""
    assert typed(client, code_in(came[0])) == ""
    assert AuditEntry.objects.filter(verb="sign_in_failed").count() == codes.MOST_TRIES + 1


def end(what: str, user: UUID) -> None:
    """One of the things that a code stands on."""
    day, hour_ago = AgencyMember.objects.get().started_on, now() - timedelta(hours=1)
    endings: dict[str, Callable[[], object]] = {
        "time": lambda: SignInCode.objects.update(good_until=hour_ago),
        "member": lambda: AgencyMember.objects.update(ended_on=day),
        "agency": lambda: Agency.objects.update(ended_on=day),
        "domain": lambda: Agency.objects.update(domains=["other.example"]),
        "account": lambda: User.objects.filter(pk=user).update(is_active=False),
        "role": lambda: grant_role(user=user_with_id(user), role="director", by=operator()),
    }
    endings[what]()


@pytest.mark.parametrize("ends", ["time", "member", "agency", "domain", "account", "role"])
def test_a_code_is_good_while_all_it_stands_on_stands(
    client: Client, joined: Join, came: Came, ends: str
) -> None:
    """Ten minutes, for somebody of an agency of today, at its address, who is a partner alone."""
    user = joined()
    asked(client)
    end(ends, user)
    assert typed(client, code_in(came[0])) == ""


def test_three_codes_in_a_quarter_of_an_hour(joined: Join, came: Came) -> None:
    """More are asked for in vain, and the page is the same."""
    joined()
    pages = {asked(Client()) for _ in range(5)}
    assert (len(pages), len(came)) == (1, 3)


def test_an_address_is_at_one_of_the_agencys_own_domains(agency: Agency) -> None:
    """One that only looks like it, and a domain that anybody has, are refused by name."""
    for email in (
        "a@evil-police.example",
        "a@police.example.evil.test",
        "police.example",
        "a@b@gmail.com",
    ):
        with pytest.raises(BadInput, match="address"):
            actions.add_member(agency=agency.id, full_name="A", email=email, by=operator())
    with pytest.raises(BadInput, match="anybody"):
        actions.add_agency(name="B", kind="health", domains=("Gmail.com",), by=operator())


def test_whoever_has_a_password_never_comes_in_by_a_code(
    agency: Agency, client: Client, came: Came
) -> None:
    """A code is no way past the second factor of somebody who works here."""
    user = User.objects.create_user("asha", full_name="Asha", email=NELL, password="x")
    with pytest.raises(BadInput, match="password"):
        actions.add_member(agency=agency.id, full_name="Asha", email=NELL, by=operator())
    actions.join_agency(user=user.id, agency=agency.id, by=operator())
    asked(client)
    assert came == []
