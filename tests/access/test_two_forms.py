"""`may` and `visible` are one policy: on any world they never differ."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kinkeeper.access import memory
from kinkeeper.access.models import (
    Conflict,
    Restriction,
    RestrictionPermit,
    RoleGrant,
    Team,
    TeamMember,
    User,
)
from kinkeeper.access.permissions import Permission
from kinkeeper.access.roles import ROLES
from kinkeeper.access.rules import WrongThing, may, visible, visible_of
from kinkeeper.access.sections import Section
from kinkeeper.access.who import who_is
from kinkeeper.kernel.moment import now, today
from kinkeeper.people.models import Person, Relationship
from tests.access.worlds import open_glass

USERS, PEOPLE = 2, 2
REACHING = sorted(name for name, role in ROLES.items() if not role.aggregate)
# Those that reach by every way there is are drawn as often as all the others together.
USUAL = ("director", "social_worker", "team_manager", "reviewing_officer")
PERSONAL = sorted(p for p in Permission if p.personal)
ALWAYS = (Permission.SEE_EXISTS, Permission.SEE_RECORD, Permission.SEE_ADOPTION)

user_ = st.integers(0, USERS - 1)
person_ = st.integers(0, PEOPLE - 1)
start = st.sampled_from([-1, -1, 0, 1])
end = st.sampled_from([None, None, -1, 0, 1])
section = st.sampled_from(["", "", "adoption", *Section])
roles = st.sampled_from(USUAL) | st.sampled_from(REACHING)


@dataclass(frozen=True)
class World:
    """What one example holds; days count from today."""

    active: tuple[bool, ...]
    grants: Sequence[tuple[int, str, str, int, int | None]]
    cases: Sequence[tuple[int, int, str, int, int | None]]
    restrictions: Sequence[tuple[int, str, int, int | None, frozenset[int], frozenset[int]]]
    conflicts: Iterable[tuple[int, int]]
    opened: Sequence[tuple[int, int, int]] = ()  # in an emergency, by whom, whose, minutes ago


worlds = st.builds(
    World,
    active=st.tuples(*[st.sampled_from([True, True, True, False])] * USERS),
    grants=st.lists(
        st.tuples(user_, roles, section, start, end),
        max_size=8,
        unique_by=lambda row: row[:3],
    ),
    cases=st.lists(
        st.tuples(user_, person_, st.sampled_from(["member", "duty"]), start, end),
        max_size=8,
        unique_by=lambda row: row[:3],
    ),
    restrictions=st.lists(
        st.tuples(person_, section, start, end, st.frozensets(user_), st.frozensets(user_)),
        max_size=3,
    ),
    conflicts=st.sets(st.tuples(user_, person_), max_size=2),
    opened=st.lists(
        st.tuples(user_, person_, st.sampled_from([0, 59, 61])),
        max_size=2,
        unique_by=lambda row: row[:2],
    ),
)


def day(offset: int) -> date:
    """The day so many days from today."""
    return today() + timedelta(days=offset)


def later(first: int, last: int | None) -> date | None:
    """The day something ends, never before it began, if it ends."""
    return None if last is None else day(max(first, last))


def dates(first: int, last: int | None) -> dict[str, date | None]:
    """A start, and an end that is never before it."""
    return {"started_on": day(first), "ended_on": later(first, last)}


def build(world: World) -> tuple[list[User], list[UUID]]:
    """Make the world in the database."""
    users = [
        User.objects.create(username=f"u{n}", full_name="U", is_active=active)
        for n, active in enumerate(world.active)
    ]
    people = [Person.objects.create().id for _ in range(PEOPLE)]
    for who, role, opened, first, last in world.grants:
        RoleGrant.objects.create(user=users[who], role=role, section=opened, **dates(first, last))
    teams = [Team.objects.create(name=str(p), service="s", started_on=day(-9)) for p in people]
    for who, whom, kind, first, last in world.cases:
        TeamMember.objects.create(
            user=users[who], team=teams[whom], kind=kind, **dates(first, last)
        )
    for who, whom, ago in world.opened:
        open_glass(users[who], people[whom], ago=ago)
    stand_against(world, users, people)
    return users, people


def stand_against(world: World, users: list[User], people: list[UUID]) -> None:
    """Restrictions with permits, some ended, and conflicts."""
    namer = User.objects.create(username="namer", full_name="N")
    for whom, closed, first, lifted, permitted, ended in world.restrictions:
        lifted_on = later(first, lifted)
        restriction = Restriction.objects.create(
            person_id=people[whom],
            reason="court",
            scope="section" if closed else "record",
            section=closed,
            started_on=day(first),
            review_on=day(first + 30),
            set_by=namer,
            lifted_on=lifted_on,
            lifted_by=namer if lifted_on else None,
        )
        for who in permitted:
            RestrictionPermit.objects.create(
                restriction=restriction,
                user=users[who],
                permitted_by=namer,
                ended_at=now() if who in ended else None,
            )
    for who, whom in world.conflicts:
        Conflict.objects.create(
            user=users[who], person_id=people[whom], reason="family", named_by=namer
        )


def agree(user: User, what: Permission, rows: "QuerySet[Model]") -> int:
    """Both forms give the same rows; how many."""
    who = who_is(user.pk)
    one_by_one = {row.pk for row in rows if may(who, what, row)}
    assert one_by_one == {row.pk for row in visible(who, what, rows)}
    return len(one_by_one)


def agree_of_each(user: User, what: Permission, people: Iterable[UUID]) -> None:
    """So does the form for one person, in an answer that remembers and in a command that does not."""
    who, rows = who_is(user.pk), Restriction.objects.all()
    expected = set(visible(who, what, rows))
    for around in (memory.of_one_answer(), nullcontext()):
        with around:
            found = {row for one in people for row in visible_of(who, what, rows, one)}
        assert found == expected


DIRECTOR = [(0, "director", "", -1, None), (0, "director", "adoption", -1, None)]
WORKER = [(0, "social_worker", "", -1, None), (0, "social_worker", "adoption", -1, None)]
NOBODY: frozenset[int] = frozenset()
FIRST = frozenset({0})


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(world=worlds, asked=st.lists(st.sampled_from(PERSONAL), max_size=2, unique=True))
@example(World((True,) * 2, DIRECTOR, [], [], [(0, 0)]), [])
@example(World((True,) * 2, DIRECTOR, [], [(0, "", -1, None, FIRST, FIRST)], []), [])
@example(World((True,) * 2, DIRECTOR, [], [(0, "", -1, 0, NOBODY, NOBODY)], []), [])
@example(World((True,) * 2, DIRECTOR, [], [(0, "", 0, None, NOBODY, NOBODY)], []), [])
@example(World((True,) * 2, DIRECTOR, [], [(0, "adoption", -1, None, NOBODY, NOBODY)], []), [])
@example(World((True,) * 2, WORKER, [(0, 0, "member", -1, 0)], [], []), [])
@example(World((True,) * 2, WORKER, [(0, 0, "member", 0, None)], [], []), [])
@example(World((True,) * 2, WORKER, [(0, 0, "duty", -1, None)], [], []), [])
@example(World((True,) * 2, WORKER, [], [], [], [(0, 0, 59)]), [Permission.EDIT_PERSON])
@example(World((True,) * 2, WORKER, [], [], [], [(0, 0, 61)]), [])
@example(World((True,) * 2, WORKER, [], [], [(0, 0)], [(0, 0, 0)]), [])
def test_one_by_one_equals_all_at_once(db: None, world: World, asked: list[Permission]) -> None:
    """For every user, permission and person, asking of one and filtering all agree."""
    with transaction.atomic():
        users, people = build(world)
        for user, what in product(users, {*ALWAYS, *asked}):
            agree_of_each(user, what, people)
            agree(user, what, Person.objects.all())
            agree(user, what, Restriction.objects.all())
            agree(user, what, RestrictionPermit.objects.select_related("restriction"))
        transaction.set_rollback(True)


def test_the_worlds_hold_both_answers(db: None) -> None:
    """The property is not kept by everybody seeing nothing: a plain world has a yes and a no."""
    world = World(
        (True,) * 2, [(0, "social_worker", "", -1, None)], [(0, 0, "member", -1, None)], [], ()
    )
    users, _ = build(world)
    assert agree(users[0], Permission.SEE_RECORD, Person.objects.all()) == 1
    assert agree(users[1], Permission.SEE_RECORD, Person.objects.all()) == 0


def test_only_what_is_of_one_person_is_asked_so(db: None) -> None:
    """A row about two people is never shown for one of them alone."""
    with pytest.raises(WrongThing):
        visible_of(User(), Permission.SEE_EXISTS, Relationship.objects.all(), UUID(int=1))
