"""The tables of partners: agencies and members, codes and tokens, and drafts."""

from kinkeeper.partners.models.agencies import Agency, AgencyMember
from kinkeeper.partners.models.coming_in import ApiToken, Attempt, SignInCode
from kinkeeper.partners.models.telling import Draft

__all__ = [
    "Agency",
    "AgencyMember",
    "ApiToken",
    "Attempt",
    "Draft",
    "SignInCode",
]
