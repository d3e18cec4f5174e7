"""A partner refers children: page by page, once, and sees nothing that is not their own."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.frontdoor.models import ChildTold, ContactGroup
from kinkeeper.kernel.ids import reference
from kinkeeper.partners.models import Agency, Draft
from tests.partners.conftest import MADE_UP, Reader, begun, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(partner: Reader) -> str:
    """What a partner reads who has sent a referral."""
    client = partner()
    check = filled_in(client, begun(client))
    return str(client.post(check, {"step": "send"}, follow=True).content.decode())


def test_what_is_sent_is_one_contact_in_their_words(done: str, agency: Agency) -> None:
    """Who told it, with what consent: as it was written."""
    told = ContactGroup.objects.get()
    assert (told.agency_id, told.channel) == (agency.id, "portal")
    assert (told.referrer_name, told.referrer_email) == ("Nell Harrowgate", "nell@police.example")
    assert told.consent == "not_sought"
    assert str(told.concern).startswith(MADE_UP)
    assert "What was done so far:\nSpoke to the school." in str(told.concern)
    assert reference(told.id) in done


def test_every_child_named_is_told_of(done: str) -> None:
    """As far as they were named; the draft is needed no more."""
    children = ChildTold.objects.order_by("place").values_list("forename", "age_said")
    assert list(children) == [("Ada", None), ("Tom", 4)]
    assert not Draft.objects.exists()


def test_the_button_pressed_twice_makes_one_contact(partner: Reader) -> None:
    """The second press leads where the first did."""
    client = partner()
    check = filled_in(client, begun(client))
    form = {"step": "send", "submission": str(Draft.objects.get().submission)}
    first, second = client.post(check, form), client.post(check, form)
    assert first["Location"] == second["Location"]
    assert ContactGroup.objects.count() == 1


def test_every_page_is_kept_as_it_was_typed_right_or_wrong(partner: Reader) -> None:
    """A lost connection loses nothing that was sent on; nothing wrong is handed in."""
    client = partner()
    page = begun(client).replace("/you/", "/children/")
    answer = client.post(
        page, {"0-forename": "Ada", "0-born-day": "31", "0-born-month": "2", "0-born-year": "2015"}
    )
    assert (answer.status_code, "Enter a day, a month and a year" in answer.content.decode()) == (
        422,
        True,
    )
    assert 'value="31"' in client.get(page).content.decode()
    check = page.replace("/children/", "/check/")
    assert client.post(check, {"step": "send"}).status_code == 422
    assert not ContactGroup.objects.exists()


def test_a_page_keeps_itself_while_it_is_typed(partner: Reader) -> None:
    """What its script sends is kept and judged by nobody yet; the public form has no such script."""
    client = partner()
    page = begun(client).replace("/you/", "/worry/")
    assert "drafts.js" in client.get(page).content.decode()
    told = client.post(page, {"worry": "The child said"}, headers={"Kinkeeper-Draft": "1"})
    assert told.json()["said"].startswith("Saved ")
    assert "The child said" in client.get(page).content.decode()
    public = Client()
    assert "drafts.js" not in public.get(begun(public, "/tell-us/")).content.decode()


def test_what_was_begun_is_found_again_by_whoever_began_it_alone(partner: Reader) -> None:
    """Somebody else of the agency is not told that it is there."""
    hers, theirs = partner(), partner("sam@police.example")
    page = begun(hers)
    filled_in(hers, page)
    assert page.replace("/you/", "/check/") in hers.get("/partners/").content.decode()
    assert page.split("/")[-3] not in theirs.get("/partners/").content.decode()
    assert theirs.get(page).status_code == theirs.post(page, {"name": "x"}).status_code == 404
    assert (
        theirs.get(page.replace(page.split("/")[-3], str(uuid4()))).content
        == theirs.get(page).content
    )


@pytest.mark.parametrize(
    "page", ["/", "/children/", "/account/", "/account/password/", "/overview/"]
)
def test_a_code_opens_the_portal_alone(partner: Reader, page: str) -> None:
    """Whatever else is asked for leads back to it."""
    assert partner().get(page)["Location"] == "/partners/"


@pytest.mark.parametrize("role", ["director", "mash_decision_maker", "system_administrator"])
def test_the_portal_is_for_partners(client: Client, granted: Any, role: str) -> None:
    """Whoever works here has pages of their own."""
    client.force_login(granted(role))
    for page in ("/partners/", "/partners/refer/", f"/partners/requests/{uuid4()}/"):
        assert client.get(page).status_code == 403


def test_nobody_of_another_agency_or_of_none_comes_in(
    client: Client, partner: Reader, agency: Agency
) -> None:
    """Who is not signed in is asked for an address; whose agency has ended is told whom to ask."""
    assert client.get("/partners/")["Location"].startswith("/partners/sign-in/")
    theirs = partner()
    Agency.objects.update(ended_on=agency.started_on)
    assert "You come in for no agency" in theirs.get("/partners/").content.decode()
    assert "no agency" in theirs.post("/partners/refer/").content.decode()
    assert not Draft.objects.exists()
