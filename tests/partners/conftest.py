"""An agency, somebody of it, and what they would write."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from kinkeeper.access.middleware import BY_CODE
from kinkeeper.access.queries import user_with_id
from kinkeeper.access.services import operator
from kinkeeper.partners import actions, signing_in
from kinkeeper.partners.models import Agency
from tests.partners.smtp import serving

MADE_UP = "The child said <b>nothing</b> happened.\nBut I saw a bruise."
ANSWERS: dict[str, dict[str, str]] = {
    "you": {"name": "Nell Harrowgate", "role": "Sergeant", "telephone": "0121 496 0100"},
    "children": {
        "0-forename": "Ada", "0-surname": "Larkin", "0-born-day": "27", "0-born-month": "3",
        "0-born-year": "2015", "1-forename": "Tom", "1-age": "4",
    },
    "worry": {"worry": MADE_UP, "reason": "abuse_or_neglect"},
    "consent": {"consent": "not_sought", "why": "To ask might put the child in danger."},
    "done": {"done": "Spoke to the school.", "others": ""},
}  # fmt: skip
Came = list[str]
Reader = Callable[..., Client]


@pytest.fixture
def agency(db: None) -> Agency:
    """The police of an invented place."""
    return actions.add_agency(
        name="Heartlands Police", kind="police", domains=("police.example",), by=operator()
    )


@pytest.fixture
def joined(agency: Agency) -> Callable[..., UUID]:
    """`joined(email)`: somebody of the agency, by the id of their account."""

    def join(email: str = "nell@police.example", of: Agency = agency) -> UUID:
        member = actions.add_member(
            agency=of.id, full_name="Nell Harrowgate", email=email, by=operator()
        )
        return member.user_id

    return join


@pytest.fixture
def partner(joined: Callable[..., UUID]) -> Reader:
    """`partner()`: the browser of somebody of the agency who came in by a code."""

    def come_in(*args: Any, **kwargs: Any) -> Client:
        client = Client()
        client.force_login(
            user_with_id(joined(*args, **kwargs)),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        session = client.session
        session[BY_CODE] = True
        session.save()
        return client

    return come_in


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[Came]:
    """A real server of e-mail on this machine, and the messages that came to it."""
    with serving() as (port, messages):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.SENDS_EMAIL, settings.DEFAULT_FROM_EMAIL = True, "codes@authority.example"
        yield messages


@pytest.fixture
def came(mail_server: Came) -> Iterator[Came]:
    """The same, with each message sent before the page is answered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda work: work())
        patch.setattr(signing_in, "_sending", _AtOnce())
        yield mail_server


class _AtOnce:
    def submit(self, work: Callable[..., None], *args: Any) -> None:
        work(*args)


def code_in(message: str) -> str:
    """The code that a message brought."""
    found = re.search(r"\d{4} \d{4}", message)
    assert found, message
    return found.group()


def begun(client: Client, at: str = "/partners/refer/") -> str:
    """Where the first page is of a form that this browser began."""
    return str(client.post(at)["Location"])


def filled_in(client: Client, first: str, **changed: dict[str, str]) -> str:
    """Every page answered; where the answers are checked."""
    here = first
    while not here.endswith("/check/"):
        slug = here.rstrip("/").rsplit("/", 1)[-1]
        answer = client.post(here, {**ANSWERS[slug], **changed.get(slug, {}), "step": "on"})
        assert answer.status_code == 302, answer.content.decode()
        here = str(answer["Location"])
    return here
