"""Waiving a duty from its own page: asked, checked, done; and only by those whom law names."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from kinkeeper.care.models import CarePeriod
from kinkeeper.chronology.save import save
from kinkeeper.duties.models import Duty, Waiver
from kinkeeper.kernel.ids import uuid7
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Allocation
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
CAME = date(2026, 4, 7)
ANSWERS = {"on-day": "20", "on-month": "4", "on-year": "2026", "why": "Waiting for <b>health</b>."}
UNTIL = {"until-day": "15", "until-month": "5", "until-year": "2026"}


@pytest.fixture
def child(db: None) -> Person:
    """A child who came into care a fortnight before today."""
    by = SimpleNamespace(id=uuid7())
    person = Person(kind="child", born_on=date(2015, 5, 1))
    save(person, by=by)
    save(CarePeriod(person=person, started_on=CAME, start_known=True), by=by)
    return person


@pytest.fixture
def page(child: Person) -> str:
    """The address of the child's first review."""
    return f"/duties/{Duty.objects.get(clock='review_first').id}/"


@pytest.fixture
def officer(child: Person, signed_in: SignIn) -> Client:
    """The browser of the child's reviewing officer."""
    client = signed_in("reviewing_officer", works_with=child.id)
    Allocation.objects.update(role="iro")
    return client


def sent(client: Client, page: str, step: str, **changed: Any) -> Any:
    return client.post(f"{page}waive/", {**ANSWERS, **UNTIL, "step": step, **changed})


def test_the_form_is_on_the_page_of_a_duty_for_those_whom_law_names(
    officer: Client, page: str
) -> None:
    """When, by whom and by what law; how far it may be put off; how sure that is."""
    told = officer.get(page).content.decode()
    for said in ("Put this duty off", "a reviewing officer or conference chair", "reg 36"):
        assert said in told
    assert "No later than Thursday 4 June 2026" in told
    assert "For example, 20 4 2026" in told  # the day it is
    assert "unverified" in told


def test_another_role_is_told_who_can(child: Person, signed_in: SignIn, page: str) -> None:
    """No form, and the words name whom to ask; the form's own address is refused."""
    client = signed_in("social_worker", works_with=child.id)
    told = client.get(page).content.decode()
    assert "only by a reviewing officer or conference chair" in told
    assert "When was it decided?" not in told
    refused = sent(client, page, "waive")
    assert (refused.status_code, Waiver.objects.count()) == (403, 0)


def test_answers_are_checked_before_anything_is_done(officer: Client, page: str) -> None:
    """The first press shows what was answered; nothing is kept yet."""
    told = sent(officer, page, "check")
    assert (told.status_code, Waiver.objects.count()) == (200, 0)
    shown = told.content.decode()
    for said in ("Check your answers", "Monday 20 April 2026", "Friday 15 May 2026"):
        assert said in shown
    assert "Waiting for &lt;b&gt;health&lt;/b&gt;." in shown
    assert 'name="until-day" value="15"' in shown


def test_an_answer_can_be_changed(officer: Client, page: str) -> None:
    """Back at the form with everything still in it."""
    shown = sent(officer, page, "change").content.decode()
    assert re.search(r'name="on-day"[^>]*value="20"', shown)
    assert Waiver.objects.count() == 0


def test_confirmed_it_is_done_and_shown(officer: Client, page: str) -> None:
    """Back on the page of the duty: to which day, by whom, when and why; the form is gone."""
    done = sent(officer, page, "waive")
    assert (done.status_code, done["Location"]) == (302, page)
    told = officer.get(page).content.decode()
    for said in ("Put off to Friday 15 May 2026", "by Reviewing Officer", "Why it was waived"):
        assert said in told
    assert "Waiting for &lt;b&gt;health&lt;/b&gt;." in told
    assert "When was it decided?" not in told


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"on-month": "13"}, "Enter the day it was decided"),
        ({"until-year": ""}, "Enter the day it is put off to"),
        ({"until-year": "2027"}, "no later than 4 June 2026"),
        ({"on-day": "21"}, "between the day the duty began and today"),
        ({"why": " "}, "Say why"),
    ],
)
def test_what_is_wrong_is_said_beside_it(
    officer: Client, page: str, changed: dict[str, str], says: str
) -> None:
    """At the top and at the field, with what was typed still there, whichever button is pressed."""
    for step in ("check", "waive"):
        answer = sent(officer, page, step, **changed)
        assert answer.status_code == 422
        assert answer.content.decode().count(says) == 2
    assert Waiver.objects.count() == 0


def test_a_reader_of_codes_is_not_shown_the_words(
    officer: Client, signed_in: SignIn, page: str
) -> None:
    """An analyst sees that it was put off, and not what somebody wrote of a child."""
    sent(officer, page, "waive")
    told = signed_in("performance_analyst").get(page).content.decode()
    assert "Put off to Friday 15 May 2026" in told
    assert "Not open to you" in told
    assert "health" not in told


def test_a_duty_of_a_hidden_child_is_not_there(signed_in: SignIn, page: str) -> None:
    """The same answer as a duty that does not exist."""
    client = signed_in("social_worker")
    nowhere = "/duties/00000000-0000-7000-8000-000000000000/waive/"
    assert [client.get(a).status_code for a in (f"{page}waive/", nowhere)] == [404, 404]


def test_a_second_press_does_nothing_twice(officer: Client, page: str) -> None:
    """What is waived already is refused in words, and kept once."""
    sent(officer, page, "waive")
    again = sent(officer, page, "waive")
    assert (again.status_code, Waiver.objects.count()) == (403, 1)
    assert "waived already" in again.content.decode()
