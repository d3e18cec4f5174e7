"""One answer asks the same question once; the next asks anew."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from kinkeeper.access import memory
from kinkeeper.access.middleware import who_asks
from kinkeeper.access.models import User
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.teams import managed
from kinkeeper.access.who import who_is
from kinkeeper.kernel.moment import today
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate

pytestmark = pytest.mark.django_db


def asked(user: User, times: int = 2) -> int:
    """How many queries it takes to say which teams somebody manages, several times over."""
    with CaptureQueriesContext(connection) as queries:
        for _ in range(times):
            managed(user.id, today())
    return len(queries)


@pytest.fixture
def remembering() -> Iterator[None]:
    """Inside one answer."""
    with memory.of_one_answer():
        yield


def test_outside_an_answer_nothing_is_remembered(user: MakeUser) -> None:
    """Commands and jobs run for long: each question is asked again."""
    assert asked(user()) == 4


@pytest.mark.usefixtures("remembering")
def test_inside_one_a_question_is_asked_once(user: MakeUser) -> None:
    """Of each user, and of each day."""
    one, other = user(), user()
    assert (asked(one), asked(one), asked(other)) == (2, 0, 1)


@pytest.mark.parametrize(("method", "queries"), [("GET", 2), ("POST", 4)])
def test_a_request_that_writes_remembers_nothing(user: MakeUser, method: str, queries: int) -> None:
    """What it changes, it sees."""
    one, said = user(), []

    def answer(_request: HttpRequest) -> HttpResponse:
        said.append(asked(one))
        return HttpResponse()

    request = RequestFactory().generic(method, "/")
    request.user = one
    who_asks(answer)(request)
    assert said == [queries]


def test_a_right_that_ended_is_gone_at_the_next_answer(user: MakeUser, person: UUID) -> None:
    """Nothing is carried from one answer to another."""
    one = user("social_worker")
    place = allocate(one, person)
    with memory.of_one_answer():
        assert may(who_is(one.id), Permission.SEE_RECORD, person)
        place.ended_on = today() - timedelta(days=1)
        place.save()
    with memory.of_one_answer():
        assert not may(who_is(one.id), Permission.SEE_RECORD, person)
