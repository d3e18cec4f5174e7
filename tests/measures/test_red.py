"""What needs somebody today, and a team's board."""

from datetime import date, timedelta
from typing import Any

import pytest

from kinkeeper.access.models import Restriction, RoleGrant, TeamMember
from kinkeeper.access.who import who_is
from kinkeeper.care.models import CarePeriod, LegalStatusPeriod, MissingEpisode
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.measures.boards import board, boards_of
from kinkeeper.measures.gravity import KINDS, RANKS
from kinkeeper.measures.red import NOBODY, Raised, red_list
from kinkeeper.protection.models import Plan, Section47Enquiry
from kinkeeper.workforce.models import Employment, Post, Worker
from tests.duties.told import announced, case
from tests.measures.conftest import BEGAN, TODAY, Service

pytestmark = pytest.mark.usefixtures("pinned")
EARLY = date(2025, 8, 1)


def raised(user: Any) -> dict[str, Raised]:
    """The red list as somebody sees it, by kind."""
    return {one.alarm.id: one for one in red_list(who=who_is(user.pk))}


def test_nothing_recorded_is_not_called_calm(granted: Any) -> None:
    """Each kind that nothing is recorded of says so."""
    found = raised(granted("director"))
    assert found["missing"].not_run == "No time missing has been recorded or loaded."
    assert found["authority"].not_run
    assert found["long-plan"].not_run


def test_who_is_missing(service: Service, granted: Any) -> None:
    """Missing since when; whoever came back is not on the list."""
    gone, back = service.child(service.north), service.child()
    announced(MissingEpisode, person=gone, kind="M", started_on=date(2026, 11, 20))
    days = {"started_on": date(2026, 11, 2), "returned_on": date(2026, 11, 3)}
    announced(MissingEpisode, person=back, kind="M", **days)
    (flag,) = raised(granted("director"))["missing"].flags
    assert (flag.person_id, flag.on) == (gone.id, date(2026, 11, 20))


def test_a_plan_of_fifteen_months(service: Service, granted: Any) -> None:
    """From the day it is fifteen months old, and only while it runs."""
    for started_on in (date(2025, 8, 23), date(2025, 8, 24)):
        child = service.child()
        episode = case(child, announced, referred_on=EARLY)
        announced(
            Plan, person=child, episode=episode, kind="cp", started_on=started_on, source="imported"
        )
    (flag,) = raised(granted("director"))["long-plan"].flags
    assert flag.on == date(2025, 8, 23)


def test_open_and_nobodys(service: Service, granted: Any) -> None:
    """Counted from the last worker's leaving, and only past the limit."""
    old, new = service.child(), service.child()
    case(old, announced, referred_on=EARLY)
    service.lead(old, service.north, ended_on=date(2026, 11, 3))
    case(new, announced, referred_on=TODAY - timedelta(days=NOBODY - 1))
    (flag,) = raised(granted("director"))["nobody"].flags
    assert (flag.person_id, flag.on) == (old.id, date(2026, 11, 3))


def test_what_is_very_late(service: Service, granted: Any) -> None:
    """A child once, with the duty that is overdue the longest."""
    child = service.child(service.north)
    case(child, announced, referred_on=date(2026, 1, 6))
    flags = raised(granted("director"))["late"].flags
    assert [flag.person_id for flag in flags] == [child.id] * len(flags)
    assert len(flags) == 1


def test_the_gravest_of_what_is_late_comes_first(service: Service, granted: Any) -> None:
    """An enquiry of September before an assessment of January; a child stands under the gravest."""
    plain, harmed = service.child(service.north), service.child(service.north)
    case(plain, announced, referred_on=date(2026, 1, 6))
    episode = case(harmed, announced, referred_on=date(2026, 9, 1))
    announced(Section47Enquiry, person=harmed, episode=episode, started_on=date(2026, 9, 2))
    flags = raised(granted("director"))["late"].flags
    assert [flag.person_id for flag in flags] == [harmed.id, plain.id]
    assert [KINDS[flag.rank or 0].id for flag in flags] == ["harm", "assessment"]


def test_every_duty_is_of_one_kind() -> None:
    """A kind names clocks that there are, none that another names, and no area is left out."""
    named = [name for kind in KINDS for name in kind.clocks]
    areas = [area for kind in KINDS for area in kind.areas]
    assert len(named) == len(set(named))
    assert set(named) <= {one.id for one in CLOCKS} == set(RANKS)
    assert sorted(areas) == sorted({one.area for one in CLOCKS})


