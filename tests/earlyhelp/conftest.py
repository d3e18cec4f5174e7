"""A family that asks for early help, who coordinates it, and who decides."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kinkeeper.earlyhelp import actions
from kinkeeper.earlyhelp.kinds import Said
from kinkeeper.earlyhelp.models import EarlyHelp
from kinkeeper.earlyhelp.told import Agreed, Asked, Assessed, Item, Named, Rated
from kinkeeper.kernel.moment import today
from kinkeeper.law.levels import Level

Make = Callable[..., Any]
RATED = Rated(level=Level.ADDITIONAL, reason="Several needs.", known="Two agencies are worried.")
LEAD = Named(name="Asha Pole", agency="Elm Lane School", telephone="0121 496 0000")


def day(ago: int = 0) -> date:
    """So many days ago."""
    return today() - timedelta(days=ago)


def agreed(said: Said = Said.GIVEN, ago: int = 8) -> Agreed:
    """What the mother said."""
    return Agreed(said=said, by_whom="Mother", on=day(ago), told_by="The coordinator")


def found(ago: int = 3) -> Assessed:
    """What the family assessment found."""
    return Assessed(
        signed_on=day(ago), signed_by="Asha Pole", strengths="A warm home.", needs="To sleep."
    )


def item(**changed: Any) -> Item:
    """A need and what is to be done."""
    told = {"need": "To sleep.", "whose": "child", "action": "A routine.", "done_by": "Mother"}
    return Item(**{**told, "by_when": day(-20), **changed})


@pytest.fixture
def worker(granted: Make) -> Any:
    """The early help worker who coordinates."""
    return granted("early_help_worker")


@pytest.fixture
def decider(granted: Make) -> Any:
    """Who decides at the front door."""
    return granted("mash_decision_maker")


@pytest.fixture
def helped(child: Any, worker: Any, decider: Any) -> EarlyHelp:
    """Early help asked for ten days ago, which the family agreed to."""
    coordinator = Named(name=worker.full_name, agency="Early help", user=worker.id)
    asked = Asked(
        need="Several needs at home.", need_on=day(12), on=day(10), coordinator=coordinator
    )
    return actions.start(child=child.id, asked=asked, agreed=agreed(), by=decider)


@pytest.fixture
def assessed(helped: EarlyHelp, worker: Any) -> EarlyHelp:
    """The same, led, spoken to and assessed."""
    actions.name_lead(early_help=helped, lead=LEAD, on=day(7), by=worker)
    actions.record_lead_contacted(early_help=helped, on=day(5), by=worker)
    actions.assess(early_help=helped, assessed=found(), rated=RATED, by=worker)
    return helped


@pytest.fixture
def planned(assessed: EarlyHelp, worker: Any) -> EarlyHelp:
    """The same, with a team and a plan that was agreed."""
    for name in ("Asha Pole", "Dev Marsh"):
        member = Named(name=name, agency="Elm Lane School")
        actions.add_team_member(
            early_help=assessed, member=member, role="Teacher", on=day(3), by=worker
        )
    actions.add_plan_item(early_help=assessed, item=item(), by=worker)
    actions.agree_plan(early_help=assessed, on=day(), by=worker)
    return assessed
