"""The pages of early help and of levels of need, with what has to be there for them to be looked at."""

from collections.abc import Callable
from functools import cache

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_early_help
from kinkeeper.earlyhelp.models import LevelSample
from kinkeeper.earlyhelp.relationships import led_by, offered_to
from kinkeeper.kernel.moment import today
from tests.journeys.city.pages import Found, Page

WORKER, MANAGER = "early_help_worker", "team_manager"


def _who(role: str) -> Who:
    return who_is(User.objects.get(username=role.replace("_", "-")).id)


@cache
def _made() -> None:
    """Families at every stage, unless the demonstration has them already."""
    if not led_by(_who(WORKER).id, today()).exists():
        roles = ("mash_decision_maker", WORKER, MANAGER, "social_worker")
        decider, worker, manager, social = (_who(role) for role in roles)
        sample_early_help.make(
            decider=decider, worker=worker, manager=manager, social_worker=social
        )


def _help(page: str) -> Callable[[Found, Client], str]:
    """A page of early help whose plan is agreed."""

    def address(_: Found, __: Client) -> str:
        _made()
        mine = led_by(_who(WORKER).id, today())
        planned = mine.filter(steps__step="agree_plan").order_by("id")[0]
        return f"/early-help/{planned.id}/{page}"

    return address


def _handover(page: str) -> Callable[[Found, Client], str]:
    """A page of the step down that waits."""

    def address(_: Found, __: Client) -> str:
        _made()
        return f"/early-help/handovers/{offered_to(_who(WORKER).id, today())[0].id}/{page}"

    return address


def _sample(_: Found, __: Client) -> str:
    _made()
    return f"/early-help/levels/{LevelSample.objects.filter(second=None)[0].id}/"


def _at(page: str) -> Callable[[Found, Client], str]:
    def address(_: Found, __: Client) -> str:
        _made()
        return page

    return address


HELPING = (
    Page("early-help", WORKER, _at("/early-help/")),
    Page("early-help-one", WORKER, _help("")),
    Page("early-help-step", WORKER, _help("need/")),
    Page("early-help-step", WORKER, _help("end/")),
    Page("early-help-start", MANAGER, lambda found, _: f"/children/{found.child}/early-help/"),
    Page("step-down", "social_worker", lambda found, _: f"/children/{found.child}/step-down/"),
    Page("handover", WORKER, _handover("")),
    Page("handover-step", WORKER, _handover("answer/")),
    Page("levels", MANAGER, _at("/early-help/levels/")),
    Page("level-rate", "director", _sample),
    Page("help-services", WORKER, _at("/early-help/services/")),
)
