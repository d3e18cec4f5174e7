"""Early help on its pages: started with consent, led, planned, reviewed, handed over, rated twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kinkeeper.access.models import RoleGrant, User
from kinkeeper.earlyhelp.models import EarlyHelp, Handover, LevelSample
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.people.models import Person
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 20)
LEVEL = {"level": "additional", "level_reason": "Several needs.", "known": "Two agencies worry."}
LEAD = {"name": "Asha Pole", "agency": "Elm Lane School", "telephone": "0121 496 0000"}
FOUND = {"strengths": "A warm home.", "needs": "Sleep.", "signed_by": "Asha Pole"}
NEED = {
    "need": "Her mood.", "whose": "adult", "whose_name": "Mother", "action": "See a doctor.",
    "done_by": "Mother",
}  # fmt: skip


def day(name: str, on: date = TODAY) -> dict[str, str]:
    """A day as it is typed."""
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


@pytest.fixture
def child(make: Any) -> UUID:
    """A child with an open case of social care."""
    person = make(Person, kind="child", born_on=date(2015, 5, 1))
    make(HelpEpisode, person=person, referred_on=date(2026, 1, 5))
    found: UUID = person.id
    return found


@pytest.fixture
def worker(signed_in: SignIn) -> Client:
    """The browser of an early help worker."""
    return signed_in("early_help_worker")


@pytest.fixture
def helped(child: UUID, worker: Client, signed_in: SignIn) -> str:
    """The address of early help that the front door started, which the worker coordinates."""
    coordinator = User.objects.get(username="early_help_worker").id
    asked = {"need": "Sleep.", "began_from": "request", "agrees": "yes", "by_whom": "Mother"}
    sent = {**asked, **day("need_on"), "coordinator": coordinator, "step": "do"}
    done = signed_in("mash_decision_maker").post(f"/children/{child}/early-help/", sent)
    assert done.status_code == 302
    return f"/early-help/{EarlyHelp.objects.get().id}/"


def press(client: Client, address: str, step: str = "keep", **typed: Any) -> Any:
    return client.post(address, {**typed, "step": step})


@pytest.fixture
def planned(helped: str, worker: Client) -> str:
    """The same, led, assessed and with a plan of an adult's need, page by page."""
    soon = day("by_when", TODAY + timedelta(14))
    pages: list[tuple[str, dict[str, str]]] = [
        ("lead", LEAD | day("on")),
        ("lead-contacted", day("on")),
        ("assessment", FOUND | LEVEL | day("signed_on")),
        ("team", LEAD | {"role": "Teacher"} | day("on")),
        ("team", LEAD | {"role": "Nurse", "name": "Dev Marsh"} | day("on")),
        ("need", NEED | soon),
        ("plan", day("on")),
    ]
    for slug, typed in pages:
        assert press(worker, f"{helped}{slug}/", **typed).status_code == 302, slug
    return helped


def test_the_banner_says_that_early_help_goes_on(
    child: UUID, helped: str, worker: Client, signed_in: SignIn
) -> None:
    """To who may read of it; to an analyst, who reads no words, it says neither yes nor no."""

    def involved(client: Client, address: str) -> str:
        page = client.get(address).content.decode()
        return page.partition('aria-label="Involvement"')[2].partition("</ul>")[0]

    assert "Early help" in involved(worker, helped)
    seen = involved(signed_in("performance_analyst"), f"/children/{child}/work/")
    assert "Open to the service" in seen
    assert "Early help" not in seen


def test_a_family_is_helped_from_consent_to_review(planned: str, worker: Client) -> None:
    """Each question page leads back to the page of early help, which tells what was kept."""
    press(worker, f"{planned}review/", **day("held_on"), came="All.", progress="Better.")
    told = worker.get(planned).content.decode()
    for said in ("Plan agreed", "An adult&#39;s: Mother", "Better.", "Additional", "Given on"):
        assert said in told


def test_what_stands_before_a_step_is_said_on_its_page(helped: str, worker: Client) -> None:
    """What is missing and what to do, with no form; pressed all the same, nothing is kept."""
    press(worker, f"{helped}lead/", **LEAD, **day("on"))
    told = worker.get(f"{helped}assessment/").content.decode()
    assert "The day the lead professional was spoken to" in told
    assert "<textarea" not in told
    assert "waits for the day the lead professional" in worker.get(helped).content.decode()
    found = {"strengths": "A", "needs": "B", "signed_by": "C", **LEVEL, **day("signed_on")}
    assert press(worker, f"{helped}assessment/", **found).status_code == 200
    assert not EarlyHelp.objects.get().steps.filter(step="assess").exists()


def test_what_is_wrong_is_said_beside_it(helped: str, worker: Client) -> None:
    """At the top and at the field, with what was typed still there."""
    answer = press(worker, f"{helped}lead/", **{**LEAD, "agency": ""}, **day("on"))
    told = answer.content.decode()
    assert (answer.status_code, told.count("Enter the agency")) == (422, 2)
    assert 'value="Asha Pole"' in told
    assert "<title>Error: A step of early help" in told


