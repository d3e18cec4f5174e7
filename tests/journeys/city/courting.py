"""The pages of court, with what has to be there for them to be looked at."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_court
from kinkeeper.court.models import LegalStep
from tests.journeys.city.pages import Found, Page

MANAGER, WORKER = "team_manager", "social_worker"


def _who(role: str) -> Who:
    return who_is(User.objects.get(username=role.replace("_", "-")).id)


@cache
def _made() -> None:
    """A child in pre-proceedings and one in proceedings, unless the demonstration has them already."""
    if not LegalStep.objects.exists():
        worker, manager, director = map(_who, (WORKER, MANAGER, "director"))
        sample_court.make(worker=worker, manager=manager, director=director)


def _issued() -> UUID:
    """The child in proceedings."""
    return LegalStep.objects.filter(kind="issued")[0].person_id


def _at(page: Callable[[], str]) -> Callable[[Found, Client], str]:
    def address(_: Found, __: Client) -> str:
        _made()
        return page()

    return address


COURTING = (
    Page("child-court", MANAGER, _at(lambda: f"/children/{_issued()}/court/")),
    Page("child-court", WORKER, _at(lambda: f"/children/{_issued()}/court/")),
    Page("child-court-step", WORKER, _at(lambda: f"/children/{_issued()}/court/list/")),
    Page("court", MANAGER, _at(lambda: "/court/")),
)
