"""A context on its pages: opened, a child found and linked, planned, and closed, without a script."""

from datetime import date

import pytest
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import who_is
from kinkeeper.cli import sample_contexts
from kinkeeper.contexts.actions import open_context
from kinkeeper.contexts.models import Context, ContextLink, PlanOutcome
from kinkeeper.frontdoor.models import ContactGroup
from kinkeeper.people.models import Person
from kinkeeper.web.context_forms import ASKINGS
from kinkeeper.workforce.models import Worker
from tests.contexts.conftest import NAMED, WHY, Make

DAY = {"on-day": "3", "on-month": "2", "on-year": "2025"}


@pytest.fixture
def browser(manager: User) -> Client:
    """The manager's browser."""
    client = Client()
    client.force_login(manager)
    return client


@pytest.fixture
def child(manager: User, known: Make) -> Person:
    """A child the manager is with."""
    found: Person = known("Larkin", worker=Worker.objects.get(user=manager))
    return found


def test_a_child_is_found_and_linked(browser: Client, context: Context, child: Person) -> None:
    """By a name and a birthday, in no address; once; and the child's own page says so."""
    here, sent = f"/contexts/{context.id}/children/", {"text": "Ada Larkin 5 May 2012"}
    found = browser.post(here, {**sent, "step": "find"}).content.decode()
    assert f'value="{child.id}"' in found
    sent |= {"person": str(child.id), "why": WHY, "step": "do", **DAY}
    assert browser.post(here, sent).status_code == 302
    assert ContextLink.objects.get().person_id == child.id
    again = browser.post(here, sent)
    assert again.status_code == 422
    assert "linked to this context already" in again.content.decode()
    details = browser.get(f"/children/{child.id}/details/").content.decode()
    assert f'Linked to a context: <a href="/contexts/{context.id}/">The yard</a>' in details


def test_every_step_is_a_page(browser: Client, granted: Make, manager: User) -> None:
    """Over the sample of a demonstration: each step asks, and is answered, without a script."""
    decider = who_is(granted("mash_decision_maker").id)
    sample_contexts.make(decider=decider, manager=who_is(manager.id))
    context = Context.objects.get(name="Yew Tree Parade")
    page = browser.get(f"/contexts/{context.id}/").content.decode()
    steps = [slug for slug in ASKINGS if f"/contexts/{context.id}/{slug}/" in page]
    assert steps == ["assess", "plan", "outcome", "entry", "close"]
    for slug in steps:
        answer = browser.post(f"/contexts/{context.id}/{slug}/", {"step": "do"})
        assert answer.status_code == 422
    listed = browser.get("/contexts/").content.decode()
    assert listed.index("Yew Tree Parade") < listed.index("Elm Lane group chat")
    assert PlanOutcome.objects.count() == 2


def test_nothing_is_cut_without_a_word(browser: Client, context: Context) -> None:
    """What is too long is said to be, and comes back whole."""
    long = "It is dark there. " * 700
    answer = browser.post(f"/contexts/{context.id}/entry/", {**DAY, "words": long, "step": "do"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Shorten it to 10,000 characters" in page
    assert long.strip() in page


def test_what_is_told_of_a_place_alone_waits_to_be_brought(granted: Make, make: Make) -> None:
    """It is on no child's queue: it waits with the contexts, is counted at the front door, then is gone."""
    user, client = granted("mash_decision_maker"), Client()
    client.force_login(user)
    group = make(ContactGroup, place="Behind the shops", received_on=date(2025, 2, 3))
    context = open_context(named=NAMED, by=user)
    assert "Behind the shops" in client.get("/contexts/").content.decode()
    assert "1 told of a place" in client.get("/front-door/").content.decode()
    sent = {"contact": str(group.id), "step": "do"}
    assert client.post(f"/contexts/{context.id}/contact/", sent).status_code == 302
    assert "Behind the shops" not in client.get("/contexts/").content.decode()
    assert "told of a place" not in client.get("/front-door/").content.decode()
    assert "Behind the shops" in client.get(f"/contexts/{context.id}/").content.decode()
