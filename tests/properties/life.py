"""One child's case, its protection and its way to court at once: whatever is tried, by who may do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kinkeeper.court import actions as court
from kinkeeper.court.kinds import FinalOrder, PlanningDecision
from kinkeeper.court.told import Done, Ordered
from kinkeeper.frontdoor.actions import Closing, close_case
from kinkeeper.protection import actions
from kinkeeper.protection.kinds import (
    ConferenceDecision,
    EnquiryResult,
    InNeedEnd,
    PlanKind,
    StrategyDecision,
)
from kinkeeper.protection.models import ConferenceBooking, Plan
from kinkeeper.protection.told_of_plans import InNeedEnded, InNeedPlan, NeedTold
from kinkeeper.reviews.actions import hold_review
from tests.court.strand import applied, met
from tests.protection.strand import Strand


@dataclass
class Life:
    """The child's strands, and the day it is."""

    strand: Strand
    on: date

    @property
    def of(self) -> dict[str, Any]:
        """The child of a verb."""
        return {"child": self.strand.child.id}

    def done(self, **told: Any) -> Done:
        """A step before court today."""
        return Done(on=self.on, words="The plan has failed twice.", **told)

    def harm_is_suspected(self) -> None:
        self.strand.suspect(self.on)

    def discussion_begins_nothing(self) -> None:
        self.strand.discuss(self.on, decision=StrategyDecision.NOTHING, reason="An accident.")

    def discussion_begins_an_enquiry(self) -> None:
        self.strand.discuss(self.on)

    def enquiry_finds_nothing(self) -> None:
        self.strand.find(self.on, result=EnquiryResult.NOT_SUBSTANTIATED)

    def enquiry_asks_for_a_conference(self) -> None:
        self.strand.find(self.on)

    def conference_is_booked(self) -> None:
        self.strand.book(self.on, self.on)

    def conference_makes_a_plan(self) -> None:
        self._confer(ConferenceDecision.PLAN)

    def conference_makes_none(self) -> None:
        self._confer(ConferenceDecision.NO_PLAN)

    def review_goes_on(self) -> None:
        self._review(ConferenceDecision.CONTINUE)

    def review_ends_the_plan(self) -> None:
        self._review(ConferenceDecision.END, cin_offered=True)

    def in_need_plan_begins(self) -> None:
        later = self.on + timedelta(28)
        need = NeedTold(
            on=self.on, need="Food", outcome="He eats", action="Club", who="Sam", by_when=later
        )
        told = InNeedPlan(consent="Mother", review_by=later, contingency="Meet.", first=need)
        case = {"episode": self.strand.episode.id, "by": self.strand.manager}
        actions.start_in_need_plan(**self.of, **case, told=told)

    def in_need_plan_ends(self) -> None:
        plan = Plan.objects.get(kind=PlanKind.CHILD_IN_NEED, ended_on=None)
        told = InNeedEnded(on=self.on, reason=InNeedEnd.WITHDRAWN, words="The mother withdrew.")
        actions.end_in_need_plan(plan=plan, told=told, by=self.strand.manager)

    def planning_is_asked_for(self) -> None:
        court.ask_for_planning(**self.of, asked=self.done(), by=self.strand.manager)

    def planning_decides_on_neither(self) -> None:
        self._plan_at_law(PlanningDecision.NOTHING)

    def planning_decides_to_go_before_court(self) -> None:
        self._plan_at_law(PlanningDecision.BEFORE)

    def letter_is_sent(self) -> None:
        court.send_letter(**self.of, done=Done(on=self.on), by=self.strand.manager)

    def steps_before_court_end(self) -> None:
        court.step_down(**self.of, done=self.done(), told_parents=True, by=self.strand.head)

    def proceedings_are_issued(self) -> None:
        court.issue(**self.of, applied=applied(self.on), by=self.strand.head)

    def proceedings_end(self) -> None:
        over = Ordered(on=self.on, order=FinalOrder.NONE, words="Withdrawn.")
        court.end_proceedings(**self.of, ordered=over, by=self.strand.manager)

    def case_is_closed(self) -> None:
        told = Closing(on=self.on, reason="RC7", summary="All is done.", child_seen_on=self.on)
        close_case(episode=self.strand.episode, closing=told, by=self.strand.head)

    def _confer(self, decision: ConferenceDecision) -> None:
        told = self.strand.held(self.on, self.on + timedelta(80), decision=decision)
        actions.hold_conference(booking=self._booking(), held=told, by=self.strand.chair)

    def _review(self, decision: ConferenceDecision, **more: Any) -> None:
        told = self.strand.held(self.on, self.on + timedelta(80), decision=decision, **more)
        hold_review(booking=self._booking(), held=told, by=self.strand.chair)

    def _booking(self) -> ConferenceBooking:
        """The last one booked, whether it still stands or not."""
        return ConferenceBooking.objects.latest("booked_on", "id")

    def _plan_at_law(self, decision: PlanningDecision) -> None:
        court.hold_planning(**self.of, met=met(self.on, decision=decision), by=self.strand.head)


STEPS: Final = tuple(
    name for name in vars(Life) if not name.startswith("_") and name not in {"of", "on", "done"}
)
