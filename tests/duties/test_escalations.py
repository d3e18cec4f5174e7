"""What has passed its time is shown to whom its clock escalates it to, and to nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import Conflict, Team, TeamMember
from kinkeeper.access.roles import ROLES
from kinkeeper.duties.escalations import escalated, nights_escalated, unfound_escalated
from kinkeeper.duties.models import Duty
from kinkeeper.duties.rules import clocks_here
from kinkeeper.earlyhelp.models import EarlyHelp, Responsible
from kinkeeper.frontdoor.actions import sample_nights
from kinkeeper.frontdoor.models import ChildTold, Contact, ContactGroup, NightSample
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now, today

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAYS = timedelta(days=1)


def owed(child: Any, clock: str, **dates: Any) -> Duty:
    """A duty of a child; without more, due two days ago."""
    told: dict[str, Any] = {"anchor_on": today() - 9 * DAYS, "due_on": today() - 2 * DAYS}
    of = {"person": child, "thread": uuid7(), "step": 1, "anchor_event": 1, "calendar": "x"}
    return Duty.objects.create(**{**of, **told, "clock": clock, **dates})


def test_every_clock_of_these_areas_says_to_whom() -> None:
    """By roles there are, so that no escalation is a word that nobody is shown."""
    mine = [one for one in clocks_here() if one.area in {"front_door", "early_help"}]
    assert len(mine) > 15
    assert [one.id for one in mine if not one.escalates_to] == []
    assert {role for one in clocks_here() for role in one.escalates_to} <= set(ROLES)


def test_what_is_late_comes_to_whom_its_clock_names(child: Any, granted: Make) -> None:
    """From the minute its time has passed, and not before; another role's does not come."""
    hour = timedelta(hours=1)
    red = owed(child, "mash_red", due_on=today(), due_at=now() - hour)
    owed(child, "mash_amber", due_on=today(), due_at=now() + hour)
    owed(child, "mash_partner_return")
    owed(child, "contact_triage", met_on=today() - 3 * DAYS)
    head = granted("head_of_service")
    assert list(escalated(who=head, as_at=today())) == [red]
    assert [one.clock for one in escalated(who=granted("mash_decision_maker"), as_at=today())] == [
        "mash_partner_return"
    ]
    assert not escalated(who=granted("social_worker"), as_at=today()).exists()


def test_a_notice_is_escalated_once(child: Any, granted: Make) -> None:
    """Both its clocks are late: it stands there by its own, and another contact by the common one."""
    notice = owed(child, "da_notification_triage")
    owed(child, "contact_triage", thread=notice.thread)
    other = owed(child, "contact_triage")
    found = escalated(who=granted("head_of_service"), as_at=today())
    assert {one.id for one in found} == {notice.id, other.id}


def test_early_help_comes_to_the_manager_of_who_leads_it(
    child: Any, granted: Make, make: Make
) -> None:
    """Not to every manager; and never past a tie outside work."""
    late, team, worker = owed(child, "eh_review"), make(Team), granted("early_help_worker")
    theirs, other = granted("team_manager"), granted("team_manager")
    for user, kind in ((worker, "member"), (theirs, "manager")):
        make(TeamMember, user=user, team=team, kind=kind)
    helped = make(EarlyHelp, person=child, need_on=date(2025, 1, 1))
    make(Responsible, early_help=helped, part="lead", user=worker, name="Asha", agency="School")
    assert list(escalated(who=theirs, as_at=today())) == [late]
    assert not escalated(who=other, as_at=today()).exists()
    Conflict.objects.create(user=theirs, person_id=child.id, reason="friend", named_by=other)
    assert not escalated(who=theirs, as_at=today()).exists()


def test_it_stands_on_the_first_page_and_on_its_own(child: Any, granted: Make) -> None:
    """How many, with the way to them; whose it was, and what is asked of the reader."""
    owed(child, "contact_triage")
    browser = Client()
    browser.force_login(granted("head_of_service"))
    assert (
        '<a href="/escalated/">1 duty is escalated to you</a>' in browser.get("/").content.decode()
    )
    listed = browser.get("/escalated/").content.decode()
    assert "MASH duty manager" in listed
    assert "service manager&#39;s daily list" in listed


@pytest.fixture
def night(child: Any, make: Make) -> Contact:
    """What came out of hours two months ago."""
    came = today() - 62 * DAYS
    found: Contact = make(Contact, person=child, channel="out_of_hours", received_on=came)
    return found


def test_nights_that_nobody_sampled_come_to_the_director(night: Contact, granted: Make) -> None:
    """A month after the first came, until a sample is recorded; then a month from that day."""
    head, director = granted("head_of_service"), granted("director")
    assert nights_escalated(who=head) is None
    due = nights_escalated(who=director)
    assert due
    assert due.due_on < today()
    made = sample_nights(checked=1, found="The child was seen that night.", by=head)
    assert (made.came, made.checked, nights_escalated(who=director)) == (1, 1, None)


def test_a_sample_is_of_what_came_and_by_who_may(night: Contact, granted: Make) -> None:
    """No more than came, once a day, and not by who decides at the front door."""
    head = granted("head_of_service")
    for checked in (0, 2):
        with pytest.raises(BadInput, match="of 1 that came"):
            sample_nights(checked=checked, found="All in order, I think.", by=head)
    with pytest.raises(NotAllowed):
        sample_nights(checked=1, found="All in order.", by=granted("mash_decision_maker"))
    sample_nights(checked=1, found="Nobody rang the school.", by=head)
    with pytest.raises(Refused, match="today already"):
        sample_nights(checked=1, found="Nobody rang the school.", by=head)


def test_the_page_takes_a_sample_and_shows_what_was_found(night: Contact, granted: Make) -> None:
    """The form is there for who may check; what was typed stands where it is wrong."""
    browser = Client()
    browser.force_login(granted("head_of_service"))
    sent = {"checked": "one", "found": "Nobody rang the school.", "step": "do"}
    wrong = browser.post("/front-door/nights/", sent)
    assert (wrong.status_code, NightSample.objects.count()) == (422, 0)
    assert "Nobody rang the school." in wrong.content.decode()
    browser.post("/front-door/nights/", {**sent, "checked": "1"})
    assert "1 of 1" in browser.get("/front-door/nights/").content.decode()
    browser.force_login(granted("mash_decision_maker"))
    assert "Record a sample" not in browser.get("/front-door/nights/").content.decode()


def test_a_child_not_found_yet_comes_by_the_same_clock(granted: Make, make: Make) -> None:
    """By when they were told of; what is found, or is no child, or not late, does not."""
    late, head = today() - 9 * DAYS, granted("head_of_service")
    old = make(ContactGroup, received_on=late, reason="other")
    notice = make(ContactGroup, received_on=late, reason="domestic_abuse_police")
    for place, group in enumerate((old, notice, make(ContactGroup, received_on=today()))):
        make(ChildTold, contact_group=group, place=place)
    found = {(one.group_id, clock.id) for one, clock, _ in unfound_escalated(who=head)}
    assert found == {(old.id, "contact_triage"), (notice.id, "da_notification_triage")}
    assert unfound_escalated(who=granted("mash_decision_maker")) == ()
    browser = Client()
    browser.force_login(head)
    assert "Child not found yet" in browser.get("/escalated/").content.decode()
    assert "2 duties are escalated to you" in browser.get("/").content.decode()
