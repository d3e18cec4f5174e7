"""The pages of contexts, with what has to be there for them to be looked at."""

from collections.abc import Callable

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_contexts
from kinkeeper.contexts.models import Context
from tests.journeys.city.pages import Found, Page

MANAGER = "team_manager"


def _who(username: str) -> Who:
    return who_is(User.objects.get(username=username).id)


def _at(page: str) -> Callable[[Found, Client], str]:
    """A page of the place that is worked with, unless none is made yet."""

    def address(_: Found, __: Client) -> str:
        if not Context.objects.exists():
            sample_contexts.make(decider=_who("mash-decision-maker"), manager=_who("team-manager"))
        one = Context.objects.get(name="Yew Tree Parade")
        return f"/contexts/{page}".format(one=one.id)

    return address


CONTEXTS = (
    Page("contexts", MANAGER, _at("")),
    Page("context", MANAGER, _at("{one}/")),
    Page("context-new", MANAGER, _at("new/")),
    Page("context-link", MANAGER, _at("{one}/children/")),
    Page("context-step", MANAGER, _at("{one}/plan/")),
)
