"""The tables of early help."""

from kinkeeper.earlyhelp.models.handover import Handover, HandoverAnswer, HandoverMeeting
from kinkeeper.earlyhelp.models.help import Consent, EarlyHelp, GuardWaiver, HelpStep
from kinkeeper.earlyhelp.models.levels import LevelSample, LevelSet, SecondRating
from kinkeeper.earlyhelp.models.people import FamilyTeamMember, Responsible
from kinkeeper.earlyhelp.models.plan import FamilyAssessment, HelpReview, ItemOutcome, PlanItem
from kinkeeper.earlyhelp.models.services import HelpService

__all__ = [
    "Consent",
    "EarlyHelp",
    "FamilyAssessment",
    "FamilyTeamMember",
    "GuardWaiver",
    "Handover",
    "HandoverAnswer",
    "HandoverMeeting",
    "HelpReview",
    "HelpService",
    "HelpStep",
    "ItemOutcome",
    "LevelSample",
    "LevelSet",
    "PlanItem",
    "Responsible",
    "SecondRating",
]
