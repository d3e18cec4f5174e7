"""Who sees what of a check: by role, by relationship, past restrictions."""

import json
import re

import pytest
from django.test import Client

from kinkeeper.access.models import (
    RoleGrant,
    User,
)
from kinkeeper.people.models import Person
from kinkeeper.returns.models import Acceptance, ReturnRun, RunChild
from tests.returns.running.conftest import FAULTY, GOOD
from tests.web.conftest import BEFORE, SignIn
from tests.web.runs.conftest import (
    LEFT_OUT,
    born,
    check,
    close,
    finding_of,
    manages,
    of_child,
    pages,
    saved,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", ["social_worker", "partner", "system_administrator", "governor_services_officer"]
)
def test_the_pages_are_closed_to_others(role: str, analyst: Client, signed_in: SignIn) -> None:
    """They have no business with a return."""
    run = check(analyst, FAULTY)
    client = signed_in(role)
    for page in ("/returns/runs/", "/returns/runs/new/", *pages(run)):
        assert client.get(page).status_code == 403, page


@pytest.mark.parametrize("role", ["scrutiny_member", "workforce_lead", "finance_partner"])
def test_who_sees_figures_alone_has_the_counts_alone(
    role: str, analyst: Client, signed_in: SignIn
) -> None:
    """No list, no rule and no child; small numbers are kept back from those who see only aggregates."""
    run = check(analyst, FAULTY)
    client = signed_in(role)
    shown = text(client, f"/returns/runs/{run.id}/")
    assert "Rows in error" in shown
    assert "KID2" not in shown
    assert "Rule 101" not in shown
    assert client.get(f"/returns/runs/{run.id}/rules/101/").status_code == 403
    assert client.get(f"/returns/runs/{run.id}/report/findings.csv").status_code == 403
    kept = re.findall(r"Rows in error</dt><dd>(.*?)</dd>", shown)
    assert kept == [str(run.errors) if role == "finance_partner" else "c"]


def test_a_manager_reads_the_rows_of_their_own_children(
    child: Person, analyst: Client, signed_in: SignIn
) -> None:
    """Role and relationship: the child of their team, no other, and neither files nor export."""
    run = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    client = manages("team_manager", child, signed_in)
    shown = text(client, f"/returns/runs/{run.id}/children/")
    assert ("KID2" in shown, "KID1" in shown) == (True, False)
    assert "Files that were checked" not in text(client, f"/returns/runs/{run.id}/")
    assert text(client, of_child(run, "KID1"), 404)
    assert text(client, f"{finding_of(run, 'KID2')}/accept/", 403)
    assert text(client, f"/returns/runs/{run.id}/report/report.json", 403)


def test_a_manager_of_another_team_reads_nothing(
    child: Person, analyst: Client, signed_in: SignIn
) -> None:
    """The role without the relationship opens no row."""
    run = check(analyst, FAULTY)
    client = signed_in("team_manager")
    shown = text(client, f"/returns/runs/{run.id}/")
    assert "0 rules broken" in shown
    assert text(client, f"/returns/runs/children/{RunChild.objects.get(run=run).id}/", 404)


@pytest.mark.parametrize("linked", [True, False], ids=["known then", "known since"])
def test_a_closed_child_is_on_no_page(linked: bool, closed: ReturnRun, analyst: Client) -> None:
    """Whoever prepares the return, and whether or not the record was there when it was checked."""
    if not linked:
        RunChild.objects.filter(run=closed).update(person=None)
    for page in pages(closed)[:4]:
        assert "KID2" not in text(analyst, page), page
    for page in pages(closed)[4:]:
        assert text(analyst, page, 404)
    told = {"step": "accept", "reason": "So it is."}
    assert analyst.post(f"{finding_of(closed, 'KID2')}/accept/", told).status_code == 404
    assert not Acceptance.objects.exists()


