"""What production changes in Django's settings."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

SHOW = """
import json
from kinkeeper.config import settings
print(json.dumps({name: value for name, value in vars(settings).items()
                  if name.isupper() and isinstance(value, (str, int, list))}, default=str))
"""
PRODUCTION = {
    "KINKEEPER_MODE": "production",
    "KINKEEPER_SECRET_KEY": "Zq3v9K1rT7mW5xB8nC2dF6gH4jL0pS-yUeAoIiQwErTyUiOpAs",
    "KINKEEPER_PUBLIC_URL": "https://kinkeeper.example.gov.uk",
    "DATABASE_URL": "postgresql://kinkeeper_app:secret@db.example.gov.uk:5432/kinkeeper",
}


def shown(**variables: str) -> dict[str, Any]:
    """Django's settings in a process that has these variables."""
    ours = ("KINKEEPER_", "DATABASE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    output = subprocess.check_output([sys.executable, "-c", SHOW], env={**kept, **variables})
    settings: dict[str, Any] = json.loads(output)
    return settings


@pytest.fixture(scope="module")
def production() -> dict[str, Any]:
    """The settings of a fit production."""
    return shown(**PRODUCTION)


def test_production_cookies_cannot_be_planted(production: dict[str, Any]) -> None:
    """Cookies are bound to the host, to HTTPS and away from scripts."""
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production["CSRF_COOKIE_NAME"].startswith("__Host-")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"):
        assert production[name] is True


def test_production_is_https_only(production: dict[str, Any]) -> None:
    """Browsers are told for a year or more that this host and those below it speak HTTPS."""
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_production_answers_to_its_own_host_alone(production: dict[str, Any]) -> None:
    """A request that names another host is refused."""
    assert production["ALLOWED_HOSTS"] == ["kinkeeper.example.gov.uk"]
    assert production["DEBUG"] is False


def test_sessions_are_short(production: dict[str, Any]) -> None:
    """A session ends after 15 idle minutes and in any case after ten hours."""
    assert production["SESSION_COOKIE_AGE"] == 15 * 60
    assert production["SESSION_ABSOLUTE_AGE"] == 10 * 60 * 60


def test_passwords_are_hashed_with_argon2(production: dict[str, Any]) -> None:
    """New passwords are kept as argon2."""
    assert "Argon2" in production["PASSWORD_HASHERS"][0]


def test_a_demonstration_works_without_https() -> None:
    """On one's own machine no certificate is needed to look around."""
    demonstration = shown()
    assert demonstration["SECURE_SSL_REDIRECT"] is False
    assert demonstration["SESSION_COOKIE_SECURE"] is False


def test_a_demonstration_can_hold_its_date() -> None:
    """KINKEEPER_TODAY reaches everything that asks what day it is."""
    asked = (
        "from kinkeeper.config import settings; from kinkeeper.kernel import moment;"
        "print(moment.today())"
    )
    variables = {**os.environ, "KINKEEPER_TODAY": "2026-03-31"}
    said = subprocess.check_output([sys.executable, "-c", asked], env=variables, text=True)
    assert said.strip() == "2026-03-31"
