"""A partner tells of a place or a group: it comes to the front door, and nothing known is shown."""

from typing import Any

import pytest
from django.test import Client

from kinkeeper.contexts.actions import Named, bring_contact, open_context
from kinkeeper.contexts.kinds import ContextKind
from kinkeeper.frontdoor.models import ChildTold, ContactGroup
from kinkeeper.kernel.moment import today
from kinkeeper.partners.models import Agency, Draft
from tests.partners.conftest import ANSWERS, MADE_UP, Reader, begun

pytestmark = pytest.mark.django_db
PLACE = "The car park behind the shops, Vale Road"
SAID = {"you": ANSWERS["you"], "place": {"place": PLACE}, "worry": ANSWERS["worry"]}


@pytest.fixture
def sent(partner: Reader) -> Client:
    """The browser of a partner who has told of a place, on three pages."""
    client = partner()
    here, asked = begun(client, "/partners/refer/place/"), []
    while not here.endswith("/check/"):
        asked.append(here.rstrip("/").rsplit("/", 1)[-1])
        here = str(client.post(here, {**SAID[asked[-1]], "step": "on"})["Location"])
    assert asked == ["you", "place", "worry"]
    assert client.post(here, {"step": "send"}).status_code == 302
    return client


def test_it_is_a_contact_like_any_other(sent: Client, agency: Agency) -> None:
    """In their words, of their agency, about no child; the draft is needed no more."""
    told = ContactGroup.objects.get()
    assert (told.agency_id, told.channel, told.place) == (agency.id, "portal", PLACE)
    assert told.concern == MADE_UP
    assert told.referrer_name == "Nell Harrowgate"
    assert not ChildTold.objects.exists()
    assert not Draft.objects.exists()


def test_the_front_door_has_it_until_it_is_taken_up(sent: Client, granted: Any) -> None:
    """Between people until somebody brings it to a context, and beside the contexts."""
    decider, browser = granted("mash_decision_maker"), Client()
    browser.force_login(decider)
    for page in ("/front-door/limbo/", "/contexts/"):
        assert PLACE in browser.get(page).content.decode()
    named = Named(name="The car park", kind=ContextKind.PLACE, on=today(), reason="Told of twice.")
    context = open_context(named=named, by=decider)
    bring_contact(context=context, contact_group=ContactGroup.objects.get().id, by=decider)
    assert PLACE not in browser.get("/front-door/limbo/").content.decode()


def test_nothing_tells_a_partner_what_is_known_of_places(sent: Client, granted: Any) -> None:
    """They see that theirs came; no page of contexts opens, and none is named to them."""
    named = Named(name="The yard", kind=ContextKind.PLACE, on=today(), reason="Told of twice.")
    context = open_context(named=named, by=granted("mash_decision_maker"))
    theirs = sent.get("/partners/").content.decode()
    assert "A place or a group" in theirs
    assert "Received and being looked at" in theirs
    for page in ("/partners/", "/partners/refer/place/"):
        assert "The yard" not in sent.get(page).content.decode()
    for page in ("/contexts/", f"/contexts/{context.id}/"):
        assert sent.get(page)["Location"] == "/partners/"
