"""How much may be sent to us."""

from typing import Final

from kinkeeper.casefile import receiving
from kinkeeper.returns.actions import MOST_BYTES, MOST_FILES

__all__ = ["MOST_BYTES", "MOST_BYTES_OF_A_DOCUMENT", "MOST_BYTES_OF_A_FORM", "MOST_FILES"]

MOST_BYTES_OF_A_FORM: Final = 1024 * 1024  # every page but those that take files
MOST_BYTES_OF_A_DOCUMENT: Final = (
    receiving.MOST_BYTES + MOST_BYTES_OF_A_FORM
)  # with what is said of it
