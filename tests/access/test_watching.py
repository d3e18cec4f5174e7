"""Each night the day's looks are gone through, and what somebody should ask about is kept."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction

from kinkeeper.access import audit, looks, watching
from kinkeeper.access.actions import answer_looks
from kinkeeper.access.models import AuditEntry, LooksAnswer, UnusualLooks, User
from kinkeeper.access.services import operator
from kinkeeper.access.unusual import BURST, RULES
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import LONDON
from tests.access.conftest import MakeUser
from tests.access.worlds import allocate, open_glass

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """It is two in the afternoon of the day; nobody here shares a surname with anybody."""
    with time_machine.travel(datetime(2026, 3, 10, 14, tzinfo=LONDON)) as hands:
        yield hands


def look(user: User, person_id: UUID, page: str = "story") -> None:
    """One look at a page."""
    audit.read(by=user, person_id=person_id, page=page)


def found() -> dict[str, tuple[UUID, ...]]:
    """What the night finds in the day, by rule."""
    watching.watch(on=DAY, by=operator())
    return {one.rule: tuple(one.people) for one in UnusualLooks.objects.filter(on=DAY)}


def test_looks_at_ones_own_children_are_nothing(user: MakeUser, person: UUID) -> None:
    """Work is not unusual, however often."""
    one = user("social_worker")
    allocate(one, person)
    for _ in range(BURST + 5):
        look(one, person)
    assert found() == {}


def test_somebody_who_is_not_theirs_is_found(user: MakeUser, person: UUID) -> None:
    """Nothing tied whoever looked to the child that day."""
    look(user("social_worker"), person)
    assert found() == {"not_theirs": (person,)}


def test_looks_in_an_emergency_opening_are_told_of_already(
    user: MakeUser, person: UUID, clock: Any
) -> None:
    """An hour and more later the same look is asked about."""
    one = user("social_worker")
    open_glass(one, person)
    look(one, person)
    assert found() == {}
    clock.shift(timedelta(minutes=61))
    look(one, person)
    assert found() == {"not_theirs": (person,)}


def test_a_director_reads_the_whole_authority(user: MakeUser, person: UUID) -> None:
    """That is the role; it would be found every night."""
    look(user("director"), person)
    assert found() == {}


def test_looking_after_leaving_is_found_apart(user: MakeUser, person: UUID) -> None:
    """A child who was theirs a month ago and is no longer."""
    one = user("social_worker")
    allocate(one, person, ended_on=DAY - timedelta(days=30))
    look(one, person)
    assert found() == {"after_leaving": (person,)}


def test_a_surname_in_common_is_found_whoever_it_is(
    user: MakeUser, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the child is theirs, somebody should know."""
    one = user("social_worker")
    allocate(one, person)
    look(one, person)
    having = {"Okoro": {person}}
    monkeypatch.setattr(watching._Names, "having", staticmethod(lambda name, _: having[name]))
    assert found() == {"same_surname": (person,)}


@pytest.mark.parametrize(("minutes", "is_found"), [(1, True), (3, False)])
def test_many_in_an_hour_are_found(
    user: MakeUser, clock: Any, minutes: int, *, is_found: bool
) -> None:
    """As many in two hours are a busy day."""
    one = user("director")
    for _ in range(BURST):
        look(one, uuid4())
        clock.shift(timedelta(minutes=minutes))
    assert ("burst" in found()) is is_found


def test_a_day_is_gone_through_once(user: MakeUser, person: UUID) -> None:
    """A night that is repeated finds nothing again, and each is in the audit."""
    look(user("social_worker"), person)
    assert watching.watch(on=DAY, by=operator()) == 1
    assert watching.watch(on=DAY, by=operator()) == 0
    assert AuditEntry.objects.filter(verb="watched_looks").count() == 2


def test_the_day_is_londons(user: MakeUser, person: UUID, clock: Any) -> None:
    """What was seen after midnight belongs to the next day."""
    clock.move_to(datetime(2026, 3, 11, 0, 1, tzinfo=LONDON))
    look(user("social_worker"), person)
    assert found() == {}


def test_every_rule_that_is_not_run_says_why() -> None:
    """What is not looked for is never taken for nothing found."""
    assert RULES["same_address"].not_run
    assert len(RULES) == 5


@pytest.fixture
def kept(user: MakeUser, person: UUID) -> looks.Unusual:
    """Something to ask about."""
    look(user("social_worker"), person)
    watching.watch(on=DAY, by=operator())
    (one,) = looks.unusual(user("information_governance_officer"), answered=False).rows
    return one


def test_an_answer_is_kept_with_its_author(user: MakeUser, kept: looks.Unusual) -> None:
    """Then it is no longer waiting; the looks themselves can be read with it."""
    officer = user("information_governance_officer")
    answer_looks(looks=kept.id, outcome="explained", why="Covering for a colleague.", by=officer)
    assert looks.unusual(officer, answered=False).total == 0
    (one,) = looks.unusual(officer, answered=True).rows
    assert [answer.by for answer in one.answers] == ["Sam Okoro"]
    assert [seen.page for seen in looks.looks_of(officer, one)] == ["story"]


def test_nobody_answers_for_themselves(user: MakeUser, kept: looks.Unusual) -> None:
    """Not by the verb, nor by the table."""
    officer = user("information_governance_officer")
    own = UnusualLooks.objects.create(on=DAY, user=officer, rule="burst", people=[], looks=1)
    with pytest.raises(Refused):
        answer_looks(looks=own.id, outcome="explained", why="It was work.", by=officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        LooksAnswer.objects.create(
            asked_about=own, looked=officer, outcome="explained", why="-", answered_by=officer
        )


@pytest.mark.parametrize(("outcome", "why"), [("", "Said"), ("explained", "  ")])
def test_an_answer_says_what_and_why(
    user: MakeUser, kept: looks.Unusual, outcome: str, why: str
) -> None:
    """Half an answer is none."""
    officer = user("information_governance_officer")
    with pytest.raises(BadInput):
        answer_looks(looks=kept.id, outcome=outcome, why=why, by=officer)
    assert not LooksAnswer.objects.exists()


def test_only_those_who_see_the_audit_see_it(user: MakeUser, kept: looks.Unusual) -> None:
    """Not the manager, nor whoever looked."""
    with pytest.raises(NotAllowed):
        looks.unusual(user("team_manager"), answered=False)
    with pytest.raises(NotAllowed):
        looks.one_unusual(user("director"), kept.id)


@pytest.mark.parametrize("table", ["access_unusuallooks", "access_looksanswer"])
def test_what_was_found_stays(kept: looks.Unusual, user: MakeUser, table: str) -> None:
    """Neither a finding nor an answer is taken out."""
    officer = user("information_governance_officer")
    answer_looks(looks=kept.id, outcome="explained", why="Work.", by=officer)
    model = UnusualLooks if table == "access_unusuallooks" else LooksAnswer
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")
