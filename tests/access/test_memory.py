"""One answer asks the same question once; the next asks anew."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from kinkeeper.access import memory
from kinkeeper.access.middleware import who_asks
from kinkeeper.access.models import Team, TeamMember, User
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


def managing(user: User) -> User:
    """A user who manages a team."""
    team = Team.objects.create(name=user.username, service="cases", started_on=date(2020, 1, 1))
    TeamMember.objects.create(user=user, team=team, kind="manager", started_on=date(2020, 1, 1))
    return user


@pytest.fixture
def remembering() -> Iterator[None]:
    """Inside one answer."""
    with memory.of_one_answer():
        yield


def test_outside_an_answer_nothing_is_remembered(user: MakeUser) -> None:
    """Commands and jobs run for long: each question is asked again."""
    assert asked(managing(user())) == 4


@pytest.mark.usefixtures("remembering")
def test_inside_one_a_question_is_asked_once(user: MakeUser) -> None:
    """Of each user, and of each day."""
    one, other = managing(user()), managing(user())
    assert (asked(one), asked(one), asked(other)) == (2, 0, 1)


@pytest.mark.parametrize(("method", "queries"), [("GET", 2), ("POST", 4)])
def test_a_request_that_writes_remembers_nothing(user: MakeUser, method: str, queries: int) -> None:
    """What it changes, it sees."""
    one, said = managing(user()), []

    def answer(_request: HttpRequest) -> HttpResponse:
        said.append(asked(one))
        return HttpResponse()

    request = RequestFactory().generic(method, "/")
    request.user = one
    request.session = SessionStore()
    who_asks(answer)(request)
    assert said == [queries]


def test_who_manages_nothing_costs_no_look_at_the_teams(user: MakeUser) -> None:
    """Nothing stands under no team."""
    assert asked(user(), times=1) == 1


@pytest.mark.usefixtures("remembering")
def test_questions_of_one_name_are_two_questions() -> None:
    """An answer is kept by what was asked, not by what it is called."""

    def ask(said: str) -> Callable[[], str]:
        return memory.remembered(lambda: said)

    one, other = ask("one"), ask("other")
    assert (one(), other(), one()) == ("one", "other", "one")


@pytest.mark.usefixtures("remembering")
def test_of_many_only_the_new_are_asked_about() -> None:
    """By whoever asks; who nothing is known of is not asked about again either."""
    asked_of: list[tuple[str, set[int]]] = []

    @memory.remembered_of_each
    def even(who: str, numbers: Collection[int]) -> dict[int, str]:
        asked_of.append((who, set(numbers)))
        return {n: f"{n}" for n in numbers if n % 2 == 0}

    said = [even(who, of) for who, of in (("A", [1, 2]), ("A", [2, 1, 4]), ("B", [2]))]
    assert said == [{2: "2"}, {2: "2", 4: "4"}, {2: "2"}]
    assert asked_of == [("A", {1, 2}), ("A", {4}), ("B", {2})]


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


def test_what_is_foreseen_of_many_is_asked_once() -> None:
    """Of several at once, of one more when it comes up; who has nothing is remembered too."""
    calls: list[set[str]] = []

    @memory.of_each
    def letters(words: Collection[str]) -> Iterator[tuple[str, str]]:
        calls.append(set(words))
        return ((word, letter) for word in words for letter in word)

    with memory.of_one_answer():
        letters.foresee(["ab", ""])
        assert (letters("ab"), letters(""), letters("c")) == (("a", "b"), (), ("c",))
    assert calls == [{"ab", ""}, {"c"}]
    assert letters("ab") == ("a", "b")
    assert len(calls) == 3


def test_one_question_remembers_no_longer_than_it_lasts() -> None:
    """Within it a thing is asked for once; after it again, and what asks for lists does not know of it."""
    asked: list[str] = []

    @memory.of_each
    def places(people: Collection[str]) -> Iterator[tuple[str, str]]:
        asked.extend(people)
        yield from ((one, "team") for one in people)

    for _ in range(2):
        with memory.of_one_question():
            assert places("ada") == places("ada") == ("team",)
            assert not memory.lasts()
    assert asked == ["ada", "ada"]
