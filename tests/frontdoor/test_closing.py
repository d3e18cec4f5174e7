"""A case closes once, with its reason, when nothing of it is left undone; and says what keeps it open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import Team, TeamMember
from kinkeeper.care.models import CarePeriod
from kinkeeper.casefile.models import NoteText, Task
from kinkeeper.chronology.models import Event
from kinkeeper.duties.models import Duty
from kinkeeper.earlyhelp.actions import offer_step_down, take_back
from kinkeeper.earlyhelp.models import Handover
from kinkeeper.earlyhelp.told import Offered, Rated
from kinkeeper.frontdoor.actions import Closing, close_case, decide_closure, keep_open
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import today
from kinkeeper.law.levels import Level
from kinkeeper.protection.models import Plan, Section47Enquiry
from kinkeeper.workforce.models import Allocation, Worker

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAYS = timedelta(days=1)
SUMMARY = "The plan is done, and the school watches attendance."


def closing(**changed: Any) -> Closing:
    """A case closed today, of a child seen a week ago."""
    told = {"on": today(), "reason": "RC7", "summary": SUMMARY, "child_seen_on": today() - 7 * DAYS}
    return Closing(**{**told, **changed})


@pytest.fixture
def case(child: Any, make: Make) -> HelpEpisode:
    """The child's open case."""
    found: HelpEpisode = make(HelpEpisode, person=child, referred_on=today() - 90 * DAYS)
    return found


@pytest.fixture
def manager(child: Any, granted: Make, make: Make) -> Any:
    """The manager of the team of the child's worker."""
    since = today() - 99 * DAYS
    user, team = granted("team_manager"), make(Team, started_on=since)
    make(TeamMember, user=user, team=team, kind="manager", started_on=since)
    make(Allocation, person=child, worker=make(Worker, full_name="W"), team=team, started_on=since)
    return user


@pytest.fixture
def director(granted: Make) -> Any:
    """Somebody more senior."""
    return granted("director")


@pytest.fixture
def offered(case: HelpEpisode, director: Any, granted: Make) -> Handover:
    """A step down of it that nobody has answered."""
    rated = Rated(level=Level.ADDITIONAL, reason="Several needs.", known="Two agencies worry.")
    told = Offered(
        decided_on=today() - DAYS, reason="Done.", rated=rated,
        to_user=granted("early_help_worker").id, lead=None, family_agrees=True, family_by="Mother",
    )  # fmt: skip
    return offer_step_down(child=case.person_id, episode=case.id, offered=told, by=director)


def test_a_case_is_closed_once(case: HelpEpisode, manager: Any, director: Any) -> None:
    """With its day and reason, an event, and what was weighed among the child's notes."""
    close_case(episode=case, closing=closing(), by=manager)
    case.refresh_from_db()
    assert (case.closed_on, case.closure_reason) == (today(), "RC7")
    told = Event.objects.get(kind="case_closed")
    assert (told.key, told.detail, told.happened_on) == (case.id, "RC7", today())
    assert SUMMARY in NoteText.objects.get().text
    with pytest.raises(Refused, match="closed already"):
        close_case(episode=case, closing=closing(), by=director)
    with pytest.raises(NotAllowed):  # whoever reached the child by this work reaches them no longer
        close_case(episode=case, closing=closing(), by=manager)


def test_deciding_has_its_button_on_the_page(case: HelpEpisode, manager: Any) -> None:
    """Pressed, it offers to take it back; pressed again, nothing is decided."""
    browser, here = Client(), f"/children/{case.person_id}/close/"
    browser.force_login(manager)
    assert browser.post(here, {"step": "is_to_close"})["Location"] == here
    assert "Say that it is to stay open" in browser.get(here).content.decode()
    browser.post(here, {"step": "stays_open"})
    assert HelpEpisode.objects.get().closure_decided_on is None


def test_what_it_was_worked_for_ends_with_it(case: HelpEpisode, manager: Any, make: Make) -> None:
    """Its workers' time and its open tasks, each saying why; a care leaver keeps their adviser."""
    task = make(Task, person=case.person, what="Visit", for_user=manager)
    kept = make(
        Allocation, person=case.person, worker=make(Worker, full_name="A"),
        role="personal_adviser", started_on=today() - DAYS,
    )  # fmt: skip
    close_case(episode=case, closing=closing(), by=manager)
    lead = Allocation.objects.get(role="lead")
    assert (lead.ended_on, lead.end_reason) == (today(), "case_closed")
    assert (task.end.kind, task.end.words) == ("withdrawn", "The case was closed")
    kept.refresh_from_db()
    assert kept.ended_on is None
    assert Event.objects.filter(kind="worker_unallocated", key=lead.id).exists()


