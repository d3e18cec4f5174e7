"""Lists that change in place: the part to whoever asks for it, the page to everybody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.access.models import AuditEntry
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db
IN_PART = {"HX-Request": "true"}


@pytest.fixture
def searched(census: None, signed_in: SignIn) -> tuple[Client, str]:
    """A browser with a search kept under a token, and the address of what it found."""
    client = signed_in("director")
    return client, client.post("/children/", {"text": "petrov"})["Location"]


def _is_whole(answer: Any) -> bool:
    return "<html" in answer.content.decode() and "Kinkeeper-Part" not in answer


def test_a_worklist_answers_with_its_part(census: None, signed_in: SignIn) -> None:
    """The same rows, without the header of the page, and marked so that the script takes it."""
    client = signed_in("performance_analyst")
    part, page = (client.get("/?sort=-due", headers=h) for h in (IN_PART, {}))
    assert part["Kinkeeper-Part"] == "worklist"
    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in page.content.decode()
    assert _is_whole(page)


def test_results_answer_with_their_part(searched: tuple[Client, str]) -> None:
    """A page turned is a list turned; what was typed is in neither address nor part."""
    client, address = searched
    part = client.get(address, headers=IN_PART)
    assert part["Kinkeeper-Part"] == "results"
    assert "petrov" not in address.lower()
    assert _is_whole(client.get(address))


def test_a_story_answers_with_its_part(child: ChildId, signed_in: SignIn) -> None:
    """Without banner or duties; and the look at it is in the audit like any other."""
    client, address = signed_in("director"), reverse("child", args=[child("C000000003")])
    part = client.get(address, {"show": "turns"}, headers=IN_PART)
    assert part["Kinkeeper-Part"] == "story"
    assert "Next actions" not in part.content.decode()
    assert AuditEntry.objects.filter(verb="read", person_id=child("C000000003")).count() == 1


def test_a_cache_keeps_the_two_apart(census: None, signed_in: SignIn) -> None:
    """One address has two answers: both say by which header they differ."""
    client = signed_in("performance_analyst")
    for headers in (IN_PART, {}):
        assert "HX-Request" in client.get("/", headers=headers)["Vary"]


def test_going_back_brings_the_whole_page(census: None, signed_in: SignIn) -> None:
    """A page restored from the history is a page."""
    headers = {**IN_PART, "HX-History-Restore-Request": "true"}
    assert _is_whole(signed_in("performance_analyst").get("/", headers=headers))


def test_a_page_without_a_part_is_always_whole(child: ChildId, signed_in: SignIn) -> None:
    """The script opens it as the page it is."""
    address = reverse("child-care", args=[child("C000000003")])
    assert _is_whole(signed_in("director").get(address, headers=IN_PART))


def test_a_part_says_what_is_read_out(census: None, signed_in: SignIn) -> None:
    """How many, which of them, and in what order."""
    part = signed_in("performance_analyst").get("/?sort=-due", headers=IN_PART)
    assert "Sorted by Due, descending." in part.content.decode()
    assert "duties. Showing 1 to " in part.content.decode()


def test_rows_lead_to_pages(census: None, signed_in: SignIn) -> None:
    """A link inside a row is never swapped into the list."""
    part = signed_in("performance_analyst").get("/", headers=IN_PART).content.decode()
    rows = part.split("<tbody")[1].split(">")[0]
    assert 'data-hx-boost:inherited="false"' in rows
