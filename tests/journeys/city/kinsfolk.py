"""The pages of the family as a whole, with what has to be there for them to be looked at."""

from collections.abc import Callable

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import who_is
from kinkeeper.cli import sample_family
from kinkeeper.people.models import EcomapTie
from kinkeeper.workforce.queries import own_children
from tests.journeys.city.pages import Found, Page

WORKER = "social_worker"


def _near() -> EcomapTie:
    """An open tie of a child of the worker's, made unless the demonstration has one."""
    worker = who_is(User.objects.get(username="social-worker").id)
    children = [one.person_id for one in own_children(who=worker)]
    rows = EcomapTie.objects.filter(person_id__in=children, ended_on=None).order_by("id")
    if not rows:
        sample_family.make(worker=worker)
    return rows.all()[0]


def _of_family(page: str) -> Callable[[Found, Client], str]:
    return lambda _, __: f"/children/{_near().person_id}/family/{page}"


def _change(_: Found, __: Client) -> str:
    one = _near()
    return f"/children/{one.person_id}/family/tie/{one.id}/change/"


KINSFOLK = (
    Page("child-family", WORKER, _of_family("")),
    Page("family-add", WORKER, _of_family("add/relationship/")),
    Page("family-change", WORKER, _change),
    Page("family-calendar", WORKER, _of_family("calendar/?who=all&when=past")),
    Page("family-visit", WORKER, _of_family("visit/")),
)
