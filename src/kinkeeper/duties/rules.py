"""The clocks as they run here: the law's, with the times this authority has set for itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.local_times import read


@cache
def clocks_from(local_times: str) -> tuple[Clock, ...]:
    """The clocks with the times of this file; the law's own where none is named."""
    return read(Path(local_times)).apply(CLOCKS) if local_times else CLOCKS


def clocks_here() -> tuple[Clock, ...]:
    """The clocks that run here. Raises BadSetting for a file of times that cannot stand."""
    return clocks_from(settings.LOCAL_TIMES)


def clock_here(name: str) -> Clock:
    """The clock of this name, as it runs here."""
    return _by_name(clocks_here())[name]


@cache
def _by_name(clocks: tuple[Clock, ...]) -> dict[str, Clock]:
    found = {clock.id: clock for clock in clocks}
    if len(found) != len(clocks):
        raise KinkeeperError("Two clocks have one name.", do="Mend the declaration.")
    return found
