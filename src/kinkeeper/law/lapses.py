"""When it is told that an authority's hold over a child is about to end by law.

Source: the field's practice (pathway, section 10, invariant 5): authority never lapses silently.
"""

from typing import Final

DAYS_BEFORE: Final = (14, 7, 3, 1)  # calendar days before the last day of the order
