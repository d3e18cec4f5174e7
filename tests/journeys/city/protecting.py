"""The pages of child protection, with what has to be there for them to be looked at."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.test import Client

from kinkeeper.access.models import User
from kinkeeper.access.who import Who, who_is
from kinkeeper.cli import sample_protection
from kinkeeper.protection.models import HarmSuspicion, PlanTerms
from tests.journeys.city.pages import Found, Page

MANAGER, CHAIR = "team_manager", "reviewing_officer"


def _who(role: str) -> Who:
    return who_is(User.objects.get(username=role.replace("_", "-")).id)


@cache
def _made() -> None:
    """Children at three points, unless the demonstration has them already."""
    if not HarmSuspicion.objects.exists():
        manager, worker, chair = map(_who, (MANAGER, "social_worker", CHAIR))
        sample_protection.make(
            manager=manager, worker=worker, chair=chair, decider=_who("mash_decision_maker")
        )


def _suspected() -> UUID:
    """The child of whom harm is suspected, and nothing discussed."""
    return HarmSuspicion.objects.filter(answer=None)[0].person_id


def _planned() -> UUID:
    """The child who has a plan."""
    return PlanTerms.objects.all()[0].plan.person_id


def _at(
    child: Callable[[], UUID], page: str = "", part: str = "protection"
) -> Callable[[Found, Client], str]:
    def address(_: Found, __: Client) -> str:
        _made()
        return f"/children/{child()}/{part}/{page}"

    return address


PROTECTING = (
    Page("child-protection", MANAGER, _at(_planned)),
    Page("child-protection", "social_worker", _at(_suspected)),
    Page("child-protection-step", MANAGER, _at(_suspected, "strategy/")),
    Page("child-protection-step", CHAIR, _at(_planned, "midway/")),
    Page("child-plans", MANAGER, _at(_planned, part="plans")),
    Page("child-plan-step", MANAGER, _at(_planned, "meeting/", part="plans")),
    Page("child-visit", "social_worker", _at(_planned, part="visit")),
    Page("plan-enquiry", "contact_officer", lambda _, __: "/plans/enquiry/"),
)
