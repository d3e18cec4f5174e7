"""The red list: one kind after the other, or one kind whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kinkeeper.access.who import Who
from kinkeeper.measures.red import Raised, owners
from kinkeeper.people.queries import names_of
from kinkeeper.web.address import Address
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters.behind import red, tally

FIRST = 10  # of each kind, where every kind is on the page


def page_of(who: Who, found: Sequence[Raised], address: Address) -> dict[str, Any]:
    """The page; every child on it is in `shown`."""
    kind = address.choices.get("kind", "")
    chosen = [one for one in found if one.alarm.id == kind] or list(found)
    whole = len(chosen) == 1
    pages = paging(len(chosen[0].flags), address) if whole else None
    start, size = (pages.start, pages.size) if pages else (0, FIRST)
    flags = [flag for one in chosen for flag in one.flags[start : start + size]]
    shown = [flag.person_id for flag in flags]
    names, leads = names_of(who, shown), owners(who, flags)
    return {
        "shown": shown,
        "totals": tally(found),
        "count": sum(len(one.flags) for one in found),
        "whole": whole,
        "pages": pages,
        "kinds": [
            {
                "alarm": one.alarm,
                "list": red(one, names, leads, start, size),
                "not_run": one.not_run,
                "untold": one.untold,
                "more": str(address.change(kind=one.alarm.id)) if len(one.flags) > size else "",
                "count": len(one.flags),
            }
            for one in chosen
        ],
    }
