"""Enquiries into harm, conferences, the plans that follow, and the visits of all of them."""

from kinkeeper.protection.models.conferences import Conference
from kinkeeper.protection.models.harm import Section47Enquiry, StrategyDiscussion
from kinkeeper.protection.models.plans import AbuseCategoryPeriod, Plan
from kinkeeper.protection.models.visits import Visit

__all__ = [
    "AbuseCategoryPeriod",
    "Conference",
    "Plan",
    "Section47Enquiry",
    "StrategyDiscussion",
    "Visit",
]
