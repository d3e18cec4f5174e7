"""Two people in one draft at one moment, each on a connection of their own: nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from kinkeeper.access.models import User
from kinkeeper.kernel.errors import Refused
from kinkeeper.people.models import Person
from kinkeeper.practice import actions, queries
from kinkeeper.practice.models import Paper, PaperStep
from tests.practice.conftest import ASSESSMENT, WHOLE, write

pytestmark = pytest.mark.django_db(transaction=True)
Verb = Callable[[], Any]


@pytest.fixture
def together() -> Callable[..., list[Any]]:
    """`together(one, other)`: what becomes of verbs that begin at one moment."""

    def run(verb: Verb, start: Barrier) -> Any:
        try:
            start.wait(timeout=60)
            return verb()
        except Refused as refused:
            return refused.message
        finally:
            connection.close()

    def all_at_once(*verbs: Verb) -> list[Any]:
        start = Barrier(len(verbs))
        with ThreadPoolExecutor(len(verbs)) as pool:
            return list(pool.map(lambda verb: run(verb, start), verbs))

    return all_at_once


def test_two_people_in_one_draft(
    paper: Paper, author: User, works_with: Callable[[], User], together: Callable[..., list[Any]]
) -> None:
    """Different questions are joined; of one question both answers are kept, until somebody chooses."""
    mine = {"reason": "From the teacher.", "care": "Warm."}
    theirs = {"reason": "From the aunt.", "day": "Long."}
    verbs = (partial(write, paper, author, mine), partial(write, paper, works_with(), theirs))
    clash = next(one.clashes[0] for one in together(*verbs) if one.clashes)
    form = queries.working(Paper.objects.get(pk=paper.pk))
    assert (form.answers["care"], form.answers["day"]) == ("Warm.", "Long.")
    assert {form.answers["reason"], form.asides[0].value} == {mine["reason"], theirs["reason"]}
    assert (clash.kept, clash.typed) == (form.answers["reason"], form.asides[0].value)
    rest = {k: v for k, v in WHOLE.items() if k not in form.answers}
    assert "Two people wrote different answers" in sign(paper, author, rest)


def sign(paper: Paper, by: User, rest: dict[str, Any]) -> str:
    """Write the rest and sign; why that was refused, or nothing."""
    write(paper, by, rest)
    paper.refresh_from_db()
    try:
        actions.sign(paper=paper, seen=paper.number, by=by)
    except Refused as refused:
        return refused.message
    return ""


def test_a_form_is_begun_once_and_decided_once(
    child: Person, author: User, granted: Callable[..., User], together: Callable[..., list[Any]]
) -> None:
    """Of two who press at one moment one does it, and the other is told what stands."""
    begun = together(*[lambda: actions.begin(child=child.id, form=ASSESSMENT, by=author)] * 2)
    paper = Paper.objects.get()
    assert sign(paper, author, dict(WHOLE)) == ""
    one, other = granted("director"), granted("director")
    told = together(
        lambda: actions.approve(paper=paper, by=one),
        lambda: actions.give_back(paper=paper, reason="More.", by=other),
    )
    assert [len([x for x in said if isinstance(x, str)]) for said in (begun, told)] == [1, 1]
    assert PaperStep.objects.filter(step__in=("approved", "returned")).count() == 1
