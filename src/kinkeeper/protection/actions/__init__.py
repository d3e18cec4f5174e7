"""The verbs of protection: the only writers of its records."""

from kinkeeper.protection.actions.visiting import record_plan_visit, record_visit

__all__ = ["record_plan_visit", "record_visit"]
