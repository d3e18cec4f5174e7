"""Search: found, nobody, failed; and nothing of it in an address."""

import pytest
from django.db import OperationalError

from kinkeeper.access.models import AuditEntry
from kinkeeper.people import search as people_search
from kinkeeper.people.models import PersonName
from tests.web.conftest import ChildId, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(child: ChildId) -> PersonName:
    """A child of the census called Wren Tallis."""
    from kinkeeper.people.keys import refresh_keys

    subject = child("C000000003")
    name = PersonName.objects.filter(person_id=subject).first()
    name = name or PersonName(person_id=subject, kind="legal")
    name.forename, name.surname = "Wren", "Tallis"
    name.save()
    refresh_keys([subject])
    return name


def test_what_was_typed_is_not_in_the_address(named: PersonName, signed_in: SignIn) -> None:
    """A search is sent, then shown under an address that says nothing of it."""
    answer = signed_in("social_worker").post("/children/", {"text": "talis wren"})
    assert answer.status_code == 302
    assert "talis" not in answer["Location"].lower()


def test_a_slip_in_spelling_still_finds(named: PersonName, signed_in: SignIn) -> None:
    """The name, the reference and why this may be who was meant."""
    client = signed_in("social_worker")
    said = client.post("/children/", {"text": "talis wren"}, follow=True).content.decode()
    assert "1 result for" in said
    assert "Tallis, Wren" in said


def test_nobody_is_said_with_what_to_do(census: None, signed_in: SignIn) -> None:
    """0 results, and how to look wider."""
    client = signed_in("social_worker")
    said = client.post("/children/", {"text": "qqxzv"}, follow=True).content.decode()
    assert "0 results for" in said
    assert "family name alone" in said


def test_who_cannot_search_by_name_is_told_so(named: PersonName, signed_in: SignIn) -> None:
    """Not 0 results, and not that other spellings were tried: what to use instead."""
    client = signed_in("performance_analyst")
    said = client.post("/children/", {"text": "tallis"}, follow=True).content.decode()
    assert "Your role cannot search by name" in said
    for untrue in ("0 results", "Other spellings", "a name: tallis", "Search failed"):
        assert untrue not in said


def test_a_search_that_failed_never_says_nobody(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault has its own page and status, and offers to try again."""

    def broken(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(people_search, "_found", broken)
    answer = signed_in("social_worker").post("/children/", {"text": "wren"}, follow=True)
    assert answer.status_code == 503
    assert "Search failed" in answer.content.decode()
    assert "0 results" not in answer.content.decode()


def test_a_search_is_noted_without_its_words(named: PersonName, signed_in: SignIn) -> None:
    """Who searched and whom it showed; the words only as a keyed hash."""
    signed_in("social_worker").post("/children/", {"text": "tallis"}, follow=True)
    noted = AuditEntry.objects.get(verb="searched")
    assert str(named.person_id) in noted.details["shown"]
    assert "tallis" not in str(noted.details).lower()


def test_an_empty_search_says_what_to_enter(signed_in: SignIn) -> None:
    """An error at the field and in the title, not a list of everybody."""
    said = signed_in("social_worker").post("/children/", {"text": " "}).content.decode()
    assert "<title>Error: Find a child" in said


def test_another_sessions_search_is_not_found(named: PersonName, signed_in: SignIn) -> None:
    """A results address is worth nothing in another browser."""
    where = signed_in("social_worker").post("/children/", {"text": "tallis"})["Location"]
    assert signed_in("team_manager").get(where).status_code == 404


def test_who_may_not_search_is_not_offered_it(signed_in: SignIn) -> None:
    """No box in the header, and the address is refused."""
    client = signed_in("finance_partner")
    assert client.get("/children/").status_code == 403
    assert 'role="search"' not in client.get("/").content.decode()
