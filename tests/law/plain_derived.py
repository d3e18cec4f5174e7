"""The slow, obvious form of a care leaver's standing: walk through the days and count."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
Times = list[tuple[date, date]]


def plain_pathway(born: date, times: Times) -> dict[str, date]:
    """The first day of being eligible, relevant and former relevant; `times` in care do not overlap."""
    at_14, at_16, at_18 = (born.replace(year=born.year + age) for age in (14, 16, 18))
    found: dict[str, date] = {}
    counted, was_in, day = 0, False, at_14
    while day < at_18:
        is_in = any(a <= day < b for a, b in times)
        if is_in and day >= at_16 and counted >= 91:
            found.setdefault("became_eligible", day)
        if was_in and not is_in and "became_eligible" in found:
            found.setdefault("became_relevant", day)
        counted, was_in, day = counted + is_in, is_in, day + DAY
    if "became_eligible" in found:
        found["became_former_relevant"] = at_18
    return found
