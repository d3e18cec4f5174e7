"""How a program of an agency comes in: by its token, which is kept as a hash alone."""

from kinkeeper.access.who import Who, who_is
from kinkeeper.partners.codes import token_hash
from kinkeeper.partners.models import ApiToken

LONGEST = 100


def program_of_token(token: str) -> Who | None:
    """The program that shows this token; None where it is no token, or one that has ended."""
    if len(token) > LONGEST:
        return None
    found = ApiToken.objects.filter(
        hash=token_hash(token), ended_at=None, user__is_active=True
    ).first()
    return who_is(found.user_id) if found else None
