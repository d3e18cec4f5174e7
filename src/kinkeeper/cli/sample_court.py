"""Invented children on the way to court, made by the verbs that people there use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from kinkeeper.access.who import Who

WHY = "Two child protection plans in three years, and he is as unsafe as before the first."
ADVICE = "The threshold is met on neglect. Work with the parents first: they come to every meeting."
AGREED = "Mother sees the drugs worker weekly. If two tests fail, the application is made."
CHRONOLOGY = "The chronology of all agencies, to the week before the meeting."
KIN = "Grandmother and an aunt: the aunt is being assessed."
OFFERED = "Held in spring: the family's plan lasted for five weeks."


def make(*, worker: Who, manager: Who, director: Who) -> int:
    """One child in pre-proceedings, one in proceedings; how many there are."""
    children = _children(worker)
    for child in children:
        _before(child, manager, director)
    for child in children[1:]:
        _issued(child, worker, director)
    return len(children)


def _children(worker: Who) -> list[UUID]:
    """Children of the worker whose cases are nowhere near court, from the end of the list."""
    from kinkeeper.court.kinds import State
    from kinkeeper.court.reading import course
    from kinkeeper.workforce.queries import own_children

    known = list(dict.fromkeys(one.person_id for one in own_children(who=worker)))
    return [one for one in reversed(known) if course(one).state is State.NONE][:2]


def _before(child: UUID, manager: Who, director: Who) -> None:
    """As far as the first meeting with the parents."""
    from kinkeeper.court import actions
    from kinkeeper.court.kinds import PlanningDecision
    from kinkeeper.court.told import Done, Met

    on = manager.on
    asked = Done(on=on - timedelta(60), words=WHY)
    actions.ask_for_planning(child=child, asked=asked, by=manager)
    met = Met(
        held_on=on - timedelta(53),
        decision=PlanningDecision.BEFORE,
        solicitor="Ada Lawley",
        chronology=CHRONOLOGY,
        family_conference=OFFERED,
        kin=KIN,
        advice=ADVICE,
        reason="There is time to work, and a will.",
    )
    actions.hold_planning(child=child, met=met, by=director)
    actions.send_letter(child=child, done=Done(on=on - timedelta(50)), by=manager)
    agreed = Done(on=on - timedelta(40), words=AGREED)
    actions.hold_meeting(child=child, done=agreed, by=manager)


def _issued(child: UUID, worker: Who, director: Who) -> None:
    """The application issued, its documents filed, the first hearing listed."""
    from kinkeeper.court import actions
    from kinkeeper.court.kinds import HearingKind
    from kinkeeper.court.told import Applied, Done, Listed

    issued = director.on - timedelta(12)
    told = Applied(on=issued, application=True, threshold=True, care_plan=True, kin=KIN)
    actions.issue(child=child, applied=told, by=director)
    actions.file_documents(child=child, done=Done(on=issued), by=worker)
    listed = Listed(
        kind=HearingKind.CASE_MANAGEMENT,
        listed_on=issued + timedelta(1),
        listed_for=director.on + timedelta(5),
    )
    actions.list_hearing(child=child, listed=listed, by=worker)
