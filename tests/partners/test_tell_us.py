"""Anybody can tell of a child: without signing in, with one cookie, and never in vain."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from kinkeeper.access.models import AuditEntry
from kinkeeper.frontdoor.models import ChildTold, ContactGroup
from kinkeeper.partners import limits
from kinkeeper.partners.models import Draft
from tests.partners.conftest import MADE_UP, begun, filled_in

pytestmark = pytest.mark.django_db
START = "/tell-us/"
NoDatabase = Callable[[], AbstractContextManager[None]]
NOBODY = {"you": {"name": "", "role": "", "telephone": ""}}


def written(client: Client) -> str:
    """Every page answered, by somebody who does not say who they are."""
    return filled_in(client, begun(client, START), **NOBODY)


def test_what_nobody_in_particular_tells_is_a_contact(client: Client) -> None:
    """In their words, recorded by the form's own account, with nothing about who told it."""
    done = client.post(written(client), {"step": "send"}, follow=True)
    told = ContactGroup.objects.get()
    assert (told.channel, told.concern, told.agency_id) == ("public_form", MADE_UP, None)
    assert (told.referrer_name, told.referrer_telephone, told.consent) == (None, None, None)
    assert AuditEntry.objects.get(verb="frontdoor.receive").actor == "letter-box"
    assert [str(one) for one in ChildTold.objects.values_list("forename", flat=True)] == [
        "Ada",
        "Tom",
    ]
    assert "Thank you" in done.content.decode()
    assert set(client.cookies) == {"session"}


def test_pressed_twice_it_is_one_contact(client: Client) -> None:
    """Also from a page that stayed open in a browser that has forgotten its cookie."""
    check = written(client)
    form = hidden(client.get(check))
    for browser in (client, client, Client()):
        assert browser.post(check, {**form, "step": "send"})["Location"] == "/tell-us/sent/"
    assert ContactGroup.objects.count() == 1


def test_a_session_that_ended_loses_nothing(client: Client) -> None:
    """The page that was open says itself to which form it belongs."""
    first = begun(client, START)
    form = hidden(client.get(first))
    other = Client()
    assert (
        other.post(first, {**form, "worry": MADE_UP, "step": "on"})["Location"]
        == "/tell-us/children/"
    )
    assert MADE_UP.split("\n")[1] in other.get(first).content.decode()
    assert Client().get(first)["Location"] == START
    Draft.objects.all().delete()
    anew = Client()
    anew.post(first, {**form, "worry": MADE_UP, "step": "on"})
    assert MADE_UP.split("\n")[1] in anew.get(first).content.decode()


def test_leaving_leaves_nothing_to_go_back_to(client: Client) -> None:
    """The way out is on every page, leads to the weather, and forgets."""
    first = begun(client, START)
    assert "/tell-us/leave/" in client.get(first).content.decode()
    assert "weather" in client.get("/tell-us/leave/")["Location"]
    assert client.get(first)["Location"] == START


def test_a_machine_that_tells_too_often_is_told_to_ring(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written stays, and the number is there."""
    check = written(client)
    monkeypatch.setitem(limits.LIMITS, "told", (0, limits.HOUR))
    answer = client.post(check, {"step": "send"})
    assert (answer.status_code, "0121 496 0000" in answer.content.decode()) == (429, True)
    assert Draft.objects.exists()


def test_programs_and_other_sites_are_kept_out(client: Client) -> None:
    """By a box that nobody sees, and by what the browser says of where a form came from."""
    check = written(client)
    client.post(check, {"step": "send", "website": "buy"})
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(check, {"step": "send"}, headers=elsewhere)["Location"] == START
    assert not ContactGroup.objects.exists()


def test_without_a_number_to_ring_the_form_is_closed(client: Client, settings: Settings) -> None:
    """A form that may fail has to say what to do instead."""
    settings.TELEPHONE = ""
    assert client.get(START).status_code == 404


@pytest.fixture
def no_database() -> NoDatabase:
    """Nothing is answered: the server has stopped, or its disk is full."""

    def refused(*_: Any) -> Any:
        raise OperationalError("No space left on device")

    return lambda: connection.execute_wrapper(refused)


def test_a_database_that_is_gone_is_told_plainly(client: Client, no_database: NoDatabase) -> None:
    """Whom to ring, and what was written is still there to be sent again."""
    first = begun(client, START)
    form, client.raise_request_exception = hidden(client.get(first)), False
    with no_database():
        answer = client.post(first, {**form, "worry": MADE_UP, "step": "on"})
    said = answer.content.decode()
    assert answer.status_code == 503
    assert "has not reached us" in said
    assert "0121 496 0000" in said
    assert "I saw a bruise." in said
    assert f'name="draft" value="{form["draft"]}"' in said


def test_a_program_is_told_to_send_it_again(client: Client, no_database: NoDatabase) -> None:
    """In JSON, as everything that it is told."""
    client.raise_request_exception = False
    with no_database():
        answer = client.post("/api/notices/", headers={"Authorization": "Bearer kk"})
    assert (answer.status_code, answer.json()["error"]) == (503, "Nothing was kept. Send it again.")


def hidden(page: Any) -> dict[str, str]:
    """What a page says of itself in boxes that nobody sees."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    return dict(found)
