"""Every step of child protection as a page: its words, what it asks, when it fits, who may."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kinkeeper.access.permissions import Permission
from kinkeeper.protection.harm_queries import ProtectionShown
from kinkeeper.protection.states import Harm, OnPlan, Step, fits
from kinkeeper.web.protecting import conferring, harm, moving
from kinkeeper.web.step_page import StepPage

Page = StepPage
OWED = (Step.BOOK, Step.BOOK_REVIEW, Step.BOOK_TRANSFER)
DECIDE, CHAIR, RECORD = (
    Permission.DECIDE_PROTECTION, Permission.RECORD_REVIEW, Permission.RECORD_PROTECTION,
)  # fmt: skip


def _is_owed(told: ProtectionShown) -> bool:
    """Whether a conference may be booked: after an enquiry, a notice, or under a plan."""
    if told.booking is not None:
        return False
    initial, review, _ = (fits(told.stands, one) for one in OWED)
    return initial or review or told.transfer_in is not None


def _on_plan(told: ProtectionShown) -> bool:
    return told.stands.plan is OnPlan.NOW


def _held(told: ProtectionShown, what: str) -> bool:
    return any(one.held and getattr(one, what) is None for one in told.bookings)


def _waits_for_report(told: ProtectionShown) -> bool:
    return told.chaired and any(
        asked.report_on is None
        for one in told.bookings
        if told.booking and one.id == told.booking.id
        for asked in one.asked
    )


# fmt: off
PAGES: Final[Mapping[str, StepPage[ProtectionShown]]] = MappingProxyType({
    "suspect": Page("Significant harm is suspected",
        "Record the decision that there is reasonable cause to suspect significant harm.",
        DECIDE, harm.suspect_fields, harm.suspect, checked=True,
        fits=lambda told: fits(told.stands, Step.SUSPECT)),
    "strategy": Page("Strategy discussion",
        "Record who took part, what was shared and what was decided. Only those granted that part read it.",
        DECIDE, harm.strategy_fields, harm.discuss, checked=True,
        fits=lambda told: told.stands.harm is not Harm.NOTHING),
    "outcome": Page("Outcome of the section 47 enquiry",
        "Record what the enquiry found, what the child told, and whether a conference is needed.",
        DECIDE, harm.outcome_fields, harm.decide_outcome, checked=True,
        fits=lambda told: told.stands.harm is Harm.ENQUIRY),
    "book": Page("Book a conference",
        "Choose the day, and a chair from outside the line of the team that works with the child.",
        DECIDE, conferring.book_fields, conferring.book, fits=_is_owed),
    "invite": Page("Ask an agency to the conference",
        "Ask an agency to come, and to send its report to the chair.",
        DECIDE, conferring.invite_fields, conferring.invite, fits=lambda told: told.chaired),
    "report": Page("An agency's report has come",
        "Record the day on which a report reached the chair.",
        DECIDE, conferring.report_fields, conferring.report_in, fits=_waits_for_report),
    "shared": Page("The report is shared with the family",
        "Record the day on which the parents and the child had the social worker's report.",
        RECORD, conferring.day_fields("When did they have it?"), conferring.share,
        fits=lambda told: told.booking is not None and told.booking.report_shared_on is None),
    "move": Page("Move the conference",
        "Put the conference on another day, and say why. The day it is owed by does not move.",
        DECIDE, conferring.move_fields, conferring.move, fits=lambda told: told.chaired),
    "call-off": Page("Call the conference off",
        "Say why it is called off. Where it is owed, it stays owed.",
        DECIDE, conferring.call_off_fields, conferring.call_off, fits=lambda told: told.chaired),
    "hold": Page("The conference was held",
        "Record as its chair who came, what was decided and why, who dissents, and the plan.",
        CHAIR, conferring.hold_fields, conferring.hold, checked=True, fits=lambda told: told.chaired),
    "decisions": Page("The decisions are sent",
        "Record the day on which the family and the members had the decisions.",
        CHAIR, conferring.day_fields("When were they sent?"), conferring.send_decisions,
        fits=lambda told: _held(told, "decisions_sent_on")),
    "minutes": Page("The minutes are sent",
        "Record the day on which the minutes of the conference were sent.",
        CHAIR, conferring.day_fields("When were they sent?"), conferring.send_minutes,
        fits=lambda told: _held(told, "minutes_sent_on")),
    "midway": Page("Midway check",
        "Record what you found as chair between two conferences.",
        CHAIR, moving.check_fields, moving.midway, fits=_on_plan),
    "senior": Page("Review of a long plan",
        "Record a head of service's review of a plan that has lasted long.",
        Permission.OVERSEE_PROTECTION, moving.check_fields, moving.senior, fits=_on_plan),
    "moved-in": Page("A child on another authority's plan has moved in",
        "Record the notice of the other authority. A conference here follows in 15 working days.",
        DECIDE, moving.move_fields, moving.move_in,
        fits=lambda told: not _on_plan(told) and told.transfer_in is None),
    "moved-out": Page("A child on our plan has moved away",
        "Record that the other authority was told. Our plan stays until it has held its conference.",
        DECIDE, moving.move_fields, moving.move_out,
        fits=lambda told: _on_plan(told) and told.transfer_out is None),
    "received": Page("The other authority has held its conference",
        "Record the day of that conference. Our plan may end from then on.",
        DECIDE, conferring.day_fields("When was it held?"), moving.received,
        fits=lambda told: told.transfer_out is not None),
    "end": Page("End the plan without a conference here",
        "End the plan of a child who moved away for good, turned 18 or died.",
        CHAIR, moving.end_fields, moving.end, checked=True, fits=_on_plan),
    "stay": Page("Put on the list for a time",
        "The child lives here for a time on another authority's plan, which stays theirs.",
        DECIDE, moving.stay_fields, moving.stay, fits=lambda told: told.stay is None),
    "stay-end": Page("Take off the list",
        "The child lives here no longer on another authority's plan.",
        DECIDE, moving.why_fields, moving.end_stay, fits=lambda told: told.stay is not None),
})
# fmt: on
