"""The page of court and its steps, as those who work there press them; and the list of them all."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.court.models import TimedOrder
from kinkeeper.court.reading import course
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel import moment
from kinkeeper.people.models import Person
from kinkeeper.web import words
from kinkeeper.workforce.models import Worker
from tests.web import conftest as web

signed_in = web.signed_in
pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)
PLANNING = {
    "solicitor": "Ada Law", "chronology": "To 1 April.", "family_conference": "None was safe.",
    "kin": "Grandmother.", "advice": "The threshold is met.", "decision": "pre_proceedings",
    "reason": "The plan failed.",
}  # fmt: skip
READY = {"ready": ["application", "threshold", "care_plan"], "kin": "Grandmother."}
SHOWN = ("In care proceedings", "1 of 26", "closed to you", "Case management hearing")


def day(name: str, on: date = TODAY) -> dict[str, str]:
    """A day as it is typed."""
    return {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("team_manager", "ask", {"words": "Two plans failed."} | day("on")),
    ("head_of_service", "planning", PLANNING | day("held_on") | {"step": "do"}),
    ("team_manager", "letter", day("on")),
    ("team_manager", "meeting", {"words": "Weekly visits."} | day("on")),
    ("head_of_service", "review", {"words": "No change."} | day("on")),
    ("head_of_service", "issue", READY | day("on") | {"step": "do"}),
    ("social_worker", "documents", day("on")),
    ("social_worker", "directions", day("on")),
    ("social_worker", "list", {"kind": "cmh"} | day("listed_on") | day("listed_for")),
)


@pytest.fixture(autouse=True)
def pinned() -> Iterator[None]:
    """It is that day."""
    moment.pin(TODAY)
    yield
    moment.pin(None)


@pytest.fixture
def people(signed_in: web.SignIn) -> dict[str, Client]:
    """Browsers of those who do the steps."""
    return {role: signed_in(role) for role in ("team_manager", "head_of_service", "social_worker")}


@pytest.fixture
def child(make: Callable[..., Any], people: dict[str, Client]) -> UUID:
    """A child with an open case, a worker, a manager and a head of service."""
    person = make(Person, kind="child", born_on=date(2015, 5, 1))
    since = {"started_on": date(2026, 1, 5)}
    make(HelpEpisode, person=person, referred_on=since["started_on"])
    team = apps.get_model("access.Team").objects.create(name="North", service="East", **since)
    users = {role: User.objects.get(username=role) for role in people}
    for role in ("team_manager", "head_of_service"):
        member = apps.get_model("access.TeamMember").objects
        member.create(user=users[role], team=team, kind="manager", **since)
    lead = make(Worker, full_name="Sam Roe", user=users["social_worker"])
    allocation = apps.get_model("workforce.Allocation")
    make(allocation, person=person, worker=lead, team=team, role="lead", **since)
    found: UUID = person.id
    return found


def test_from_planning_to_a_hearing_page_by_page(people: dict[str, Client], child: UUID) -> None:
    """Each step is offered to who does it, and leads back; the child is then on the list."""
    home = f"/children/{child}/court/"
    for role, slug, typed in STEPS:
        assert f"{home}{slug}/" in people[role].get(home).content.decode(), slug
        assert people[role].get(f"{home}{slug}/").status_code == 200
        done = people[role].post(f"{home}{slug}/", {"step": "keep"} | typed)
        assert done.status_code == 302, (slug, done.context and done.context["errors"])
    assert course(child).state == "in_proceedings"
    page = people["social_worker"].get(home).content.decode()
    assert [told for told in SHOWN if told not in page] == []
    assert "The threshold is met." not in page
    listed = people["head_of_service"].get("/court/").content.decode()
    assert home in listed
    assert words.short_date(date(2026, 10, 18)) in listed


def test_an_order_is_made_extended_and_ended_on_its_pages(
    people: dict[str, Client], child: UUID
) -> None:
    """By the worker; the page shows its last day as extended, and then what became of it."""
    worker, here = people["social_worker"], f"/children/{child}/court/"
    made = {"kind": "epo"} | day("on") | day("ends_on", date(2026, 4, 27)) | {"step": "keep"}
    worker.post(f"{here}order/", made)
    key = {"order": str(TimedOrder.objects.get(person=child).id)} | day("on")
    longer = day("ends_on", date(2026, 4, 26)) | {"step": "keep"}
    worker.post(f"{here}order-extended/", key | longer)
    last, extended = words.short_date(date(2026, 4, 26)), words.short_date(TODAY)
    assert f"{last} (extended {extended})" in worker.get(here).content.decode()
    over = key | {"how": "replaced", "words": "Interim care.", "step": "do"}
    page = worker.post(f"{here}order-ended/", over, follow=True).content.decode()
    assert f"Renewed, or replaced by another order, {extended}" in page
