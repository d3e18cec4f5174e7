"""A linked child who is not the reader's to see: whom to ask, and no word more."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.contexts import actions, queries
from kinkeeper.contexts.models import Context
from kinkeeper.kernel.moment import today
from kinkeeper.people.models import Person
from kinkeeper.workforce.models import Worker
from tests.contexts.conftest import WHY, Make

SINCE = date(2025, 2, 3)


@pytest.fixture
def linked(context: Context, manager: User, known: Make, make: Make) -> dict[str, Person]:
    """One child the manager is with, and one of somebody else's, both linked by who may."""
    other = make(Worker, full_name="Sam Roe")
    mine = known("Larkin", worker=Worker.objects.get(user=manager))
    theirs = known("Quillan", worker=other)
    director = make(apps.get_model("access.User"), username="theirs", full_name="Their Manager")
    for child in (mine, theirs):
        make(
            apps.get_model("contexts.ContextLink"),
            context=context, person=child, since=SINCE, why=WHY, recorded_by=director.id,
        )  # fmt: skip
    return {"mine": mine, "theirs": theirs}


def read(user: User, context: Context) -> str:
    """The page of the context as somebody reads it."""
    client = Client()
    client.force_login(user)
    return client.get(f"/contexts/{context.id}/").content.decode()


def test_of_a_child_one_may_not_see_only_whom_to_ask_is_told(
    linked: dict[str, Person], context: Context, manager: User
) -> None:
    """No name, no reference, no day and no reason: one sentence."""
    page = read(manager, context)
    assert "Larkin" in page
    assert page.count(WHY) == 1
    assert "A linked child exists. Ask Sam Roe, or the front door." in page
    for told in ("Quillan", str(linked["theirs"].id)):
        assert told not in page


@pytest.mark.parametrize("against", ["conflict", "restricted"])
def test_of_a_child_one_may_not_know_nothing_is_told_or_counted(
    linked: dict[str, Person], context: Context, manager: User, make: Make, against: str
) -> None:
    """Neither of one's own child nor of another's: the list reads as if they were not there."""
    bar(against, manager, linked.values(), make)
    found = queries.one_context(who=manager, context_id=context.id)
    assert found
    assert (found.links, found.hidden) == ((), ())
    page = read(manager, context)
    assert "A linked child exists" not in page
    assert "Larkin" not in page
    assert queries.linked_to(who=manager, person_id=linked["mine"].id) == ()


def test_the_childs_page_names_the_context_to_who_may_see_both(
    linked: dict[str, Person], context: Context, manager: User, granted: Make
) -> None:
    """A social worker of the child is told of no context; nor anybody once the link has ended."""
    mine = linked["mine"].id
    assert queries.linked_to(who=manager, person_id=mine) == ((context.id, "The yard"),)
    assert queries.linked_to(who=granted("social_worker"), person_id=mine) == ()
    link = queries.link_for(
        who=manager, link_id=apps.get_model("contexts.ContextLink").objects.get(person=mine).id
    )
    assert link
    actions.unlink_child(link=link, until=date(2025, 3, 3), why=WHY, by=manager)
    assert queries.linked_to(who=manager, person_id=mine) == ()


def bar(against: str, user: User, children: Any, make: Make) -> None:
    """Something that stands between somebody and these children."""
    namer = make(User, username="namer")
    for child in children:
        if against == "conflict":
            facts = {"user": user, "reason": "family", "named_by": namer}
            make(apps.get_model("access.Conflict"), person_id=child.id, **facts)
        else:
            facts = {"reason": "danger", "scope": "record", "set_by": namer}
            later = today() + timedelta(days=30)
            make(apps.get_model("access.Restriction"), person_id=child.id, review_on=later, **facts)
