"""Every step before court and in proceedings as a page: its words, what it asks, when it fits, who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.court.queries import CourtShown
from kinkeeper.court.states import MOVES, Step, fits
from kinkeeper.web.courting import orders, steps
from kinkeeper.web.step_page import StepPage

Page = StepPage
RECORDS: Final = Permission.RECORD_PROTECTION  # of orders: the court has decided


def _at(*of: Step) -> Callable[[CourtShown], bool]:
    """Whether one of these follows from how the case stands."""
    return lambda told: any(fits(told.stands, one) for one in of)


def _sent(told: CourtShown) -> bool:
    return fits(told.stands, Step.MEET) and "sent" in told.stands.there


def _met(told: CourtShown) -> bool:
    return fits(told.stands, Step.REVIEW) and "met" in told.stands.there


# fmt: off
PAGES: Final[Mapping[str, StepPage[CourtShown]]] = MappingProxyType({
    "ask": Page("Ask for a legal planning meeting",
        "Say why court may be needed. Only those granted legal advice read it.",
        MOVES[Step.ASK].authorised_by, steps.ask_fields, steps.ask, fits=_at(Step.ASK)),
    "planning": Page("Legal planning meeting",
        "Record as its chair what was considered, the advice and the decision. "
        "Only those granted legal advice read it.",
        MOVES[Step.HOLD_BEFORE].authorised_by, steps.planning_fields, steps.planning, checked=True,
        fits=_at(Step.HOLD_BEFORE)),
    "letter": Page("The letter before proceedings is sent",
        "Record the day of the letter. It gives the parents legal aid.",
        MOVES[Step.LETTER].authorised_by, steps.day_fields("When was it sent?"), steps.letter,
        fits=lambda told: fits(told.stands, Step.LETTER) and "unsent" in told.stands.there),
    "meeting": Page("Pre-proceedings meeting",
        "Record what was agreed with the parents and their solicitors.",
        MOVES[Step.MEET].authorised_by, steps.meeting_fields, steps.meeting, fits=_sent),
    "review": Page("Review pre-proceedings",
        "Record as head of service what has changed. The next review is owed six weeks on.",
        MOVES[Step.REVIEW].authorised_by, steps.review_fields, steps.review, fits=_met),
    "extend": Page("Extend pre-proceedings",
        "Decide as head of service that pre-proceedings go on for longer, and say why.",
        MOVES[Step.EXTEND].authorised_by, steps.extend_fields, steps.extend, checked=True, fits=_sent),
    "step-down": Page("End pre-proceedings",
        "Enough has changed: the case goes on without court.",
        MOVES[Step.STEP_DOWN].authorised_by, steps.step_down_fields, steps.step_down, checked=True,
        fits=_sent),
    "issue": Page("The application is issued after pre-proceedings",
        "Record the day on which the court issued it: it is the first day of the 26 weeks.",
        MOVES[Step.ISSUE].authorised_by, steps.issue_fields, steps.issue, checked=True,
        fits=_at(Step.ISSUE)),
    "issue-at-once": Page("The application is issued at once",
        "Record the day on which the court issued it: it is the first day of the 26 weeks.",
        MOVES[Step.ISSUE_AT_ONCE].authorised_by, steps.issue_fields, steps.issue, checked=True,
        fits=_at(Step.ISSUE_AT_ONCE)),
    "documents": Page("The court documents are filed",
        "Record the day on which statement, chronology, genogram, threshold and care plan were filed.",
        MOVES[Step.FILE].authorised_by, steps.day_fields("When were they filed?"), steps.documents,
        fits=lambda told: fits(told.stands, Step.FILE) and "unfiled" in told.stands.there),
    "directions": Page("Standard directions are given",
        "Record the day on which the court gave standard directions.",
        MOVES[Step.DIRECT].authorised_by, steps.day_fields("When were they given?"), steps.directions,
        fits=lambda told: fits(told.stands, Step.DIRECT) and "undirected" in told.stands.there),
    "list": Page("A hearing is listed",
        "Record the day for which the court listed a hearing.",
        MOVES[Step.LIST].authorised_by, steps.list_fields, steps.listed, fits=_at(Step.LIST)),
    "hearing": Page("A hearing was held",
        "Record what the court ordered.",
        MOVES[Step.HEAR].authorised_by, steps.hearing_fields, steps.heard,
        fits=lambda told: fits(told.stands, Step.HEAR)
        and any(one.held_on is None for one in told.hearings)),
    "extension": Page("The court extends the timetable",
        "Record the court's reason, and the new end: eight weeks on at most.",
        MOVES[Step.LENGTHEN].authorised_by, steps.extend_fields, steps.lengthen, fits=_at(Step.LENGTHEN)),
    "order": Page("An order is made",
        "Record an order that holds for a time. Whoever works with the child is told before it ends.",
        RECORDS, orders.made_fields, orders.made),
    "order-extended": Page("An emergency protection order is extended",
        "The court extends it once, by seven days at most.",
        RECORDS, orders.extended_fields, orders.extended, fits=orders.may_be_extended),
    "order-ended": Page("What became of an order",
        "Record that it was replaced, discharged, or may end on its day. Nothing more is told of it then.",
        RECORDS, orders.ended_fields, orders.ended, checked=True, fits=orders.holds),
    "final": Page("Proceedings have ended",
        "Record the final order. The legal status of a child in care is kept on the page of care.",
        MOVES[Step.END].authorised_by, steps.final_fields, steps.final, checked=True, fits=_at(Step.END)),
})
# fmt: on
