"""For a process that has loaded what it works with: how seldom it looks for what may be forgotten."""

from __future__ import annotations

import gc
from typing import Final

# Objects made, and searches of the young between those of the older, before the next search.
SELDOM: Final = (10_000, 20, 20)


def settle() -> None:
    """What is loaded stays: the search passes it by from now on, and comes more seldom.

    A search of everything takes as long as two pages are made, and holds up whoever asks just then.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
