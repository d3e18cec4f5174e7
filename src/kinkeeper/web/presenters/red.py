"""The red list: one kind after the other, the first of each; or one kind whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from kinkeeper.access.who import Who
from kinkeeper.measures.gravity import KINDS
from kinkeeper.measures.red import Flag, Raised, owners
from kinkeeper.people.queries import names_of
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.paging import paging
from kinkeeper.web.presenters.behind import Names, red, tally

FIRST = 10  # of each alarm, where every one is on the page
OF_A_KIND = 3  # of each kind of duty, where an alarm is of several
OF = {kind.id: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Part:
    """Children of one alarm, or of one kind of duty of it: those shown, and how many there are."""

    caption: str
    flags: Sequence[Flag]
    count: int
    more: str  # where all of them are, unless they are all here


def page_of(who: Who, found: Sequence[Raised], address: Address) -> dict[str, Any]:
    """The page; every child on it is in `shown`."""
    asked = address.choices.get("kind", "")
    chosen = [one for one in found if one.alarm.id == asked] or list(found)
    flags = _of_kind(chosen[0].flags, address) if len(chosen) == 1 else ()
    pages = paging(len(flags), address) if len(chosen) == 1 else None
    parts = [list(_firsts(one, address)) for one in chosen]
    if pages:
        parts = [[_paged(chosen[0], flags, pages.start, pages.size)]]
    on_page = [flag for of in parts for part in of for flag in part.flags]
    shown = [flag.person_id for flag in on_page]
    names, leads = names_of(who, shown), owners(who, on_page)
    return {
        "shown": shown,
        "totals": tally(found),
        "whole": len(chosen) == 1,
        "pages": pages,
        "kinds": [_kind(*two, names, leads) for two in zip(chosen, parts, strict=True)],
    }


def _kind(
    one: Raised, parts: Sequence[Part], names: Names, leads: Mapping[UUID, str]
) -> dict[str, Any]:
    """One alarm with its lists, each with the way to the rest of it."""
    lists = [red(part.caption, part.flags, part.count, names, leads) for part in parts]
    return {
        "alarm": one.alarm,
        "lists": list(zip(parts, lists, strict=True)),
        "not_run": one.not_run,
        "untold": one.untold,
        "count": len(one.flags),
    }


def _of_kind(flags: Sequence[Flag], address: Address) -> Sequence[Flag]:
    """Those of the kind of duty asked for; of none that there is, all of them."""
    rank = OF.get(address.choices.get("of", ""))
    return [flag for flag in flags if flag.rank == rank] or flags


def _paged(one: Raised, flags: Sequence[Flag], start: int, size: int) -> Part:
    ranks = {flag.rank for flag in flags}
    named = KINDS[next(iter(ranks)) or 0].title if len(ranks) == 1 and ranks != {None} else ""
    return Part(_caption(one, named), flags[start : start + size], len(flags), "")


def _firsts(one: Raised, address: Address) -> Iterator[Part]:
    """The first of an alarm; where it is of several kinds of duty, of each, the gravest kind first."""
    most = FIRST if len(one.flags) <= FIRST or one.flags[0].rank is None else OF_A_KIND
    for rank, of in groupby(one.flags, key=lambda flag: flag.rank):
        flags, kind = list(of), None if rank is None else KINDS[rank]
        url = str(address.change(kind=one.alarm.id, of=kind.id if kind else ""))
        more = url if len(flags) > most else ""
        yield Part(_caption(one, kind.title if kind else ""), flags[:most], len(flags), more)


def _caption(one: Raised, kind: str) -> str:
    return f"{one.alarm.title}: {words.uncapital(kind)}" if kind else one.alarm.title
