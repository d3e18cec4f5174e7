"""Enquiries into harm, conferences, the plans that follow, and the visits of all of them."""

from kinkeeper.protection.models.conferences import Conference
from kinkeeper.protection.models.harm import Section47Enquiry, StrategyDiscussion
from kinkeeper.protection.models.meetings import PlanMeeting, PlanMeetingAttendance
from kinkeeper.protection.models.meetings_of_agencies import (
    AgencyReport,
    ConferenceBooking,
    ConferenceHeld,
    ConferenceView,
    Invitation,
)
from kinkeeper.protection.models.needs import (
    AgreedPlanEnding,
    NeedOutcome,
    PlanAction,
    PlanActionDone,
    PlanAgreement,
    PlanNeed,
)
from kinkeeper.protection.models.outcomes import (
    EnquiryLead,
    EnquiryOutcome,
    EnquiryView,
)
from kinkeeper.protection.models.plan_terms import (
    CoreGroupMember,
    PlanCheck,
    PlanEnding,
    PlanTerms,
)
from kinkeeper.protection.models.plans import AbuseCategoryPeriod, Plan
from kinkeeper.protection.models.strategy import (
    HarmSuspicion,
    StrategyAttendance,
    StrategyRecord,
)
from kinkeeper.protection.models.transfers import (
    ListEnquiry,
    TemporaryPlan,
    Transfer,
)
from kinkeeper.protection.models.visits import Visit

__all__ = [
    "AbuseCategoryPeriod",
    "AgencyReport",
    "AgreedPlanEnding",
    "Conference",
    "ConferenceBooking",
    "ConferenceHeld",
    "ConferenceView",
    "CoreGroupMember",
    "EnquiryLead",
    "EnquiryOutcome",
    "EnquiryView",
    "HarmSuspicion",
    "Invitation",
    "ListEnquiry",
    "NeedOutcome",
    "Plan",
    "PlanAction",
    "PlanActionDone",
    "PlanAgreement",
    "PlanCheck",
    "PlanEnding",
    "PlanMeeting",
    "PlanMeetingAttendance",
    "PlanNeed",
    "PlanTerms",
    "Section47Enquiry",
    "StrategyAttendance",
    "StrategyDiscussion",
    "StrategyRecord",
    "TemporaryPlan",
    "Transfer",
    "Visit",
]
