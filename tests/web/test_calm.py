"""No page is calmer than the records allow: what is not counted, or not shown, is said."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.duties.models import Duty
from kinkeeper.duties.queries import SECTIONED
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
LEFT_OUT = "are not shown to you here, for any child"
CALM = "Nothing that can be counted here is due"


def test_a_child_without_dates_is_not_said_to_be_owed_nothing(
    child: ChildId, signed_in: SignIn
) -> None:
    """Only what can be counted here is spoken of; what is not recorded is a link away."""
    subject = child("C000000003")
    Duty.objects.filter(person_id=subject).delete()
    client = signed_in("social_worker", works_with=subject)
    for page in ("child", "child-work"):
        said = client.get(reverse(page, args=[subject])).content.decode()
        assert said.count(CALM) == 2, page
        assert "cannot be counted from these records yet" in said, page
        assert reverse("waiting") in said, page


def test_the_uncounted_duties_of_a_child_are_one_press_away(
    child: ChildId, signed_in: SignIn
) -> None:
    """Their number stands under the next actions and leads to their list."""
    subject = child("C000000003")
    _only_duty(subject, due_on=None, not_run="a date is not recorded")
    client, work = signed_in("director"), reverse("child-work", args=[subject])
    said = client.get(reverse("child", args=[subject])).content.decode()
    assert f'<a href="{work}#cannot-be-counted">1 duty of this child cannot be counted</a>' in said
    assert 'id="cannot-be-counted"' in client.get(work).content.decode()


@pytest.mark.parametrize("names", [names for names, _ in SECTIONED])
def test_that_duties_of_closed_sections_are_left_out_is_always_said(
    names: list[str], child: ChildId, signed_in: SignIn
) -> None:
    """On the list, the story and the work; the pages read the same with such a duty and without."""
    subject = child("C000000003")
    client = signed_in("social_worker", works_with=subject)
    pages = [reverse("home"), *(reverse(p, args=[subject]) for p in ("child", "child-work"))]
    _only_duty(subject, clock=names[0])
    there = [_main(client, page) for page in pages]
    Duty.objects.filter(person_id=subject).delete()
    assert [_main(client, page) for page in pages] == there
    assert [page.count(LEFT_OUT) for page in there] == [1, 1, 1]


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("social_worker", "No child is allocated to you"),
        ("team_manager", "No child is with your teams"),
        ("director", CALM),
    ],
)
def test_an_empty_list_says_why(role: str, said: str, signed_in: SignIn) -> None:
    """Nobody is allocated, or nothing can be counted: never that there is nothing to do."""
    page = signed_in(role).get("/").content.decode()
    assert said in page
    assert "Nothing to do" not in page


def test_who_may_only_know_of_a_child_is_told_whom_to_ask(
    child: ChildId, signed_in: SignIn
) -> None:
    """The worker and the team; where there is none, the front door."""
    with_her, with_nobody = child("C000000003"), child("C000000004")
    signed_in("social_worker", works_with=with_her)
    client = signed_in("reviewing_officer")
    known = [client.get(reverse("known", args=[one])) for one in (with_her, with_nobody)]
    said = [page.content.decode() for page in known]
    assert "ask Social Worker of Assessment team 2, or the front door" in said[0]
    assert "ask the front door, and say why" in said[1]


def _main(client: Client, page: str) -> str:
    """What a page says, without its frame."""
    return client.get(page).content.decode().split("<main")[1].split("</main>")[0]


def _only_duty(subject: UUID, **facts: object) -> None:
    """Leave a child one open duty, with these facts."""
    of_child = Duty.objects.filter(person_id=subject)
    one = of_child.exclude(due_on=None)[0]
    of_child.exclude(id=one.id).delete()
    still_open = dict.fromkeys(("met_on", "ended_on", "superseded_on", "not_run"))
    of_child.update(**still_open | facts)
