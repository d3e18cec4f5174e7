"""Tables of the front door."""

from kinkeeper.frontdoor.models.contacts import (
    ChildMatch,
    ChildTold,
    Contact,
    ContactGroup,
    ContactStep,
)
from kinkeeper.frontdoor.models.enquiries import EnquiryAnswer, EnquiryRequest
from kinkeeper.frontdoor.models.found import ChildClosed, ChildUnmatch
from kinkeeper.frontdoor.models.help import Assessment, AssessmentFactor, HelpEpisode
from kinkeeper.frontdoor.models.shifts import NightSample, ShiftHandover

__all__ = [
    "Assessment",
    "AssessmentFactor",
    "ChildClosed",
    "ChildMatch",
    "ChildTold",
    "ChildUnmatch",
    "Contact",
    "ContactGroup",
    "ContactStep",
    "EnquiryAnswer",
    "EnquiryRequest",
    "HelpEpisode",
    "NightSample",
    "ShiftHandover",
]
