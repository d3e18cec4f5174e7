"""T01: every address, for every role, by every relationship, answers as the policy says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter, UUIDConverter
from pytest_django import Settings

from kinkeeper.access import memory
from kinkeeper.access.depth import Depth
from kinkeeper.access.models import Conflict, Restriction, RestrictionPermit
from kinkeeper.access.permissions import READS, Permission
from kinkeeper.access.relationships import Relationship, only
from kinkeeper.access.relationships import registered as all_registered
from kinkeeper.access.roles import ROLES
from kinkeeper.access.who import Held, Who
from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from kinkeeper.web import scope
from kinkeeper.web.scope import Subject
from tests.access.conftest import MakeUser
from tests.security.policy import POLICY, THING, About, Needs, Other, rules_of

# Kinds that reach as deep, for reading alone or for all, are one to the policy. What each reaches is
# tried where it is declared; they are listed before any test leaves only its own.
SHAPES = {(one.depth, one.only_reads): one for one in all_registered()}
SEES = {
    Depth.EXISTS: Permission.SEE_EXISTS,
    Depth.BANNER: Permission.SEE_BANNER,
    Depth.RECORD: Permission.SEE_RECORD,
}
RULES = [rule for name in POLICY for rule in rules_of(name)]
ASKED = sorted({(rule.least, rule.needs or "") for rule in RULES if isinstance(rule, About)})
# Where something stands against, what is asked is no matter: two questions are enough.
PLAINLY = [(Depth.EXISTS, ""), (Depth.RECORD, "")]
Asked = Sequence[tuple[Depth, str]]
AGAINST = ("nothing", "conflict", "restricted", "permitted", "section")
ARGUMENTS = {
    UUIDConverter: "00000000-0000-7000-8000-000000000000",
    SlugConverter: "x",
    StringConverter: "x",
    IntConverter: 1,
}


@pytest.fixture(autouse=True)
def whole_service(quick_and_small: None, settings: Settings) -> None:
    """Not the few pages of the other tests here."""
    settings.ROOT_URLCONF = "kinkeeper.config.urls"


def addresses() -> list[tuple[str, URLPattern]]:
    """The service's own list, by name; some names have several addresses."""
    from kinkeeper.config import urls

    def walk(patterns: list[Any]) -> Iterator[URLPattern]:
        for one in patterns:
            yield from walk(one.url_patterns) if isinstance(one, URLResolver) else (one,)

    found = walk(get_resolver(urls.__name__).url_patterns)
    return [(one.name or "health", one) for one in found]


def test_every_address_is_in_the_policy_and_asks_what_it_says() -> None:
    """Neither an address without a policy, nor a policy without its address, nor another question."""
    found: dict[str, set[Needs | About | Other | None]] = {}
    for name, one in addresses():
        found.setdefault(name, set()).add(declared(name, one))
    assert found == {name: set(rules_of(name)) for name in POLICY}


def declared(name: str, one: URLPattern) -> Needs | About | Other | None:
    """What the page itself asks; of a page that decides within, what the policy says of it."""
    asks, needs = (getattr(one.callback, word, None) for word in ("asks", "needs"))
    within = [rule for rule in rules_of(name) if isinstance(rule, Other)]
    return About(*asks) if asks else Needs(*needs) if needs else next(iter(within), None)


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_a_page_of_a_role_is_that_of_the_roles_the_policy_names(role: str) -> None:
    """403 to everybody else, before anything is looked up."""
    who = asker(uuid7(), role)
    for needs in {rule.any_of for rule in RULES if isinstance(rule, Needs)}:
        page = scope.needing(*needs)(lambda request: HttpResponse())
        request = type("Request", (), {"who": who})()
        permitted = bool(role) and bool(ROLES[role].permits & set(needs))
        assert opens(lambda page=page, request=request: page(request)) is permitted


