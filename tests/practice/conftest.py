"""A child, a worker of theirs, another, and a director who may approve."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kinkeeper.access.models import User
from kinkeeper.frontdoor.models import HelpEpisode
from kinkeeper.people.models import Person
from kinkeeper.practice import actions
from kinkeeper.practice.actions import Kept, Sent
from kinkeeper.practice.joining import Typed
from kinkeeper.practice.models import Paper
from kinkeeper.practice.queries import working
from kinkeeper.practice.values import Value, digest
from kinkeeper.workforce.models import Allocation, Worker

ASSESSMENT, VISIT = "child-and-family-assessment", "visit-record"
MakeUser = Callable[..., User]
WHOLE: Mapping[str, Value] = {
    "reason": "A teacher told us of bruises.",
    "seen-on": "2014-04-24",
    "seen-alone": "yes",
    "child-view": {"words": "I like school.", "why_not": ""},
    "day": "Her aunt wakes her.",
    "parents-view": {"words": "", "why_not": "Abroad until June."},
    "care": "Warm, and tired.",
    "history": "None here.",
    "harm": "no",
    "strengths": "Her aunt.",
    "analysis": "Safe with her aunt.",
    "factors": ["1A"],
    "outcome": "plan",
    "plan": "A weekly visit.",
}


def typed(question: str, value: Value, was: Value = None) -> Typed:
    """An answer typed into a box that was opened with another."""
    return Typed(question, value, digest(was))


def write(paper: Paper, by: User, answers: Mapping[str, Value], was: Any = None) -> Kept:
    """Type these answers into empty boxes, or into boxes opened with what is in `was`."""
    opened = was or {}
    sent = Sent(typed=[typed(name, value, opened.get(name)) for name, value in answers.items()])
    return actions.save_answers(paper=paper, sent=sent, by=by)


def signed(paper: Paper, by: User, confirmed: Sequence[str] = ()) -> Any:
    """Sign a form as it stands."""
    if confirmed:
        actions.save_answers(paper=paper, sent=Sent(confirmed=confirmed), by=by)
    paper.refresh_from_db()
    return actions.sign(paper=paper, seen=paper.number, by=by)


def done(child: UUID, by: User, director: User) -> Any:
    """A whole assessment, signed and approved."""
    paper = actions.begin(child=child, form=ASSESSMENT, by=by)
    write(paper, by, WHOLE)
    submission = signed(paper, by)
    actions.approve(paper=paper, by=director)
    return submission


def standing(paper: Paper) -> str:
    """How a form stands."""
    return str(working(paper).last)


@pytest.fixture
def works_with(granted: MakeUser, child: Person) -> Callable[[], User]:
    """`works_with()`: another social worker of the child."""

    def one() -> User:
        user = granted("social_worker")
        worker = Worker.objects.create(full_name=user.full_name, user=user)
        Allocation.objects.create(
            person=child, worker=worker, role="co_worker", started_on=date(2014, 1, 1)
        )
        return user

    return one


@pytest.fixture
def author(works_with: Callable[[], User], child: Person) -> User:
    """A social worker of the child, whose case is open."""
    HelpEpisode.objects.create(person=child, referred_on=date(2014, 4, 1))
    return works_with()


@pytest.fixture
def director(granted: MakeUser) -> User:
    """Somebody who may approve."""
    return granted("director")


@pytest.fixture
def paper(child: Person, author: User) -> Paper:
    """An assessment begun by them."""
    return actions.begin(child=child.id, form=ASSESSMENT, by=author)
