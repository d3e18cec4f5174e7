"""Settings are read once, all of them, and a bad one stops the start."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kinkeeper.config import environment
from kinkeeper.kernel.errors import BadSetting

SECRET = "Zq3v9K1rT7mW5xB8nC2dF6gH4jL0pS-yUeAoIiQwErTyUiOpAs"
FIT = {
    "KINKEEPER_MODE": "production",
    "KINKEEPER_SECRET_KEY": SECRET,
    "KINKEEPER_PUBLIC_URL": "https://kinkeeper.example.gov.uk",
    "DATABASE_URL": "postgresql://kinkeeper_app:secret@db.example.gov.uk:5432/kinkeeper",
}


def refusal(**variables: str) -> str:
    """What the reader is told of these settings."""
    with pytest.raises(BadSetting) as caught:
        environment.read(variables)
    return caught.value.message


def test_an_empty_environment_is_a_demonstration() -> None:
    """Without any setting Kinkeeper starts, and starts harmless."""
    read = environment.read({})
    assert (read.mode, read.address, read.port) == ("demonstration", "127.0.0.1", 8000)
    assert not read.debug


def test_fit_settings_are_read_whole() -> None:
    """Production with what it needs is accepted, and answers to its public host alone."""
    read = environment.read(FIT)
    assert read.production
    assert read.allowed_hosts == ("kinkeeper.example.gov.uk",)
    assert read.database_owner_url == read.database_url


def test_every_problem_is_told_at_once() -> None:
    """Production without anything lists all that is missing, not only the first."""
    said = refusal(KINKEEPER_MODE="production", KINKEEPER_DEBUG="on", KINKEEPER_TODAY="2026-03-31")
    expected = ("SECRET_KEY is missing", "PUBLIC_URL is missing", "DATABASE_URL is missing")
    assert said.startswith("5 settings are wrong")
    assert all(each in said for each in (*expected, "DEBUG is on", "TODAY is set"))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("KINKEEPER_SECRET_KEY", "short", "shorter than 50"),
        ("KINKEEPER_SECRET_KEY", "x" * 60, "easily guessed"),
        ("KINKEEPER_SECRET_KEY", "correct horse battery staple " * 2, "easily guessed"),
        ("KINKEEPER_OLD_SECRET_KEYS", f"{SECRET},short", "shorter than 50"),
        ("KINKEEPER_OLD_SECRET_KEYS", "abcdefghijkl" * 5, "easily guessed"),
        ("KINKEEPER_PROXIES", "*", "not the address of one machine"),
        ("KINKEEPER_PROXIES", "10.0.0.5,0.0.0.0/0", "holds 0.0.0.0/0"),
        ("KINKEEPER_PROXIES", "::", "not the address of one machine"),
        ("KINKEEPER_PUBLIC_URL", "http://kinkeeper.example.gov.uk", "not an https"),
        ("KINKEEPER_ALLOWED_HOSTS", "*", "wildcard"),
        ("KINKEEPER_ALLOWED_HOSTS", ".example.gov.uk", "wildcard"),
        ("KINKEEPER_ALLOWED_HOSTS", "other.example.gov.uk", "leaves out the public address"),
        ("KINKEEPER_DEBUG", "on", "is on"),
        ("KINKEEPER_TODAY", "2026-03-31", "is set"),
        ("DATABASE_URL", "", "is missing"),
        ("KINKEEPER_EMAIL_URL", "smtp://mail.example.gov.uk", "where others can read them"),
        ("KINKEEPER_EMAIL_URL", "https://mail.example.gov.uk", "not the address of a server"),
        ("KINKEEPER_EMAIL_URL", "smtps://mail.example.gov.uk:x", "not the address of a server"),
        ("KINKEEPER_EMAIL_URL", "smtps://mail.example.gov.uk", "KINKEEPER_EMAIL_FROM is missing"),
        ("KINKEEPER_TELEPHONE", "ring us", "Use digits and spaces"),
    ],
)
def test_production_refuses(name: str, value: str, told: str) -> None:
    """Each weakness alone is enough to refuse production, and is named."""
    said = refusal(**{**FIT, name: value})
    assert name in said
    assert told in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KINKEEPER_MODE", "staging"),
        ("KINKEEPER_PORT", "eighty"),
        ("KINKEEPER_PORT", "70000"),
        ("KINKEEPER_WORKERS", "0"),
        ("KINKEEPER_DEBUG", "true"),
        ("KINKEEPER_LOG_LEVEL", "loud"),
        ("KINKEEPER_TODAY", "31/03/2026"),
        ("DATABASE_URL", "mysql://localhost/kinkeeper"),
        ("DATABASE_OWNER_URL", "postgresql://localhost"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(name: str, value: str) -> None:
    """A wrong value is named with what may stand there; nothing is guessed."""
    assert name in refusal(**{name: value})


@pytest.mark.parametrize("make", [secrets.token_urlsafe, secrets.token_hex])
def test_generated_keys_and_single_proxies_are_fit(make: Callable[[int], str]) -> None:
    """What a person generates, in letters or in hexadecimal digits, is never taken for typed."""
    fit = {**FIT, "KINKEEPER_PROXIES": "10.0.0.5,2001:db8::1", "KINKEEPER_ADDRESS": "::"}
    for _ in range(50):
        keys = {"KINKEEPER_SECRET_KEY": make(48), "KINKEEPER_OLD_SECRET_KEYS": make(48)}
        assert environment.read({**fit, **keys}).production


@pytest.mark.parametrize("address", ["10.0.0.5", "::", "192.0.2.7", "kinkeeper.example.gov.uk"])
def test_a_demonstration_is_for_its_own_machine(address: str) -> None:
    """People whose passwords are printed are not shown to a network."""
    assert "KINKEEPER_ADDRESS is reached from other machines" in refusal(KINKEEPER_ADDRESS=address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_a_demonstration_listens_on_loopback(address: str) -> None:
    """Every address that only this machine reaches will do."""
    assert environment.read({"KINKEEPER_ADDRESS": address}).address == address


def test_an_unknown_name_is_refused_with_the_likely_one() -> None:
    """A mistyped setting does not pass unnoticed."""
    said = refusal(KINKEEPER_PROT="8001")
    assert "KINKEEPER_PROT is not a setting" in said
    assert "KINKEEPER_PORT" in said


def test_a_refusal_never_repeats_a_secret() -> None:
    """A password in a wrong address does not reach the terminal or a log."""
    assert "hunter2" not in refusal(DATABASE_URL="mysql://me:hunter2@localhost/kinkeeper")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    """Secrets need not be in the environment."""
    (tmp_path / "key").write_text(f"{SECRET}\n")
    variables = {name: value for name, value in FIT.items() if name != "KINKEEPER_SECRET_KEY"}
    read = environment.read({**variables, "KINKEEPER_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert read.secret_key == SECRET


def test_a_secret_file_that_is_missing_is_named() -> None:
    """A file that cannot be read is a problem of its own."""
    assert "KINKEEPER_SECRET_KEY_FILE" in refusal(KINKEEPER_SECRET_KEY_FILE="/nowhere/key")


def test_a_demonstration_may_pin_today() -> None:
    """A demonstration's date can be held, so that its deadlines are the ones described."""
    assert environment.read({"KINKEEPER_TODAY": "2026-03-31"}).today == date(2026, 3, 31)


