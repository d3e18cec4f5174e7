"""Checks of a return in the browser: a child, an analyst, and what they send."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.access.models import (
    Conflict,
    Restriction,
    Team,
    TeamMember,
    User,
)
from kinkeeper.access.services import operator
from kinkeeper.chronology.save import save
from kinkeeper.jobs.tasks import check_received
from kinkeeper.people.models import Person, PersonIdentifier
from kinkeeper.returns.models import ReturnRun, RunChild, RunFinding
from kinkeeper.workforce.models import Allocation, Worker
from tests.returns.running.conftest import EXAMPLES, FAULTY, GOOD, header
from tests.web.conftest import BEFORE, SignIn

PLACED = "KID2,05/06/2014,01/02/2026,99/99/2026,RX9"  # a row of PlacedAdoption that is at fault
PLACED_HEADING = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"
WHOLE = {"episodes.csv": (EXAMPLES / "2025-26" / "episodes.csv").read_bytes()}
FORMS = ("report.html", "report.xlsx", "findings.csv", "rules.csv", "report.json")
LEFT_OUT = "Rows of records not open to you are left out."


def born(number: str) -> Person:
    """A child with a record, by the number the return has."""
    person = Person(kind="child", born_on=date(2014, 6, 5))
    save(person, by=operator())
    PersonIdentifier.objects.create(person=person, kind="la_child_id", value=number)
    return person


@pytest.fixture
def child(db: None) -> Person:
    """The child of the faulty row, with a record."""
    return born("KID2")


@pytest.fixture
def analyst(signed_in: SignIn) -> Client:
    """The browser of somebody who prepares returns."""
    return signed_in("performance_analyst")


def close(person: Person, how: str, user: User) -> None:
    """A restriction on the record or a section of it, or a tie outside work."""
    by = User.objects.create_user("somebody", full_name="Somebody")
    if how == "conflict":
        Conflict.objects.create(user=user, person_id=person.id, reason="family", named_by=by)
        return
    scope = {"scope": "section", "section": how} if how == "adoption" else {}
    Restriction.objects.create(
        person_id=person.id, reason="danger", review_on=date(2026, 5, 1), set_by=by, **scope
    )


@pytest.fixture(params=["restriction", "conflict"])
def closed(request: pytest.FixtureRequest, child: Person, analyst: Client) -> ReturnRun:
    """A check of a child whose record is closed to the analyst, and of another."""
    run = check(analyst, FAULTY, GOOD.replace(",M,", ",Q,"))
    close(child, request.param, User.objects.get(username="performance_analyst"))
    return run


@pytest.fixture
def placed(child: Person, analyst: Client) -> ReturnRun:
    """A check of two children's rows of PlacedAdoption; of the first, another row is at fault too."""
    rows = f"{PLACED_HEADING}\n{PLACED}\n{PLACED.replace('KID2', 'KID9')}\n".encode()
    run = check(analyst, FAULTY, files={**WHOLE, "placed_for_adoption.csv": rows})
    assert RunFinding.objects.filter(section="adoption").exists()
    return run


def send(client: Client, *rows: str, **more: Any) -> Any:
    """The form, filled in and sent."""
    files = {"header.csv": header(*rows), **more.pop("files", {})}
    told = {"collection": "ssda903", "year": "2026", "authority": "E08000025", **more}
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post("/returns/runs/new/", {**told, "return": sent})


def check(client: Client, *rows: str, **more: Any) -> ReturnRun:
    """A check that was sent and done."""
    address = send(client, *rows, **more)["Location"]
    run = ReturnRun.objects.get(pk=address.split("/")[3])
    check_received(run_id=str(run.pk))
    run.refresh_from_db()
    return run


def text(client: Client, address: str, status: int = 200) -> str:
    """A page as it is sent."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def pages(run: ReturnRun) -> list[str]:
    """Every page on which a child of a run could be read."""
    whose = RunChild.objects.get(run=run, child="KID2")
    one = RunFinding.objects.filter(run=run, rule="101")[0]
    own = [f"/returns/runs/children/{whose.id}/", f"/returns/runs/children/{whose.id}/team/",
           f"/returns/runs/findings/{one.id}/accept/"]  # fmt: skip
    return [
        *(f"/returns/runs/{run.id}/{part}" for part in ("", "rules/101/", "children/", "changes/")),
        *own,
    ]


def finding(run: ReturnRun) -> str:
    """The address of the one finding of rule 101."""
    return f"/returns/runs/findings/{RunFinding.objects.get(run=run, rule='101', status='new').id}"


def manages(role: str, person: Person, signed_in: SignIn) -> Client:
    """Somebody of a role who manages the team of the child's worker."""
    client = signed_in(role)
    team = Team.objects.create(name="Long term", service="Social care", started_on=BEFORE)
    TeamMember.objects.create(
        user=User.objects.get(username=role), team=team, kind="manager", started_on=BEFORE
    )
    worker = Worker.objects.create(full_name="A worker")
    Allocation.objects.create(
        person=person, worker=worker, team=team, role="lead", started_on=BEFORE
    )
    return client


def of_child(run: ReturnRun, child: str) -> str:
    """The address of a child's rows."""
    return f"/returns/runs/children/{RunChild.objects.get(run=run, child=child).id}/"


def finding_of(run: ReturnRun, child: str) -> str:
    """The address of a child's finding."""
    one = RunFinding.objects.get(run=run, rule="101", child__child=child)
    return f"/returns/runs/findings/{one.id}"


def saved(client: Client, run: ReturnRun, form: str) -> str:
    """A report as it was saved; of a workbook, the words in it."""
    content = client.get(f"/returns/runs/{run.id}/report/{form}").content
    if form != "report.xlsx":
        return str(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(one).decode() for one in book.namelist())
