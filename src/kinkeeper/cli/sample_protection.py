"""Invented children at three points of child protection, made by the verbs that people there use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

CAUSE = "A bruise on the cheek that neither parent explains, the second in a month."
SHARED = "Police: called on Sunday. Health: seen by the nurse on Monday. School: quiet all week."
SAFETY = "Grandmother has moved in; stepfather stays with his brother."
ACCOUNT = "“I like it when gran is here.” He would not speak of Sunday."
TOLD = "Mother was told at home the same day, father by telephone."
OUTLINE = (
    "Nobody hits him, and he says so himself. Stepfather lives elsewhere until his course is done."
)
CONTINGENCY = "If he is hurt, or stepfather comes back: a legal planning meeting in the same week."
PLAN_BEGAN, LEAST = 12, 41  # days ago


def make(*, manager: Who, worker: Who, chair: Who, decider: Who) -> int:
    """One child suspected to be harmed, one enquired about, one with a plan; how many there are."""
    from kinkeeper.workforce.queries import workers_of

    known = workers_of([worker.id, chair.id])
    if worker.id not in known:
        return 0
    children = _children(worker)
    steps: tuple[Callable[..., object], ...] = (_suspected, _enquired, _planned)
    for (child, episode), step in zip(children, steps, strict=False):
        step(child, episode, manager, chair, known)
    for child, _ in children[2:3]:
        _asked_about(child, worker, decider)
    return min(len(children), len(steps))


def _children(worker: Who) -> list[tuple[UUID, UUID]]:
    """Children of the worker whose case has been open for long enough, and of whom nothing is suspected."""
    from kinkeeper.frontdoor.queries import involvement
    from kinkeeper.protection.kinds import State
    from kinkeeper.protection.reading import standing
    from kinkeeper.workforce.queries import own_children

    found = []
    for one in own_children(who=worker):
        case = involvement(who=worker, person_id=one.person_id)
        if case is None or case.referred_on > worker.on - timedelta(LEAST):
            continue
        if standing(one.person_id).state is State.NONE:
            found.append((one.person_id, case.episode_id))
    return found[:3]


def _suspected(child: UUID, episode: UUID, manager: Who, *_: Any, ago: int = 0) -> date:
    from kinkeeper.protection.actions import suspect_harm
    from kinkeeper.protection.told_of_harm import Suspected

    on = manager.on - timedelta(ago)
    told = Suspected(on=on, cause=CAUSE)
    suspect_harm(child=child, episode=episode, suspected=told, by=manager)
    return on


def _enquired(
    child: UUID, episode: UUID, manager: Who, _: Who, known: Any, *, ago: int = 3
) -> date:
    """The same, discussed by the three agencies that day; the child was seen the next."""
    from kinkeeper.protection.actions import hold_strategy, record_visit
    from kinkeeper.protection.kinds import StrategyDecision, TakesPart
    from kinkeeper.protection.told_of_harm import Attended, Discussed
    from kinkeeper.workforce.visited import VisitMade

    on = _suspected(child, episode, manager, ago=ago)
    came = (
        Attended(agency=TakesPart.LOCAL_AUTHORITY, name="The duty manager"),
        Attended(agency=TakesPart.POLICE, name="DS Okafor"),
        Attended(agency=TakesPart.HEALTH, name="Dr Lowe"),
        Attended(agency=TakesPart.EDUCATION, came=False),
    )
    told = Discussed(
        held_on=on, decision=StrategyDecision.JOINT, attended=came, shared=SHARED, safety=SAFETY,
        seen_by="The social worker, with DS Okafor", see_by_on=on + timedelta(1),
        lead=next(iter(known.values())),
    )  # fmt: skip
    hold_strategy(child=child, discussed=told, by=manager)
    seen = VisitMade(held_on=on + timedelta(1), seen=True, seen_alone=True, bedroom_seen=True)
    record_visit(child=child, episode=episode, visit=seen, enquiry=True, by=manager)
    return on


def _planned(child: UUID, episode: UUID, manager: Who, chair: Who, known: Any) -> None:
    """The same, taken to a conference that made a plan; police dissented."""
    from kinkeeper.protection import actions
    from kinkeeper.protection.harm_queries import enquiry_going_on
    from kinkeeper.protection.kinds import EnquiryResult, TakesPart
    from kinkeeper.protection.told_of_harm import Booked, Found

    if chair.id not in known:
        return
    on = _enquired(child, episode, manager, chair, known, ago=32)
    enquiry = enquiry_going_on(who=manager, person_id=child)
    if enquiry is None:
        return
    found = Found(
        result=EnquiryResult.CONTINUING, on=on + timedelta(9), reason="It is likely to go on.",
        account=ACCOUNT, feedback=TOLD,
    )  # fmt: skip
    actions.record_outcome(enquiry=enquiry, found=found, by=manager)
    held_on = manager.on - timedelta(PLAN_BEGAN)
    booked_on = on + timedelta(9)
    booked = Booked(booked_on=booked_on, booked_for=held_on, chair=known[chair.id])
    booking = actions.book_conference(child=child, booked=booked, by=manager)
    nurse = actions.invite(
        booking=booking, agency=TakesPart.HEALTH, name="School nurse", on=booked_on, by=manager
    )
    actions.receive_report(invitation=nurse, on=held_on - timedelta(3), by=manager)
    actions.share_report(booking=booking, on=held_on - timedelta(4), by=manager)
    actions.hold_conference(booking=booking, held=_held(held_on, known), by=chair)
    actions.send_decisions(booking=booking, on=held_on + timedelta(1), by=chair)
    from kinkeeper.cli import sample_plans

    sample_plans.make(child=child, began=held_on, by=manager)


def _held(on: date, known: Any) -> Any:
    from kinkeeper.protection.kinds import ConferenceDecision, TakesPart, View
    from kinkeeper.protection.told_of_harm import Held, Spoke, Terms

    terms = Terms(
        category="PHY", lead=next(iter(known.values())), visit_days=10,
        core_group=(("The social worker", TakesPart.LOCAL_AUTHORITY), ("Mother", None)),
        review_by=on + timedelta(84), outline=OUTLINE, contingency=CONTINGENCY,
    )  # fmt: skip
    spoke = (
        Spoke(agency=TakesPart.LOCAL_AUTHORITY, name="The social worker"),
        Spoke(agency=TakesPart.HEALTH, name="School nurse"),
        Spoke(agency=TakesPart.POLICE, name="DS Okafor", view=View.DISSENTS,
            words="Police hold that grandmother's care is enough."),
    )  # fmt: skip
    return Held(
        on=on, decision=ConferenceDecision.PLAN, reasons="He has been hurt twice in a month.",
        childs_view=ACCOUNT, family_view="Mother agrees; stepfather was not there.", spoke=spoke,
        terms=terms,
    )  # fmt: skip


def _asked_about(child: UUID, worker: Who, decider: Who) -> None:
    """A hospital asks about the child who has a plan; the lead worker and the chair are told."""
    from kinkeeper.people.queries import names_of, person
    from kinkeeper.protection.actions import enquire_of_list
    from kinkeeper.protection.kinds import TakesPart
    from kinkeeper.protection.told_of_harm import Asks

    found, names = person(who=worker, person_id=child), names_of(worker, [child]).get(child, ())
    if found is None or found.born_on is None or not names or not names[0].surname:
        return
    asks = Asks(
        name=f"{names[0].forename} {names[0].surname}", born_on=found.born_on,
        agency=TakesPart.HEALTH, asker="Dr Amin, children's emergency, Lantern Lane Hospital",
        telephone="0121 496 0177", why="Came in last night with a sprained wrist.",
    )  # fmt: skip
    enquire_of_list(asks=asks, by=decider)
