"""Somebody who can sign in, and the way in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from kinkeeper.access.models import User
from tests.access.conftest import conflict, person, relationships, restrict, stranger, user

__all__ = ["conflict", "person", "relationships", "restrict", "stranger", "user"]

PASSWORD = "three otters on a raft"
SignIn = Callable[..., Any]


@pytest.fixture(autouse=True)
def quick_and_small(settings: Settings) -> None:
    """The pages of these tests alone, and a hash that costs nothing to make."""
    settings.ROOT_URLCONF = "tests.security.urls"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sam(db: None) -> User:
    """Somebody who may sign in."""
    return User.objects.create_user("sam", full_name="Sam Okoro", password=PASSWORD)


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    """Type a name and a password into the page."""

    def attempt(username: str = "sam", password: str = PASSWORD, browser: Client = client) -> Any:
        return browser.post("/sign-in/", {"login": username, "password": password})

    return attempt