def test_a_rule_broken_by_closed_rows_alone_is_broken(child: Person, analyst: Client) -> None:
    """It never reads as holding; nothing says how many rows are closed."""
    run = check(analyst, FAULTY)
    close(child, "restriction", User.objects.get(username="performance_analyst"))
    shown = text(analyst, f"/returns/runs/{run.id}/?kind=error")
    assert re.search(rf"Rule 101</a>.*?{LEFT_OUT}", shown, re.DOTALL)
    told = json.loads(saved(analyst, run, "report.json"))["rules"]
    rule = next(one for one in told if one["rule"] == "101")
    assert (rule["outcome"], rule["rows"], rule["left_out"]) == ("broken", 0, LEFT_OUT)
    assert LEFT_OUT in saved(analyst, run, "report.html")
    listed = re.findall(r'data-label="In error".*?>\s*(\d+)', text(analyst, "/returns/runs/"))
    assert (listed, run.errors) == (["0"], 1)


def test_a_child_loaded_since_is_linked_as_it_is_read(analyst: Client, signed_in: SignIn) -> None:
    """For who may see the record: their manager finds the row, another manager nothing."""
    run = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    assert "Not in the records" in text(analyst, of_child(run, "KID2"))
    person = born("KID2")
    client, other = manages("team_manager", person, signed_in), signed_in("director")
    listing = text(client, f"/returns/runs/{run.id}/children/")
    assert ("KID2" in listing, "KID1" in listing) == (True, False)
    assert f"/children/{person.id}/work/" in text(client, of_child(run, "KID2"))
    assert f"/children/{person.id}/work/" in text(analyst, of_child(run, "KID2"))
    assert "KID2" in text(other, f"/returns/runs/{run.id}/children/")
    close(person, "restriction", User.objects.get(username="director"))
    assert "KID2" not in text(other, f"/returns/runs/{run.id}/children/")
    assert RunChild.objects.filter(run=run, person=None).count() == 2


@pytest.mark.parametrize("role", ["performance_analyst", "team_manager"])
def test_a_section_closed_since_is_closed(
    role: str, child: Person, placed: ReturnRun, analyst: Client, signed_in: SignIn
) -> None:
    """Of a child linked as it is read too: whoever prepares the return, and whoever manages."""
    RunChild.objects.filter(run=placed).update(person=None)
    client = analyst if role == "performance_analyst" else manages(role, child, signed_in)
    close(child, "adoption", User.objects.get(username=role))
    shown = text(client, of_child(placed, "KID2"))
    assert ("PlacedAdoption" in shown, "At fault: 101" in shown) == (False, True)


def test_what_tells_of_adoption_needs_its_section(
    child: Person, placed: ReturnRun, analyst: Client, signed_in: SignIn
) -> None:
    """A manager has it with the section open; the page says the same whether there is any or not."""
    page = f"/returns/runs/children/{RunChild.objects.get(run=placed, child='KID2').id}/"
    assert "PlacedAdoption" in text(analyst, page)
    client = manages("team_manager", child, signed_in)
    for address in (page, f"/children/{child.id}/work/"):
        shown = text(client, address)
        assert "PlacedAdoption" not in shown
        assert "is listed only where that section of the record is open to you" in shown
    manager = {"user": User.objects.get(username="team_manager"), "role": "team_manager"}
    RoleGrant.objects.create(**manager, section="adoption", started_on=BEFORE)
    assert "PlacedAdoption" in text(client, page)


def test_a_closed_section_is_closed_to_who_prepares_the_return(
    child: Person, placed: ReturnRun, analyst: Client
) -> None:
    """Denial beats every grant; the child's other rows, and other children's, are there as ever."""
    close(child, "adoption", User.objects.get(username="performance_analyst"))
    own, other = (RunChild.objects.get(run=placed, child=one) for one in ("KID2", "KID9"))
    shown = text(analyst, f"/returns/runs/children/{own.id}/")
    assert ("PlacedAdoption" in shown, "At fault: 101" in shown) == (False, True)
    assert "PlacedAdoption" in text(analyst, f"/returns/runs/children/{other.id}/")
