"""What is given to a team: the filter of each list, the list of what is left, and the way to it."""

import re

import pytest
from django.test import Client

from kinkeeper.access.models import Team
from kinkeeper.people.models import Person
from kinkeeper.returns.models import ReturnRun, RunChild
from kinkeeper.workforce.models import Allocation
from tests.returns.running.conftest import FAULTY, GOOD
from tests.web.conftest import BEFORE, SignIn
from tests.web.runs.conftest import WHOLE, born, check, finding_of, manages, text

pytestmark = pytest.mark.django_db
OTHER = GOOD.replace(",M,", ",Q,")


@pytest.fixture
def manager(child: Person, signed_in: SignIn) -> Client:
    """Who manages the team of the child of the faulty row."""
    return manages("team_manager", child, signed_in)


@pytest.fixture
def run(manager: Client, analyst: Client) -> ReturnRun:
    """A check of a whole return, of which the faulty row's child is given to the manager's team."""
    made = check(analyst, FAULTY, OTHER, files=WHOLE)
    whose = RunChild.objects.get(run=made, child="KID2")
    team = Team.objects.get(name="Long term")
    analyst.post(f"/returns/runs/children/{whose.id}/team/", {"team": team.id})
    return made


def given(client: Client, page: str = "/?") -> list[str]:
    """How many findings a page says are given."""
    return re.findall(r"(\d+) findings? given to your teams", text(client, page.rstrip("?")))


def test_a_manager_is_led_to_what_is_given(run: ReturnRun, manager: Client) -> None:
    """From home and from Teams: the number is that of the list behind it."""
    page = f"/returns/runs/{run.id}/given/"
    (number,) = given(manager)
    assert given(manager, "/teams/") == [number]
    assert page in text(manager, "/")
    shown = text(manager, page)
    assert re.findall(r'worklist__total">(\d+)', shown) == [number]
    assert ("KID2" in shown, "KID1" in shown) == (True, False)


def test_what_is_accepted_is_no_longer_left(
    run: ReturnRun, manager: Client, analyst: Client
) -> None:
    """One less, on the list and beside the link."""
    (before,) = given(manager)
    address = f"{finding_of(run, 'KID2')}/accept/"
    analyst.post(address, {"step": "accept", "reason": "So it is."})
    assert given(manager) == [str(int(before) - 1)]


def test_a_list_is_narrowed_to_the_teams(run: ReturnRun, manager: Client) -> None:
    """Rules, rows and children alike; a child of the team that was not given is left out."""
    beside = Allocation.objects.get()
    Allocation.objects.create(
        person=born("KID1"), worker=beside.worker, team=beside.team, role="lead", started_on=BEFORE
    )
    for page in ("", "rules/101/", "children/"):
        whole, own = (
            text(manager, f"/returns/runs/{run.id}/{page}{q}") for q in ("", "?team=mine")
        )
        assert "Given to: Your teams" in own, page
        assert "KID1" not in own
        assert "KID1" in whole or not page


def test_who_is_in_no_team_has_no_such_filter(run: ReturnRun, analyst: Client) -> None:
    """Nor a number of nothing."""
    assert "Given to" not in text(analyst, f"/returns/runs/{run.id}/children/")
    assert given(analyst, "/teams/") == []


def test_what_was_not_counted_is_not_nought(run: ReturnRun, manager: Client) -> None:
    """Given for a year of which no whole return was checked."""
    ReturnRun.objects.update(whole=False)
    assert "not counted. The whole of that return has not been checked yet." in text(manager, "/")
    assert given(manager) == []
