"""The verbs of agencies, of their members and tokens, and of what is being told."""

from kinkeeper.partners.actions.agencies import (
    add_agency,
    add_member,
    end_agency,
    end_member,
    end_token,
    join_agency,
    new_token,
    program_of,
)
from kinkeeper.partners.actions.drafts import begin, close, discard, save

__all__ = [
    "add_agency",
    "add_member",
    "begin",
    "close",
    "discard",
    "end_agency",
    "end_member",
    "end_token",
    "join_agency",
    "new_token",
    "program_of",
    "save",
]