def test_it_is_nobody_elses(helped: str, child: UUID, signed_in: SignIn) -> None:
    """Another worker meets the answer of nobody on every page; a social worker of others does too."""
    RoleGrant.objects.filter(role="early_help_worker").update(ended_on=TODAY)
    other = signed_in("social_worker")
    at = (
        helped,
        f"{helped}lead/",
        f"/children/{child}/step-down/",
        f"/children/{child}/early-help/",
    )
    assert [other.get(one).status_code for one in at[:2]] == [404, 404]
    assert [other.get(one).status_code in (302, 404) for one in at[2:]] == [True, True]
    assert other.get("/early-help/").status_code == 403


def test_who_may_lets_go_without_reading_on(helped: str, worker: Client, signed_in: SignIn) -> None:
    """A plan that lacks its team alone is listed for who decides; they see that, and no narrative."""
    decider = Client()
    decider.force_login(
        User.objects.get(username="mash_decision_maker"),
        "django.contrib.auth.backends.ModelBackend",
    )
    soon = day("by_when", TODAY + timedelta(14))
    for slug, typed in [("lead", LEAD), ("lead-contacted", {}), ("need", NEED | soon)]:
        press(worker, f"{helped}{slug}/", **typed, **day("on"))
    press(worker, f"{helped}assessment/", **FOUND, **LEVEL, **day("signed_on"))
    assert f"{helped}let-go/" in decider.get("/early-help/").content.decode()
    assert "Sleep." not in decider.get(f"{helped}let-go/").content.decode()
    press(decider, f"{helped}let-go/", guard="team", reason="One agency is enough.")
    assert press(worker, f"{helped}plan/", **day("on")).status_code == 302


def test_the_list_has_what_is_due_next(helped: str, worker: Client) -> None:
    """Mine: the family, how far they are, and what cannot go on is said; and the duty is my work."""
    told = worker.get("/early-help/").content.decode()
    for said in ("Waiting for a lead professional", helped, "without a lead"):
        assert said in told
    assert "Not run: nobody has been helped yet" in told
    press(worker, f"{helped}lead/", **LEAD, **day("on"))
    assert "Early-help lead contacted" in worker.get("/").content.decode()


@pytest.fixture
def social(child: UUID, signed_in: SignIn) -> Client:
    """The browser of the child's social worker."""
    return signed_in("social_worker", works_with=child)


@pytest.fixture
def down(child: UUID, worker: Client, social: Client) -> str:
    """The address of a step down that the social worker offers to the early help worker."""
    receiver = User.objects.get(username="early_help_worker").id
    told = {"reason": "The plan is done.", "agrees": "yes", "family_by": "Mother", "user": receiver}
    sent = {**told, **LEAD, **LEVEL, **day("decided_on")}
    assert press(social, f"/children/{child}/step-down/", "do", **sent).status_code == 302
    return f"/early-help/handovers/{Handover.objects.get().id}/"


def test_a_step_down_is_answered_by_its_receiver(down: str, worker: Client, social: Client) -> None:
    """Offered by who works with the child, accepted on the receiver's page: then it is theirs."""
    assert "The plan is done." in worker.get(down).content.decode()
    assert down in worker.get("/early-help/").content.decode()
    assert "Answer the handover" not in social.get(down).content.decode()
    done = press(worker, f"{down}answer/", accepted="yes", **day("on"))
    assert done["Location"] == f"/early-help/{EarlyHelp.objects.get().id}/"
    met = press(social, f"{down}meeting/", came="All.", family_came="yes", **day("held_on"))
    assert met.status_code == 302


def test_a_step_down_says_by_when_all_meet(down: str, worker: Client, signed_in: SignIn) -> None:
    """On its own page and in limbo; ten working days from the decision."""
    assert "10 working days, Tuesday 5 May" in worker.get(down).content.decode()
    limbo = signed_in("head_of_service").get("/front-door/limbo/").content.decode()
    assert "Tuesday 5 May" in limbo


def test_a_level_is_rated_again_without_the_first(
    signed_in: SignIn, worker: Client, helped: str
) -> None:
    """What was known, and not what the first made of it; then the figure says of how many."""
    press(worker, f"{helped}level/", **LEVEL, **day("on"))
    manager, asked = signed_in("team_manager"), day("since") | day("until") | {"number": "5"}
    assert press(manager, "/early-help/levels/", "draw", **asked).status_code == 302
    page = f"/early-help/levels/{LevelSample.objects.get().id}/"
    told = manager.get(page).content.decode()
    assert ("Two agencies worry." in told, "Several needs." in told) == (True, False)
    press(manager, page, level="complex", reason="More.")
    assert "0% (0 of 1)" in manager.get("/early-help/levels/").content.decode()


def test_the_catalogue_is_kept_by_who_leads_early_help(worker: Client) -> None:
    """A service is added under its level, and offered in the plan."""
    service = {"name": "Stay and play", "provider": "Elm Lane Centre", "level": "universal"}
    done = press(worker, "/early-help/services/", **service, **day("started_on"))
    assert done.status_code == 302
    assert "Stay and play" in worker.get("/early-help/services/").content.decode()
