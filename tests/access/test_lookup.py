"""What one may not see is not there."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from kinkeeper.access.lookup import get_or_404
from kinkeeper.access.models import AuditEntry, Conflict, User
from kinkeeper.access.permissions import Permission
from kinkeeper.people.models import Person
from tests.access.conftest import MakeUser, Restrict
from tests.access.worlds import allocate

SEE = Permission.SEE_RECORD


def test_what_may_be_seen_is_found(user: MakeUser, person: UUID) -> None:
    """By its id, whether given as an id or as text from an address."""
    one = user("social_worker")
    allocate(one, person)
    for given in (person, str(person)):
        assert get_or_404(one, SEE, Person.objects.all(), given).id == person


def test_hidden_unknown_and_nonsense_answer_alike(
    user: MakeUser, person: UUID, stranger: UUID
) -> None:
    """The answer does not tell whether there is somebody there."""
    one, said = user("social_worker"), set()
    for given in (person, stranger, "not-an-id", ""):
        with pytest.raises(Http404) as answer:
            get_or_404(one, SEE, Person.objects.all(), given)
        said.add(str(answer.value))
    assert len(said) == 1


def test_hidden_and_unknown_cost_the_same_questions(
    user: MakeUser,
    person: UUID,
    stranger: UUID,
    restrict: Restrict,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Nor does the time it takes: the database is asked as often."""
    one = user("director")
    restrict(person)
    for given in (person, stranger):
        with django_assert_num_queries(4), pytest.raises(Http404):
            get_or_404(one, SEE, Person.objects.all(), given)


def test_an_attempt_past_a_conflict_is_an_alert(
    user: MakeUser, person: UUID, conflict: Callable[[User, UUID], Conflict]
) -> None:
    """Looking for the record one must never see is told to those who oversee."""
    director = user("director")
    conflict(director, person)
    with pytest.raises(Http404):
        get_or_404(director, SEE, Person.objects.all(), person)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.person_id) == ("refused_conflict", person)