def test_production_may_choose_the_embedded_database() -> None:
    """A pilot on one machine says so in words."""
    assert environment.read({**FIT, "DATABASE_URL": "embedded"}).database_url == ""


def test_a_socket_folder_reaches_django() -> None:
    """A database behind a socket is described as Django needs it."""
    described = environment.database("postgresql://me@:5432/kinkeeper?host=/run/a%20b")
    assert (described["HOST"], described["NAME"]) == ("/run/a b", "kinkeeper")


def test_secrets_stay_out_of_the_description() -> None:
    """Printing the settings shows no key and no password."""
    shown = repr(environment.read(FIT))
    assert SECRET not in shown
    assert "secret@" not in shown


def test_every_setting_is_in_the_production_guide() -> None:
    """Whoever runs Kinkeeper finds every setting described."""
    guide = environment.checkout() / "docs" / "how-to" / "run-in-production.md"
    text = guide.read_text(encoding="utf-8")
    assert [name for name in environment.KNOWN if f"`{name}`" not in text] == []


def test_the_server_of_e_mail_is_one_address() -> None:
    """Its scheme says when TLS begins and which port is usual; the password may hold anything."""
    read = environment.read({"KINKEEPER_EMAIL_URL": "smtp+tls://u:p%40ss@mail.example",
                             "KINKEEPER_EMAIL_FROM": "Codes <codes@authority.example>"})  # fmt: skip
    assert (read.mail.host, read.mail.port, read.mail.password) == ("mail.example", 587, "p@ss")
    assert read.mail.tls_once_greeted
    assert "p@ss" not in repr(read)
    assert environment.read({}).telephone == "0121 496 0000"
    assert environment.read(FIT).telephone == ""