@pytest.fixture
def people(user: MakeUser) -> dict[str, UUID]:
    """One person for each thing that may stand against."""
    one, namer = user(), user()
    made = {against: Person.objects.create().id for against in AGAINST}
    Conflict.objects.create(user=one, person_id=made["conflict"], reason="family", named_by=namer)
    facts = {"reason": "court", "review_on": today() + timedelta(days=9), "set_by": namer}
    for against, section in (("restricted", ""), ("permitted", ""), ("section", "strategy")):
        scope_ = {"scope": "section" if section else "record", "section": section}
        row = Restriction.objects.create(person_id=made[against], **scope_, **facts)
        if against == "permitted":
            RestrictionPermit.objects.create(restriction=row, user=one, permitted_by=namer)
    return {**made, "who": one.id}


@pytest.mark.parametrize(
    "kind", [None, *SHAPES.values()], ids=lambda one: one.kind if one else "nobody's"
)
def test_a_page_of_a_person_opens_as_the_policy_says(
    kind: Relationship | None, people: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every role, every relationship there is or none, whatever stands against."""
    monkeypatch.setattr("kinkeeper.web.scope.audit.refused", lambda **_: None)
    with related(kind):
        for role in ROLES:
            who = asker(people["who"], role)
            for against in AGAINST:
                asked = ASKED if against == "nothing" else PLAINLY
                got = answers(who, people[against], asked)
                wanted = {one: expected(role, kind, against, *one) for one in asked}
                assert got == wanted, (role, against)


def asker(user_id: UUID, role: str) -> Who:
    """Somebody who holds a role with every section it may hold."""
    held = (Held(ROLES[role], ROLES[role].may_hold),) if role else ()
    return Who(user_id, "u", "U", False, today(), held)


@contextmanager
def related(kind: Relationship | None) -> Iterator[None]:
    """Everybody is related to everybody in this way, and in no other."""
    with only(*([replace(kind, people=_everybody, reaches=_anybody)] if kind else [])):
        yield


def _everybody(_user: UUID, _on: date) -> "QuerySet[Any, Any]":
    return Person.objects.values_list("id")


def _anybody(_user: UUID, _person: UUID, _on: date) -> bool:
    return True


def answers(who: Who, person_id: UUID, asked: Asked) -> dict[tuple[Depth, str], int]:
    """What each page of a person answers; who the person is to the asker is found once."""
    with memory.of_one_answer():
        try:
            subject = scope.subject_of(who, person_id)
        except Http404:
            return dict.fromkeys(asked, 404)
        with patch("kinkeeper.web.scope.subject_of", lambda *_: subject):
            return {one: answered(who, person_id, *one) for one in asked}


def answered(who: Who, person_id: UUID, least: Depth, needs: Permission | str) -> int:
    """What a page of a person answers."""
    try:
        let = scope.let_in(who, person_id, least, Permission(needs) if needs else None)
    except Http404:
        return 404
    return 200 if isinstance(let, Subject) else let.status_code


def expected(
    role: str, kind: Relationship | None, against: str, least: Depth, needs: Permission | str
) -> int:
    """The policy in other words: 404 where one may know of nothing, else on to what one may see."""
    if against in ("conflict", "restricted"):
        return 404
    if not allowed(role, kind, Permission.SEE_EXISTS):
        return 404
    if not any(allowed(role, kind, SEES[depth]) for depth in Depth if depth >= max(least, 1)):
        return 302
    return 200 if not needs or allowed(role, kind, Permission(needs)) else 404


def allowed(role: str, kind: Relationship | None, what: Permission) -> bool:
    """The role has the verb, and reaches everybody so deep, or those it is related to."""
    holds, deep = ROLES[role], max(what.depth, Depth.EXISTS)
    if what not in holds.permits:
        return False
    related = kind is not None and kind.depth >= deep and (what in READS or not kind.only_reads)
    return holds.everyone >= deep or (related and holds.related >= deep)


def opens(page: Any) -> bool:
    """Whether a page of a role lets somebody in."""
    try:
        page()
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize("role", ["director", "partner"])
def test_a_thing_that_is_not_there_is_not_there_for_anybody(user: MakeUser, role: str) -> None:
    """Neither shown nor a fault of ours: what decides within itself refuses."""
    client = Client()
    client.force_login(user(role), "django.contrib.auth.backends.ModelBackend")
    for name, one in addresses():
        if THING in rules_of(name):
            given = {word: ARGUMENTS[type(c)] for word, c in one.pattern.converters.items()}
            assert client.get(reverse(name, kwargs=given)).status_code in (403, 404), name
