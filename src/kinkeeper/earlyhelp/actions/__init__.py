"""The verbs of early help."""

from kinkeeper.earlyhelp.actions.handing import (
    answer_handover,
    offer_step_down,
    offer_step_up,
    record_handover_meeting,
    take_back,
)
from kinkeeper.earlyhelp.actions.helping import (
    assess,
    end_early_help,
    let_go,
    name_lead,
    record_consent,
    record_lead_contacted,
    start,
)
from kinkeeper.earlyhelp.actions.levels import draw_samples, rate_again, set_level
from kinkeeper.earlyhelp.actions.planning import (
    add_plan_item,
    add_team_member,
    agree_plan,
    end_team_member,
    record_outcome,
    record_review,
)
from kinkeeper.earlyhelp.actions.services import add_service, end_service

__all__ = [
    "add_plan_item",
    "add_service",
    "add_team_member",
    "agree_plan",
    "answer_handover",
    "assess",
    "draw_samples",
    "end_early_help",
    "end_service",
    "end_team_member",
    "let_go",
    "name_lead",
    "offer_step_down",
    "offer_step_up",
    "rate_again",
    "record_consent",
    "record_handover_meeting",
    "record_lead_contacted",
    "record_outcome",
    "record_review",
    "set_level",
    "start",
    "take_back",
]
