"""The pages of quality: an audit from given to closed, oversight, standards, and unidentified risk."""

from typing import Any

import pytest
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.quality.kinds import Part
from kinkeeper.quality.models import CaseAudit, SampleCase
from tests.web.conftest import TODAY, ChildId, SignIn

pytestmark = pytest.mark.django_db
GRADED = {part.value: "good" for part in Part} | {f"{part.value}_found": "Sound." for part in Part}
OVER = {"grade": "good", "found": "Sound work.", "child_says": "She listens.", "step": "keep"}
DAY = {"day": TODAY.day, "month": TODAY.month, "year": TODAY.year}


def day(name: str) -> dict[str, Any]:
    """Today as a form sends it."""
    return {f"{name}-{part}": value for part, value in DAY.items()}


def sent(client: Client, address: str, **said: Any) -> str:
    """Where a form that was accepted leads."""
    answer = client.post(address, said)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def page_of(client: Client, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def given(child: ChildId, signed_in: SignIn) -> tuple[Client, Client, Client, str]:
    """An audit given: its child's worker, the director, the auditor, and the child's record."""
    one = child("C000000003")
    worker, director = signed_in("social_worker", works_with=one), signed_in("director")
    auditor, record = signed_in("reviewing_officer"), f"/children/{one}/"
    assert auditor.get(f"{record}work/").status_code != 200
    sent(director, "/quality/standards/", text="See her.", changed="All", step="keep")
    who = User.objects.get(username="reviewing_officer")
    sent(director, f"{record}oversight/audit/", auditor=who.id, why="Drawn", step="keep")
    return worker, director, auditor, record


def test_an_audit_from_given_to_closed(given: tuple[Client, Client, Client, str]) -> None:
    """The auditor reads the record only for as long; the worker sees that it was, and no more."""
    worker, director, auditor, record = given
    address = f"/quality/audits/{CaseAudit.objects.get().id}/"
    assert "Complete the audit" in page_of(auditor, address)
    sent(auditor, f"{address}complete/", **GRADED, **OVER, **day("on"))
    assert "Sound work." in page_of(director, address)
    sent(director, f"{address}moderate/", grade="good", why="Agreed.", step="do")
    assert auditor.get(f"{record}work/").status_code != 200
    assert "Case audit completed" in page_of(worker, record)
    assert "Not open to you" in page_of(worker, f"{record}oversight/")
    assert worker.get(address).status_code == 404


def test_a_decision_with_its_task(child: ChildId, signed_in: SignIn) -> None:
    """Recorded by who manages; it is on the record with the task."""
    one = child("C000000003")
    worker, director = signed_in("social_worker", works_with=one), signed_in("director")
    user = User.objects.get(username="social_worker")
    said = {"kind": "supervision", "decided": "See the brother.", "why": "He was not seen."}
    task = {"what": "Visit on Tuesday", "owner": user.id, "step": "keep"}
    sent(director, f"/children/{one}/oversight/new/", **said, **task, **day("on"), **day("due"))
    assert "See the brother." in page_of(worker, f"/children/{one}/oversight/")
    assert "Visit on Tuesday" in page_of(worker, "/tasks/")


def test_unidentified_risk_opens_its_lists(figures: None, signed_in: SignIn) -> None:
    """For who reads records; who sees figures alone has the numbers and no list."""
    director, scrutiny = signed_in("director"), signed_in("scrutiny_member")
    page = page_of(director, "/quality/unidentified/")
    assert 'href="/quality/unidentified/known/"' in page
    assert "Not run" in page
    assert "Lead social worker" not in page_of(director, "/quality/unidentified/known/?page=1")
    assert "/quality/unidentified/known/" not in page_of(scrutiny, "/quality/unidentified/")
    assert scrutiny.get("/quality/unidentified/known/").status_code == 404
    assert "Quality" in page_of(director, "/quality/")


def test_everybody_says_that_they_work_by_the_standards(census: None, signed_in: SignIn) -> None:
    """Once; a worker publishes none."""
    director, worker = signed_in("director"), signed_in("social_worker")
    assert "No standards are published" in page_of(worker, "/quality/standards/")
    sent(director, "/quality/standards/", text="See her alone.", changed="All", step="keep")
    sent(worker, "/quality/standards/", step="read")
    assert "I have read them" not in page_of(worker, "/quality/standards/")
    worker.post("/quality/standards/", {"text": "Mine", "changed": "All", "step": "keep"})
    assert "Mine" not in page_of(worker, "/quality/standards/")


@pytest.fixture
def drawn(child: ChildId, signed_in: SignIn) -> str:
    """A sample of one case, closed today, drawn by the director for the reviewing officer."""
    one, closed = child("C000000003"), {"closed_on": TODAY, "no_further_action": False}
    HelpEpisode.objects.filter(person_id=one, closed_on=None).update(**closed)
    director, _ = signed_in("director"), signed_in("reviewing_officer")
    who = User.objects.get(username="reviewing_officer").id
    asked = {"population": "closed", "number": "50", "seed": "1", "question": "Seen alone?"}
    days = day("since") | day("until")
    sent(director, "/quality/samples/", **asked, **days, answerer=who, step="draw")
    return f"/quality/samples/{SampleCase.objects.filter(person_id=one)[0].id}/"


def test_a_sample_is_drawn_and_answered(drawn: str) -> None:
    """The case that waits asks its question and is then gone; the share is told."""
    auditor = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    auditor.force_login(User.objects.get(username="reviewing_officer"), backend=backend)
    assert "Seen alone?" in page_of(auditor, "/quality/samples/")
    assert "Seen alone?" in page_of(auditor, drawn)
    sent(auditor, drawn, yes="no", words="Never.", step="keep")
    assert auditor.get(drawn).status_code == 404
    assert "0% (0)" in page_of(auditor, "/quality/samples/")