def test_what_is_recorded_of_orders_is_run(service: Service, granted: Any) -> None:
    """An emergency order lasts eight days; an interim order ends when it is recorded to."""
    on, days = TODAY - timedelta(days=2), timedelta(days=9)
    for code, ends in (("L2", None), ("C1", TODAY + days), ("C1", None), ("C2", TODAY + days)):
        child = service.child(service.north)
        care = announced(CarePeriod, person=child, started_on=on)
        of = {"person": child, "care_period": care, "started_on": on, "ended_on": ends}
        announced(LegalStatusPeriod, **of, code=code)
    found = raised(granted("director"))["authority"]
    assert [flag.on for flag in found.flags] == [on + timedelta(days=7), TODAY + days]
    assert "Interim care order" in found.untold
    assert "mergency" not in found.untold


def test_an_order_that_a_placement_order_follows_is_not_told_to_end(
    service: Service, granted: Any
) -> None:
    """To whom adoption is closed it reads as lasting; to whom it is open it ends on its day."""
    child, soon, who = service.child(service.north), TODAY + timedelta(days=9), granted("director")
    care = announced(CarePeriod, person=child, started_on=EARLY)
    of = {"person": child, "care_period": care}
    announced(LegalStatusPeriod, **of, code="C1", started_on=EARLY, ended_on=soon)
    announced(LegalStatusPeriod, **of, code="E1", started_on=soon)
    assert raised(who)["authority"].flags == ()
    RoleGrant.objects.create(user=who, role="director", section="adoption", started_on=BEGAN)
    assert [flag.on for flag in raised(who)["authority"].flags] == [soon]


def test_a_manager_sees_their_own_teams_children(service: Service, granted: Any) -> None:
    """Not the other team's; and a restricted record is nobody's business here."""
    manager = granted("team_manager")
    TeamMember.objects.create(user=manager, team=service.north, kind="manager", started_on=BEGAN)
    mine, theirs, closed = (service.child(t) for t in (service.north, service.south, service.north))
    for child in (mine, theirs, closed):
        announced(MissingEpisode, person=child, kind="M", started_on=date(2026, 11, 20))
    told = {"reason": "investigation", "started_on": date(2026, 11, 1), "review_on": TODAY}
    Restriction.objects.create(person_id=closed.id, scope="record", set_by=manager, **told)
    assert [flag.person_id for flag in raised(manager)["missing"].flags] == [mine.id]


def test_a_board(service: Service, granted: Any) -> None:
    """Who is in the team, with what; the manager is there with nothing to carry."""
    manager = granted("team_manager")
    TeamMember.objects.create(user=manager, team=service.north, kind="manager", started_on=BEGAN)
    for _ in range(3):
        case(service.child(service.north), announced, referred_on=date(2026, 1, 6))
    found = board(who=who_is(manager.pk), team_id=service.north.id)
    assert found
    assert [(one.kind, one.cases) for one in found.members] == [("member", 3), ("manager", 0)]
    assert found.tally.overdue == found.members[0].tally.overdue > 0
    assert (found.cases, found.posts) == (3, None)


def test_vacancies(service: Service, granted: Any) -> None:
    """Posts of the day without anybody in them."""
    of = {"team": service.north, "grade": "social_worker", "started_on": BEGAN}
    post, *_ = [Post.objects.create(reference=f"P{number}", **of) for number in (1, 2, 3)]
    worker = Worker.objects.create(full_name="Ann Lee")
    Employment.objects.create(
        worker=worker, post=post, contract="permanent", grade="social_worker", started_on=BEGAN
    )
    found = board(who=who_is(granted("director").pk), team_id=service.district.id)
    assert found
    assert found.posts
    assert (found.posts.posts, found.posts.vacant) == (3, 2)


def test_a_board_that_is_not_ones_own_is_not_there(service: Service, granted: Any) -> None:
    """A manager has their own line; a director every team."""
    manager = granted("team_manager")
    TeamMember.objects.create(user=manager, team=service.north, kind="manager", started_on=BEGAN)
    assert board(who=who_is(manager.pk), team_id=service.south.id) is None
    assert [place.name for place in boards_of(who_is(manager.pk))] == ["East 1"]
    assert len(boards_of(who_is(granted("director").pk))) == 3
