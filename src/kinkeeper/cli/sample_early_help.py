"""Early help of invented families at every stage, made by the verbs that people there use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

SERVICES = (
    ("Stay and play", "universal", "Lantern Lane Children's Centre", "0121 496 0101"),
    ("Reading buddies", "universal_plus", "Harbour Street Primary", "0121 496 0102"),
    ("Parents together", "additional", "Canal Side Family Trust", "0121 496 0103"),
    ("Safe and settled", "complex", "Specialist team for families", "0121 496 0104"),
)
NEEDS = (
    "Mornings are hard: late for school four days in five, and the baby is up all night.",
    "Moved twice this year. The boys share a mattress and the eldest has stopped going to school.",
    "Mother is on her own with three and has been low since the summer.",
    "Rows at home since father lost his work; the school sees a tired, cross boy.",
)
KNOWN = "A parent on their own, three children under ten, a tenancy that is new, and late mornings."
LEADS = ("Asha Polwhele", "Dev Marchetti", "Ruth Okonjo")
SCHOOL, TRUST = "Harbour Street Primary", "Canal Side Family Trust"


def make(*, decider: Who, worker: Who, manager: Who, social_worker: Who) -> int:
    """Four families at four stages, a step down that waits, a catalogue and a sample; how many."""
    from kinkeeper.earlyhelp.queries import helped_now
    from kinkeeper.frontdoor.queries import open_children
    from kinkeeper.workforce.queries import own_children

    _services(worker)
    helped = set(helped_now())
    known = [one.person_id for one in open_children(who=decider)]
    known = [one for one in known if one not in helped][-len(NEEDS) :]
    stages = (_asked, _led, _assessed, _planned)
    for child, need, stage in zip(known, NEEDS, stages, strict=False):
        stage(child, need, decider, worker)
    mine = [one.person_id for one in own_children(who=social_worker)]
    mine = [one for one in mine if one not in {*helped, *known}][-1:]
    for child in mine:
        _stepping_down(child, worker, social_worker)
    _sampled(manager)
    return len(known)


def _services(worker: Who) -> None:
    from kinkeeper.earlyhelp.actions import add_service
    from kinkeeper.law.levels import Level

    began = date(worker.on.year, 1, 1)
    for name, level, provider, telephone in SERVICES:
        told: dict[str, Any] = {"provider": provider, "telephone": telephone, "started_on": began}
        add_service(name=name, level=Level(level), by=worker, **told)


def _asked(child: UUID, need: str, decider: Who, worker: Who, *, ago: int = 4) -> Any:
    """Asked for at the front door, and agreed to."""
    from kinkeeper.earlyhelp.actions import start
    from kinkeeper.earlyhelp.kinds import Said
    from kinkeeper.earlyhelp.told import Agreed, Asked, Named

    on = _day(worker, ago)
    agreed = Agreed(said=Said.GIVEN, by_whom="Mother", on=on, told_by=decider.full_name)
    coordinator = Named(name=worker.full_name, agency="Early help", user=worker.id)
    asked = Asked(need=need, need_on=on - timedelta(days=6), on=on, coordinator=coordinator)
    return start(child=child, asked=asked, agreed=agreed, by=decider)


def _led(child: UUID, need: str, decider: Who, worker: Who, *, ago: int = 0) -> Any:
    """The same, with a lead professional of a school, and the level as it was at contact."""
    from kinkeeper.earlyhelp.actions import name_lead, set_level
    from kinkeeper.earlyhelp.kinds import Point
    from kinkeeper.earlyhelp.told import Named

    helped = _asked(child, need, decider, worker, ago=ago + 3)
    lead = Named(name=LEADS[ago % len(LEADS)], agency=SCHOOL, telephone="0121 496 0102")
    point, on = Point.CONTACT, _day(worker, ago + 3)
    set_level(child=child, point=point, rated=_rated(), on=on, by=decider, source=helped.id)
    name_lead(early_help=helped, lead=lead, on=_day(worker, ago), by=worker)
    return helped


def _assessed(child: UUID, need: str, decider: Who, worker: Who, *, ago: int = 1) -> Any:
    """The same, spoken to and assessed."""
    from kinkeeper.earlyhelp.actions import assess, record_lead_contacted
    from kinkeeper.earlyhelp.told import Assessed

    helped = _led(child, need, decider, worker, ago=ago + 9)
    record_lead_contacted(early_help=helped, on=_day(worker, ago + 7), by=worker)
    found = Assessed(
        signed_on=_day(worker, ago), signed_by=LEADS[0], strengths="A warm home; gran helps.",
        needs=need, adults="Sleep, and somebody to talk to.", childs_words="I want my own bed.",
    )  # fmt: skip
    assess(early_help=helped, assessed=found, rated=_rated(), by=worker)
    return helped


def _planned(child: UUID, need: str, decider: Who, worker: Who) -> Any:
    """The same, with a team, a plan of a child's and an adult's need, one of them met."""
    from kinkeeper.earlyhelp import actions
    from kinkeeper.earlyhelp.kinds import Result, Whose
    from kinkeeper.earlyhelp.told import Item, Named

    helped = _assessed(child, need, decider, worker, ago=5)
    for name, agency, role in ((LEADS[1], SCHOOL, "Teacher"), (LEADS[2], TRUST, "Family worker")):
        member = Named(name=name, agency=agency)
        actions.add_team_member(
            early_help=helped, member=member, role=role, on=worker.on, by=worker
        )
    soon = worker.on + timedelta(days=21)
    beds = Item(
        need="A bed of his own", whose=Whose.CHILD, action="Ask the trust for two beds",
        done_by=LEADS[2], by_when=soon,
    )  # fmt: skip
    mood = Item(
        need="Help with her mood", whose=Whose.ADULT, whose_name="Mother", done_by="Mother",
        action="See the doctor; the family worker comes with her", by_when=soon,
    )  # fmt: skip
    items = [actions.add_plan_item(early_help=helped, item=one, by=worker) for one in (beds, mood)]
    actions.agree_plan(early_help=helped, on=worker.on, by=worker)
    came, words = Result.MET, "Two beds came on Friday."
    actions.record_outcome(item=items[0], result=came, on=worker.on, words=words, by=worker)
    return helped


def _stepping_down(child: UUID, worker: Who, social_worker: Who) -> None:
    """A step down that waits for the early help worker's answer."""
    from kinkeeper.earlyhelp.actions import offer_step_down
    from kinkeeper.earlyhelp.told import Named, Offered
    from kinkeeper.frontdoor.queries import involvement

    found = involvement(who=social_worker, person_id=child)
    if found is not None:
        offered = Offered(
            decided_on=worker.on, reason="The plan is done; mornings still need a hand.",
            rated=_rated(), to_user=worker.id, lead=Named(name=LEADS[1], agency=SCHOOL),
            family_agrees=True, family_by="Mother",
        )  # fmt: skip
        episode = found.episode_id
        offer_step_down(child=child, episode=episode, offered=offered, by=social_worker)


def _sampled(manager: Who) -> None:
    from kinkeeper.earlyhelp.actions import draw_samples

    since = manager.on - timedelta(days=90)
    draw_samples(since=since, until=manager.on, number=3, by=manager, seed=2014)


def _rated() -> Any:
    from kinkeeper.earlyhelp.told import Rated
    from kinkeeper.law.levels import Level

    return Rated(level=Level.ADDITIONAL, reason="Several needs, no harm seen.", known=KNOWN)


def _day(worker: Who, ago: int) -> date:
    return worker.on - timedelta(days=ago)
