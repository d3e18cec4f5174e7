"""A legal status in words, and whether an order not open to the reader may have taken its place."""

from __future__ import annotations

from kinkeeper.care.queries import LegalStatusShown

OR_NOT_OPEN = ", or an order not open to you"


def in_words(one: LegalStatusShown, *, lasts: bool = True) -> str:
    """What it is; while it lasts, said so that nobody takes it for sure where it is not."""
    return f"{one.status or 'Not recorded'}{OR_NOT_OPEN if one.unsure and lasts else ''}"