def test_the_workers_of_another_open_case_stay(case: HelpEpisode, manager: Any, make: Make) -> None:
    """What goes on otherwise keeps its people, and its tasks."""
    task = make(Task, person=case.person, what="Visit", for_user=manager)
    make(HelpEpisode, person=case.person, referred_on=today() - 9 * DAYS)
    close_case(episode=case, closing=closing(), by=manager)
    assert Allocation.objects.get().ended_on is None
    assert not hasattr(task, "end")


def test_the_time_to_close_runs_from_its_decision(case: HelpEpisode, manager: Any) -> None:
    """Decided once, taken back, decided again; closing meets it, and never lies before it."""
    clock = {"clock": "case_closure", "person_id": case.person_id}
    for _ in range(2):
        decide_closure(episode=case, on=today() - DAYS, by=manager)
        assert Duty.objects.filter(**clock, met_on=None, ended_on=None).count() == 1
        keep_open(episode=case, by=manager) if _ == 0 else None
    with pytest.raises(Refused, match="decided already"):
        decide_closure(episode=case, on=today(), by=manager)
    with pytest.raises(BadInput, match="the day it was decided"):
        close_case(episode=case, closing=closing(on=today() - 2 * DAYS), by=manager)
    close_case(episode=case, closing=closing(), by=manager)
    assert Duty.objects.get(**clock).met_on == today()


def test_a_step_down_that_is_not_accepted_holds_it_up(
    case: HelpEpisode, offered: Handover, manager: Any
) -> None:
    """The refusal names the datum that is missing, and that nobody may let it go; nothing is written."""
    with pytest.raises(Refused, match="being stepped down") as refused:
        close_case(episode=case, closing=closing(), by=manager)
    assert refused.value.missing == "the receiver's answer"
    assert refused.value.who_can_waive == "nobody"
    assert not NoteText.objects.exists()


@pytest.mark.parametrize(
    ("model", "facts", "missing"),
    [
        (Plan, {"kind": "cp"}, "the end of the child protection plan"),
        (Section47Enquiry, {}, "the outcome of the section 47 enquiry"),
        (CarePeriod, {}, "the end of care"),
    ],
)
def test_what_goes_on_keeps_it_open(
    model: Any, facts: dict[str, str], missing: str, case: HelpEpisode, manager: Any, make: Make
) -> None:
    """A protection plan, an enquiry nobody has decided, and being looked after."""
    of = {} if model is CarePeriod else {"episode": case}
    make(model, person=case.person, started_on=today() - DAYS, **of, **facts)
    with pytest.raises(Refused) as refused:
        close_case(episode=case, closing=closing(), by=manager)
    assert refused.value.missing == missing


def test_after_a_protection_plan_somebody_more_senior_closes(
    case: HelpEpisode, manager: Any, director: Any, make: Make
) -> None:
    """A team manager is told who may; a head of service, or here the director, does."""
    made = {"started_on": today() - 9 * DAYS, "ended_on": today() - DAYS}
    make(Plan, person=case.person, episode=case, kind="cp", **made)
    with pytest.raises(Refused, match="was on a child protection plan") as refused:
        close_case(episode=case, closing=closing(), by=manager)
    assert "head of service" in refused.value.who_can_waive
    close_case(episode=case, closing=closing(), by=director)


def test_no_case_closes_unseen_or_by_anybody(
    case: HelpEpisode, manager: Any, granted: Make
) -> None:
    """The child was seen; the day is of the case and has come; whoever may not close does not."""
    with pytest.raises(Refused) as refused:
        close_case(episode=case, closing=closing(child_seen_on=None), by=manager)
    assert refused.value.missing == "the day the child was last seen"
    for wrong in ({"on": today() + DAYS}, {"reason": "RC99"}, {"summary": "Done."}):
        with pytest.raises(BadInput):
            close_case(episode=case, closing=closing(**wrong), by=manager)
    with pytest.raises(NotAllowed):
        close_case(episode=case, closing=closing(), by=granted("social_worker"))


def test_the_page_says_what_keeps_it_open_and_closes_it(
    case: HelpEpisode, offered: Handover, manager: Any, director: Any
) -> None:
    """Found from the record: the missing datum and who may waive it; without a step down, it closes."""
    browser, here = Client(), f"/children/{case.person_id}/close/"
    browser.force_login(manager)
    assert here in browser.get(f"/children/{case.person_id}/").content.decode()
    said = browser.get(here).content.decode()
    assert "Missing: the receiver&#39;s answer. Who may let it go: nobody." in said
    take_back(handover=offered, on=today(), reason="Not yet.", by=director)
    sent = {"reason": "RC7", "summary": SUMMARY, "step": "do"}
    sent |= {f"{name}-{part}": getattr(today(), part) for name in ("on", "child_seen_on")
             for part in ("day", "month", "year")}  # fmt: skip
    assert browser.post(here, sent)["Location"] == f"/children/{case.person_id}/known/"
    assert HelpEpisode.objects.get().closed_on == today()
