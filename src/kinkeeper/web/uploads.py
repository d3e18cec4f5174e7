"""How much may be sent to us."""

from enum import Enum
from typing import Final

from django.urls import Resolver404, resolve, reverse

from kinkeeper.casefile import receiving
from kinkeeper.returns.actions import MOST_BYTES, MOST_FILES

__all__ = [
    "MOST_BYTES",
    "MOST_BYTES_OF_A_DOCUMENT",
    "MOST_BYTES_OF_A_FORM",
    "MOST_FILES",
    "Takes",
    "takes",
]

MOST_BYTES_OF_A_FORM: Final = 1024 * 1024  # every page but those that take files
MOST_BYTES_OF_A_DOCUMENT: Final = (
    receiving.MOST_BYTES + MOST_BYTES_OF_A_FORM
)  # with what is said of it


class Takes(Enum):
    """What a page takes: how many bytes of it, and in words how much that is and what to do."""

    FILES = (
        MOST_BYTES,
        f"This page takes {MOST_FILES} files and {MOST_BYTES // 1024**2} MB at a time.",
        "Load one year at a time.",
    )
    DOCUMENT = (
        MOST_BYTES_OF_A_DOCUMENT,
        f"This page takes one document of {receiving.MOST_BYTES // 1024**2} MB at most.",
        "Make it smaller, such as by scanning with less detail, or send it in parts.",
    )
    FORM = (
        MOST_BYTES_OF_A_FORM,
        f"This page takes {MOST_BYTES_OF_A_FORM // 1024**2} MB at a time.",
        "Write less at once, and keep what is a file as a document.",
    )

    @property
    def most(self) -> int:
        """How many bytes."""
        return self.value[0]

    @property
    def words(self) -> str:
        """How much that is."""
        return self.value[1]

    @property
    def instead(self) -> str:
        """What to do instead."""
        return self.value[2]


def takes(path: str) -> Takes:
    """What the page at a path takes."""
    if path in (reverse("imports"), reverse("run-new")):
        return Takes.FILES
    try:
        keeps = resolve(path).url_name == "child-documents"
    except Resolver404:
        return Takes.FORM
    return Takes.DOCUMENT if keeps else Takes.FORM
