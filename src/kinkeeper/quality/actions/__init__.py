"""The verbs of quality."""

from kinkeeper.quality.actions.auditing import (
    complete_audit,
    give_audit,
    moderate,
    propose_action,
)
from kinkeeper.quality.actions.overseeing import record_oversight
from kinkeeper.quality.actions.sampling import answer_case, draw_sample
from kinkeeper.quality.actions.standing import acknowledge_standard, publish_standard

__all__ = [
    "acknowledge_standard",
    "answer_case",
    "complete_audit",
    "draw_sample",
    "give_audit",
    "moderate",
    "propose_action",
    "publish_standard",
    "record_oversight",
]
