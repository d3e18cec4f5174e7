"""The account under which what nobody signed in for is recorded."""

from typing import Final

from kinkeeper.access.services import program
from kinkeeper.access.who import Who

LETTER_BOX: Final = "letter-box"


def letter_box() -> Who:
    """What the public form acts as: it hands in what it is told, as a partner does, and reaches nobody."""
    return program(LETTER_BOX, full_name="The public form", roles=("partner",))
