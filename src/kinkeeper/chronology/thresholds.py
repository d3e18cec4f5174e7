"""The threshold documents in use here: Birmingham's, or those of this authority's own file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from kinkeeper.law.levels import THRESHOLDS, Threshold
from kinkeeper.law.local_levels import read


@cache
def thresholds_from(local_levels: str) -> tuple[Threshold, ...]:
    """The documents of this file; Birmingham's where none is named."""
    return read(Path(local_levels)) if local_levels else THRESHOLDS


def thresholds_here() -> tuple[Threshold, ...]:
    """The documents in use here. Raises BadSetting for a file that cannot stand."""
    return thresholds_from(settings.LOCAL_LEVELS)
