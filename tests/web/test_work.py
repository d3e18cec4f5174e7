"""Home and the duty page."""

import re

import pytest
from django.test import Client
from markupsafe import escape

from kinkeeper.access.models import RoleGrant
from kinkeeper.access.roles import ROLES
from kinkeeper.duties.models import Duty
from kinkeeper.frontdoor.models import Contact, ContactGroup
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import PersonName
from kinkeeper.web.presenters.welcome import AWAITED
from tests.web.conftest import TODAY, ChildId, SignIn

pytestmark = pytest.mark.django_db


def test_home_asks_for_a_sign_in(client: Client) -> None:
    """Nothing is shown to somebody not signed in."""
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_an_analyst_sees_everybodys_work_without_names(census: None, signed_in: SignIn) -> None:
    """Least time left first, in words, each row leading to its reason; names are masked."""
    page = signed_in("performance_analyst").get("/").content.decode()
    assert "Everybody&#39;s work" in page
    assert re.search(r"Overdue \d+ working days", page)
    assert "/duties/" in page
    surnames = set(PersonName.objects.values_list("surname", flat=True))
    assert surnames
    assert not [name for name in surnames if f"{name}, " in page]


def test_a_worker_sees_only_their_own(child: ChildId, signed_in: SignIn) -> None:
    """Her one child's duties, and nobody else's."""
    mine = child("C000000003")
    page = signed_in("social_worker", works_with=mine).get("/").content.decode()
    linked = set(re.findall(r"/children/([0-9a-f-]{36})/", page))
    assert linked <= {str(mine)}


def test_the_figure_agrees_with_the_list_behind_it(census: None, signed_in: SignIn) -> None:
    """Pressing "overdue" shows as many as it said."""
    client = signed_in("performance_analyst")
    page = client.get("/").content.decode()
    said = re.search(r'tally__figure">(\d+)</span> <span class="tally__word">overdue', page)
    assert said
    listed = client.get("/?when=overdue").content.decode()
    assert f"{said[1]} dut" in listed


def test_a_list_that_one_has_not_is_refused(census: None, signed_in: SignIn) -> None:
    """A social worker's address bar does not open everybody's work."""
    assert signed_in("social_worker").get("/work/all/").status_code == 403


def test_a_role_without_work_is_told_where_to_go(signed_in: SignIn) -> None:
    """Not an error, and not an empty list."""
    page = signed_in("scrutiny_member").get("/")
    assert page.status_code == 200
    assert "no list of work" in page.content.decode()


@pytest.mark.parametrize("role", sorted(AWAITED))
def test_who_has_no_page_yet_is_told_their_part_and_what_to_do(
    role: str, signed_in: SignIn
) -> None:
    """What they do here, what will be here, and what to do until then; not to ask for another role."""
    page = signed_in(role).get("/").content.decode()
    assert str(escape(ROLES[role].description)) in page
    assert all(str(escape(words)) in page for words in AWAITED[role])
    assert "Ask your manager" not in page


def test_who_holds_no_role_is_told_whom_to_ask(signed_in: SignIn) -> None:
    """The one to whom that is the right advice."""
    client = signed_in("partner")
    RoleGrant.objects.update(ended_on=TODAY)
    assert "Ask your manager which role your work needs" in client.get("/").content.decode()


def test_why_is_this_on_my_list(census: None, signed_in: SignIn) -> None:
    """The clock, the dates it ran from, and its source."""
    duty = Duty.objects.filter(clock="assessment_complete").first() or Duty.objects.first()
    assert duty
    page = signed_in("director").get(f"/duties/{duty.id}/").content.decode()
    for said in ("Counted from", "Due", "Met by", "Source", "How sure the rule is"):
        assert said in page


def test_a_duty_of_a_hidden_child_is_not_there(census: None, signed_in: SignIn) -> None:
    """The same answer as a duty that does not exist."""
    duty = Duty.objects.first()
    assert duty
    client = signed_in("social_worker")
    hidden = client.get(f"/duties/{duty.id}/")
    unknown = client.get("/duties/00000000-0000-7000-8000-000000000000/")
    assert (hidden.status_code, unknown.status_code) == (404, 404)


def test_what_cannot_be_counted_is_listed_with_its_reason(census: None, signed_in: SignIn) -> None:
    """Nothing is hidden because no record holds it."""
    from kinkeeper.duties.refresh import refresh_everybody

    refresh_everybody()
    page = signed_in("team_manager").get("/work/waiting/").content.decode()
    assert "that cannot be counted yet" in page
    assert "No record here holds" in page or "no record here holds" in page


def test_a_list_says_where_the_records_end(census: None, signed_in: SignIn) -> None:
    """What happened after the last return is not known, and the list says so."""
    page = signed_in("performance_analyst").get("/").content.decode()
    assert "The latest return loaded runs to Tuesday 31 March 2026" in page


def test_who_decides_on_contacts_starts_with_those_that_wait(
    child: ChildId, signed_in: SignIn
) -> None:
    """Without one it says so; with one, the list is what the contact asks for."""
    client = signed_in("mash_decision_maker")
    assert "No contact waits for a decision" in client.get("/").content.decode()
    received = {"received_on": today(), "channel": "telephone", "reason": "missing"}
    of_group = {"contact_group": ContactGroup.objects.create(**received), **received}
    waits = Contact.objects.create(person_id=child("C000000003"), **of_group).person_id
    of = {"thread": uuid7(), "step": 1, "anchor_event": 1, "calendar": "x"}
    dates = {"anchor_on": today(), "due_on": today(), "warn_on": today()}
    Duty.objects.create(person_id=waits, clock="contact_triage", **of, **dates)
    page = client.get("/").content.decode()
    assert "Front door: contacts to decide on" in page
    assert f"/children/{waits}/" in page
