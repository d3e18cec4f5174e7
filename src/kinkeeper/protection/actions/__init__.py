"""The verbs of protection: the only writers of its records."""

from kinkeeper.protection.actions.conferring import (
    book_conference,
    call_off_conference,
    invite,
    move_conference,
    receive_report,
    send_decisions,
    send_minutes,
    share_report,
)
from kinkeeper.protection.actions.ending import (
    end_plan,
    record_midway,
    record_senior_review,
)
from kinkeeper.protection.actions.enquiring import (
    record_outcome,
)
from kinkeeper.protection.actions.holding import (
    hold_conference,
    hold_review_conference,
)
from kinkeeper.protection.actions.listing import (
    enquire_of_list,
)
from kinkeeper.protection.actions.meeting import hold_plan_meeting
from kinkeeper.protection.actions.planning import (
    add_need,
    end_in_need_plan,
    measure_outcome,
    record_done,
    start_in_need_plan,
)
from kinkeeper.protection.actions.strategy import (
    hold_strategy,
    suspect_harm,
)
from kinkeeper.protection.actions.transferring import (
    end_temporary,
    hear_of_move_in,
    list_temporarily,
    record_received,
    tell_of_move_out,
)
from kinkeeper.protection.actions.visiting import record_plan_visit, record_visit

__all__ = [
    "add_need",
    "book_conference",
    "call_off_conference",
    "end_in_need_plan",
    "end_plan",
    "end_temporary",
    "enquire_of_list",
    "hear_of_move_in",
    "hold_conference",
    "hold_plan_meeting",
    "hold_review_conference",
    "hold_strategy",
    "invite",
    "list_temporarily",
    "measure_outcome",
    "move_conference",
    "receive_report",
    "record_done",
    "record_midway",
    "record_outcome",
    "record_plan_visit",
    "record_received",
    "record_senior_review",
    "record_visit",
    "send_decisions",
    "send_minutes",
    "share_report",
    "start_in_need_plan",
    "suspect_harm",
    "tell_of_move_out",
]
