"""Protection on its pages: from suspicion to a plan, page by page; closed parts said to be closed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import RoleGrant
from kinkeeper.people.models import Person, PersonName
from kinkeeper.protection.models import Plan
from tests.protection import strand as told
from tests.protection.strand import STRATEGY, Strand
from tests.web.conftest import SignIn
from tests.web.test_early_help import day, press

strand = told.strand
pytestmark = pytest.mark.django_db
JANUARY, BOOKED_ON = date(2015, 1, 12), date(2014, 12, 31)
CAME = {"came_local_authority": "Sam Roe", "came_police": "PC Vale", "came_health": "Eve Lund"}
DISCUSSED = CAME | {
    "shared": "Police: a call on Sunday.", "decision": "s47_joint", "seen_by": "Sam Roe",
    "safety": "Grandmother has moved in.",
}  # fmt: skip
OUTCOME = {
    "result": "continuing", "reason": "It goes on.", "account": "I am scared.", "feedback": "Told.",
}  # fmt: skip
HELD: dict[str, Any] = {
    "came": ["local_authority", "police", "health"], "decision": "plan", "reasons": "It goes on.",
    "dissent": ["police"], "dissent_why": "He is out on bail.", "childs_view": "I want it to stop.",
    "category": "PHY", "core_group": "Sam Roe, Local authority\nMother", "visit_days": "10",
    "outline": "Nobody hits him.", "contingency": "A legal planning meeting.",
}  # fmt: skip


@pytest.fixture
def child(make: Any) -> Person:
    """A child."""
    found: Person = make(Person, born_on=date(2015, 5, 5))
    return found


def browser(user: Any) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def walked(strand: Strand) -> str:
    """From suspicion to a plan, page by page; the address of the child's protection."""
    manager, chair = browser(strand.manager), browser(strand.chair)
    here, lead = f"/children/{strand.child.id}/protection/", {"lead": str(strand.lead.id)}
    seen = day("see_by_on", date(2014, 12, 18))
    booked = day("booked_on", BOOKED_ON) | day("booked_for", JANUARY)
    terms = HELD | lead | day("review_by", date(2015, 4, 10)) | day("on", JANUARY)
    pages: list[tuple[Client, str, dict[str, Any]]] = [
        (manager, "suspect", {"cause": "A bruise."} | day("on", STRATEGY)),
        (manager, "strategy", DISCUSSED | lead | seen | day("held_on", STRATEGY)),
        (manager, "outcome", OUTCOME | day("on", BOOKED_ON)),
        (manager, "book", {"chair": str(strand.chairs.id)} | booked),
        (manager, "invite", {"agency": "health", "name": "The nurse"} | day("on", BOOKED_ON)),
        (chair, "hold", terms),
        (chair, "decisions", day("on", JANUARY)),
    ]
    for client, slug, typed in pages:
        checked = slug in {"suspect", "strategy", "outcome", "hold"}
        done = press(client, f"{here}{slug}/", "do" if checked else "keep", **typed)
        assert done.status_code == 302, (slug, done.content.decode()[-3000:])
    return here


def test_from_suspicion_to_a_plan_page_by_page(strand: Strand) -> None:
    """Seven pages, each by who answers for it; the plan and its dissent are on the page."""
    here = walked(strand)
    page = browser(strand.manager).get(here).content.decode()
    plan = Plan.objects.get()
    assert (plan.started_on, plan.terms.get().core_group.count()) == (JANUARY, 2)
    for words in (
        "On a child protection plan",
        "Physical abuse",
        "He is out on bail.",
        "The nurse",
    ):
        assert words in page


def test_strategy_discussions_are_closed_to_who_was_not_granted_them(strand: Strand) -> None:
    """The page says so: what is closed never reads as nothing. With the grant it is read."""
    strand.enquire()
    here = f"/children/{strand.child.id}/protection/"
    page = browser(strand.manager).get(here).content.decode()
    assert "This part of the record is closed to you" in page
    assert "a call on Sunday" not in page
    RoleGrant.objects.create(
        user=strand.manager, role="team_manager", section="strategy", started_on=date(2020, 1, 1)
    )
    assert "a call on Sunday" in browser(strand.manager).get(here).content.decode()


def test_a_guard_says_what_is_missing_on_its_page(strand: Strand) -> None:
    """Nothing typed is lost, and nothing is kept."""
    strand.suspect()
    manager, here = browser(strand.manager), f"/children/{strand.child.id}/protection/strategy/"
    typed = DISCUSSED | day("held_on", STRATEGY) | {"came_police": ""}
    page = press(manager, here, "do", **typed)
    assert page.status_code == 422
    assert "the police in the discussion is missing" in page.content.decode()
    assert "Grandmother has moved in." in page.content.decode()


def test_only_who_answers_for_a_step_is_offered_it(strand: Strand) -> None:
    """A social worker shares the report; whether harm is suspected the manager decides."""
    worker, here = browser(strand.lead.user), f"/children/{strand.child.id}/protection/"
    assert "Significant harm is suspected" not in worker.get(here).content.decode()
    assert worker.get(f"{here}suspect/").status_code == 404
    assert worker.get(f"{here}nothing/").status_code == 404


def test_an_agency_is_answered_yes_or_no(strand: Strand, make: Any, signed_in: SignIn) -> None:
    """At the front door, of one child; the page names nobody else and leads to no record."""
    strand.on_plan()
    make(PersonName, person=strand.child, forename="Jamie", surname="Stone")
    officer = signed_in("contact_officer")
    typed = {"agency": "health", "asker": "Dr Lowe", "telephone": "0121", "why": "A bruise."}
    typed |= day("born_on", strand.child.born_on)
    page = press(officer, "/plans/enquiry/", **typed, name="Jamie Stone").content.decode()
    assert "Yes: on the list" in page
    assert str(strand.child.id) not in page
    page = press(officer, "/plans/enquiry/", **typed, name="Robin Vane").content.decode()
    assert "Not known on the list" in page
