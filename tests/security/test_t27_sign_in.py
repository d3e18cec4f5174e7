"""T27: guessing is locked, nobody learns who exists, a code is good once."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from pytest_django import Settings
from time_machine import TimeMachineFixture

from kinkeeper.access.models import AuditEntry, User
from tests.security.conftest import PASSWORD, SignIn

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now() -> str:
    """What an authenticator shows now."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def verbs() -> list[str]:
    """What the audit holds, in order."""
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_the_right_password_signs_in_and_is_in_the_audit(sam: User, sign_in: SignIn) -> None:
    """And leads to the page of the service."""
    answer = sign_in()
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    assert verbs() == ["signed_in"]


def test_the_page_of_signing_in(db: None, client: Client) -> None:
    """It takes a name and a password, lets one be pasted, and offers no account to strangers."""
    page = client.get("/sign-in/").content.decode()
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "<title>Sign in" in page
    for word in ("sign up", "register", "create an account", "question"):
        assert word not in page.casefold()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password"])
def test_nobody_can_make_or_recover_an_account_alone(name: str) -> None:
    """There is no page for it, under any address."""
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert not [known for known in get_resolver().reverse_dict if known == name]


def test_six_wrong_passwords_lock_even_the_right_one_out(sam: User, sign_in: SignIn) -> None:
    """The sixth wrong one locks; then the right one is refused as well."""
    answers = [sign_in(password="wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert sign_in().status_code == 429
    assert "signed_in" not in verbs()


def test_a_hundred_guesses_open_nothing(sam: User, sign_in: SignIn) -> None:
    """However many are tried, all but the first five meet a locked door."""
    answers = [sign_in(password=f"guess {n}").status_code for n in range(100)]
    assert answers.count(429) == 95


def test_the_lock_ends_after_a_quarter_of_an_hour(
    sam: User, sign_in: SignIn, time_machine: TimeMachineFixture
) -> None:
    """Waiting opens it again, and not a minute sooner."""
    start = time.time()
    for _ in range(6):
        sign_in(password="wrong")
    time_machine.move_to(start + 14 * 60)
    assert sign_in().status_code == 429
    time_machine.move_to(start + 31 * 60)
    assert sign_in().status_code == 302


def test_a_stranger_elsewhere_locks_nobody_out(sam: User, sign_in: SignIn) -> None:
    """Guesses from one address leave the colleague at another free to sign in."""
    for _ in range(7):
        sign_in(password="wrong", browser=Client(REMOTE_ADDR="203.0.113.9"))
    assert sign_in().status_code == 302


@pytest.mark.parametrize("tries", [1, 6])
def test_known_unknown_and_disabled_answer_alike(sam: User, client: Client, tries: int) -> None:
    """Neither the words nor the lock tell whether a user exists or was disabled."""
    User.objects.create_user("gone", full_name="G", password=PASSWORD)
    User.objects.filter(username="gone").update(is_active=False)
    said = set()
    for name, password in (("sam", "wrong"), ("nobody", "wrong"), ("gone", PASSWORD)):
        typed = {"login": name, "password": password}
        answer = [client.post("/sign-in/", typed) for _ in range(tries)][-1]
        page = answer.content.decode().replace(f'value="{name}"', "")
        said.add((answer.status_code, _without_token(page)))
    assert len(said) == 1


def _without_token(page: str) -> str:
    lines = [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]
    return "\n".join(line for line in lines if "Printed" not in line)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The salt of every hash that is made."""
    made, encode = [], MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(salt)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


def test_known_and_unknown_do_the_same_work(sam: User, client: Client, hashed: list[str]) -> None:
    """One hash and as many questions to the database, whether or not the name exists."""
    work = []
    for name in ("sam", "nobody"):
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            client.post("/sign-in/", {"login": name, "password": "wrong"})
        work.append((len(hashed), len(asked)))
    assert work[0] == work[1]
    assert work[0][0] == 1


def test_known_and_unknown_take_the_same_time(sam: User, client: Client) -> None:
    """Beside the hash, which is one for each, the quickest of each are within ten milliseconds."""
    times: dict[str, list[float]] = {"sam": [], "nobody": []}
    for _ in range(15):
        for name, taken in times.items():
            AccessAttempt.objects.all().delete()
            start = time.perf_counter()
            client.post("/sign-in/", {"login": name, "password": "wrong"})
            taken.append(time.perf_counter() - start)
    known, unknown = map(min, times.values())  # a busy machine slows some, never quickens any
    assert abs(known - unknown) < 0.010


def test_a_failure_never_keeps_what_was_typed(sam: User, sign_in: SignIn) -> None:
    """People type passwords where names go: the audit holds the user, or nobody."""
    sign_in(username="hunter2 my password", password="wrong")
    sign_in(password="wrong")
    unknown, known = AuditEntry.objects.order_by("id")
    assert "hunter2" not in f"{unknown.actor}{unknown.details}"
    assert (known.actor, known.verb) == ("sam", "sign_in_failed")


def test_one_password_tried_on_many_names_is_an_alert(db: None, sign_in: SignIn) -> None:
    """Ten names in vain from one address are told; fewer are not."""
    for n in range(9):
        sign_in(username=f"user{n}", password="Autumn2026!")
    assert "password_spray" not in verbs()
    sign_in(username="user9", password="Autumn2026!")
    assert verbs().count("password_spray") == 1


@pytest.fixture
def enrolled(sam: User) -> User:
    """Sam with an authenticator."""
    TOTP.activate(sam, SECRET)
    return sam


def test_an_authenticator_is_asked_after_the_password(
    enrolled: User, sign_in: SignIn, client: Client
) -> None:
    """The password alone opens nothing; the code does."""
    assert sign_in()["Location"] == "/sign-in/code/"
    assert client.get("/").status_code == 302
    assert "Enter your code" in client.get("/sign-in/code/").content.decode()
    assert client.post("/sign-in/code/", {"code": code_now()})["Location"] == "/start/"
    assert client.get("/").json()["who"] == "sam"


def test_a_wrong_code_opens_nothing(enrolled: User, sign_in: SignIn, client: Client) -> None:
    """And says so."""
    sign_in()
    answer = client.post("/sign-in/code/", {"code": "000000"})
    assert "There is a problem" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_six_wrong_codes_lock_even_the_right_one_out(
    enrolled: User, sign_in: SignIn, client: Client
) -> None:
    """Whoever stole a password cannot guess the code: not here, and not by starting again."""
    sign_in()
    for n in range(6):
        client.post("/sign-in/code/", {"code": f"00000{n}"})
    other = Client()
    sign_in(browser=other)
    for browser in (client, other):
        browser.post("/sign-in/code/", {"code": code_now()})
        assert browser.get("/").status_code == 302


def test_a_code_is_good_once(enrolled: User, sign_in: SignIn, client: Client) -> None:
    """Whoever reads a code over a shoulder cannot use it again."""
    code, other = code_now(), Client()
    sign_in()
    client.post("/sign-in/code/", {"code": code})
    sign_in(browser=other)
    other.post("/sign-in/code/", {"code": code})
    assert other.get("/").status_code == 302


def test_the_secret_is_sealed_in_the_database(enrolled: User) -> None:
    """Whoever reads the table cannot make codes."""
    kept = Authenticator.objects.get(user_id=enrolled.pk).data["secret"]
    assert SECRET not in kept
    assert TOTP(Authenticator.objects.get()).validate_code(code_now())


def test_without_an_authenticator_nothing_is_reached_where_one_is_asked_of_all(
    sam: User, sign_in: SignIn, client: Client, settings: Settings
) -> None:
    """Every page leads to setting one up, which works, and signing out works too."""
    settings.MFA_REQUIRED = True
    sign_in()
    for address in ("/", "/child/1/", "/account/", "/no-such-page/"):
        assert client.get(address)["Location"] == "/account/authenticator/"
    assert "Set up an authenticator" in client.get("/account/authenticator/").content.decode()
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_setting_one_up_opens_the_service(
    sam: User, sign_in: SignIn, client: Client, settings: Settings
) -> None:
    """The square, a code, the recovery codes; then the work."""
    settings.MFA_REQUIRED = True
    sign_in()
    client.get("/account/authenticator/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = client.post("/account/authenticator/", {"code": code}, follow=True)
    assert "Your recovery codes" in answer.content.decode()
    assert client.get("/").json()["who"] == "sam"


@pytest.mark.parametrize(
    "address",
    [
        "/account/",
        "/account/authenticator/remove/",
        "/account/recovery-codes/new/",
        "/sign-out/",
        "/account/password/",
        "/account/recovery-codes/",
        "/sign-in/again/",
        "/sign-in/again/code/",
    ],
)
def test_the_pages_of_ones_account_are_printed(
    sam: User, sign_in: SignIn, client: Client, address: str
) -> None:
    """Each has its own title and one heading."""
    sign_in()
    client.get("/account/authenticator/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/account/authenticator/", {"code": code})
    page = client.get(address).content.decode()
    assert page.count("<h1") == 1
    assert "Kinkeeper</title>" in page
