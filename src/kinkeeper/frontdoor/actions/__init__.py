"""The verbs of the front door."""

from kinkeeper.frontdoor.actions.assessing import Assessed, record_assessment
from kinkeeper.frontdoor.actions.closing import Closing, close_case, decide_closure, keep_open
from kinkeeper.frontdoor.actions.deciding import (
    Decision,
    acknowledge,
    decide_contact,
    decide_enquiry,
    rate_contact,
    review_re_referral,
)
from kinkeeper.frontdoor.actions.enquiring import Answered, Asked, answer, ask
from kinkeeper.frontdoor.actions.naming import (
    close_child,
    name_child,
    unmatch_child,
)
from kinkeeper.frontdoor.actions.receiving import add_child, match_child, receive, record_contact
from kinkeeper.frontdoor.actions.shifts import hand_over, sample_nights
from kinkeeper.frontdoor.actions.telling import (
    answer_disagreement,
    ask_for_writing,
    disagree,
    leave_for_the_day,
    record_writing,
    take_over,
    tell_referrer,
    withhold_outcome,
)
from kinkeeper.frontdoor.told import ContactMade

__all__ = [
    "Answered",
    "Asked",
    "Assessed",
    "Closing",
    "ContactMade",
    "Decision",
    "acknowledge",
    "add_child",
    "answer",
    "answer_disagreement",
    "ask",
    "ask_for_writing",
    "close_case",
    "close_child",
    "decide_closure",
    "decide_contact",
    "decide_enquiry",
    "disagree",
    "hand_over",
    "keep_open",
    "leave_for_the_day",
    "match_child",
    "name_child",
    "rate_contact",
    "receive",
    "record_assessment",
    "record_contact",
    "record_writing",
    "review_re_referral",
    "sample_nights",
    "take_over",
    "tell_referrer",
    "unmatch_child",
    "withhold_outcome",
]
