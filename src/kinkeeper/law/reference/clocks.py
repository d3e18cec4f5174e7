"""The page of clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kinkeeper.kernel.offsets import Direction, Offset
from kinkeeper.law.clock import MARKS, Clock, Ladder
from kinkeeper.law.clocks import AREAS, CLOCKS
from kinkeeper.law.events import EVENTS, UNRETURNED
from kinkeeper.law.plain_titles import plain_title
from kinkeeper.law.programme import compile_clocks
from kinkeeper.law.reference.parts import in_words, table, thread_words

LOCAL = {
    "no": "Fixed: no authority may set another time",
    "tighten_only": "An authority may shorten it, never lengthen it",
    "yes": "An authority's own choice",
}


def clocks(held: frozenset[str]) -> list[str]:
    """Every clock by area: first a list, then each in full."""
    told = compile_clocks(CLOCKS, held).not_run
    waiting = {one.id: told[one.id] for one in CLOCKS if one.id in told and not one.apart}
    by_returns = len(CLOCKS) - len(compile_clocks(CLOCKS, held - UNRETURNED).not_run)
    running = len(CLOCKS) - len(waiting)
    lines = [
        f"A clock is a declared duty with a time. {len(CLOCKS)} are declared; {running} run on what "
        f"can be recorded here, and {len(waiting)} wait for what no record holds yet. Of the "
        f"{running}, {by_returns} run on loaded returns alone; the others begin with the first visit, "
        "contact or interview recorded here, and count nothing from before that day.",
        "",
        "How far each can be trusted is said by its mark:",
        "",
        *(f"- {mark}: {words}" for mark, words in MARKS.items()),
        "",
    ]
    for area, title in AREAS.items():
        mine = [one for one in CLOCKS if one.area == area]
        lines += [f"## {title}", "", *_list(mine, waiting)]
        for one in mine:
            lines += _clock(one, waiting)
    return lines


def _list(clocks: list[Clock], waiting: Mapping[str, str]) -> list[str]:
    rows = [
        (f"[{c.title}](#{c.id})", _now(c), c.check, _status(c, waiting).partition(",")[0].lower())
        for c in clocks
    ]
    return table(("Clock", "Due", "Mark", "Status"), rows)


def _clock(one: Clock, waiting: Mapping[str, str]) -> list[str]:
    alone = plain_title(one)
    told = {
        "On lists": alone if alone != one.title else "",
        "Law": f"{one.law} ({one.law.source.force})",
        "Starts with": "; ".join(_started(s.kind, s.words) for s in one.starts),
        "Counted from": one.anchor,
        "Due": "<br>".join(_versions(one)),
        "Covers": _covers(one),
        "A return counts": _returned(one),
        "Met when": f"{one.meets} (“{_titles(one.met_by)}”)",
        "Ends with": _titles(one.ends_with),
        "Starts again with": _titles(one.reanchors_on),
        "Stands still": _pauses(one),
        "May be waived": _waived(one),
        "Owner": one.owner,
        "Past due": one.escalates,
        "Shown once late to": ", ".join(role.replace("_", " ") for role in one.escalates_to),
        "Shown as due soon": _soon(one),
        "Mark": f"{one.check}, {MARKS[one.check]}",
        "Local setting": LOCAL[one.local],
        "In 2014-15": one.in_2014,
        "Notes": one.notes,
        "Status": waiting[one.id] if one.id in waiting else _status(one, waiting),
    }
    rows = [(name, words) for name, words in told.items() if words]
    head = [
        f'### <a id="{one.id}"></a>{one.title}',
        "",
        f"`{one.id}`, kept for each {thread_words(one.per)}",
        "",
    ]
    return [*head, *table(("", ""), rows)]


def _status(one: Clock, waiting: Mapping[str, str]) -> str:
    """Whether a clock runs, and on what."""
    if one.id in waiting:
        return "Waiting"
    if one.apart:
        return "Running, on a page of its own"
    needed = {*(start.kind for start in one.starts), *one.met_by} & UNRETURNED
    told = "; ".join(EVENTS[kind].title for kind in sorted(needed))
    return f"Running, once recorded here, for no return brings it: {told}" if needed else "Running"


def _started(kind: str, words: str) -> str:
    title = EVENTS[kind].title
    return f"{title} ({words})" if words else title


def _titles(kinds: Iterable[str]) -> str:
    return "; ".join(EVENTS[kind].title for kind in kinds)


def _versions(one: Clock) -> list[str]:
    """What was due in each period, oldest first."""
    told = []
    for since, ladder in one.in_force:
        words = _ladder(one, ladder) if ladder else "no longer owed"
        told.append(words if since == date.min else f"From {in_words(since)}: {words}")
    return told


def _now(one: Clock) -> str:
    since, ladder = one.in_force[-1]
    return _ladder(one, ladder) if ladder else f"no longer, since {in_words(since)}"


def _ladder(one: Clock, ladder: Ladder) -> str:
    """The times of the steps that a clock keeps."""
    first, last = one.steps.first, one.steps.last
    kept = [
        ladder[min(n, len(ladder)) - 1] for n in range(first, (last or max(first, len(ladder))) + 1)
    ]
    words = ", then ".join(_offset(offset) for offset in kept)
    return words if last else f"{words}, each time"


def _offset(offset: Offset) -> str:
    """A time in words."""
    if offset.n == 0:
        words = {Direction.BEFORE: "before it", Direction.BY: "by that date"}
        return words.get(offset.direction, "at once" if offset.needs_time else "the same day")
    stretch = f"{offset.n} {offset.unit.replace('_', ' ')}" + ("" if offset.n == 1 else "s")
    if offset.inclusive:
        return f"{stretch}, the first day counted"
    if offset.direction is Direction.BY:
        return f"{stretch} after, or beforehand"
    return f"{stretch} {'before' if offset.direction is Direction.BEFORE else 'after'}"


def _covers(one: Clock) -> str:
    if one.until_start:
        return f"What is counted from a day less than {_offset(one.until_start)} the start"
    return (
        f"What is counted from a day {_offset(one.from_start)} the start or later"
        if one.from_start
        else ""
    )


def _pauses(one: Clock) -> str:
    """Between which events a clock stands still."""
    return "; ".join(
        f"From “{EVENTS[p.begins].title}” to “{EVENTS[p.ends].title}”" for p in one.pauses_on
    )


def _waived(one: Clock) -> str:
    """When a duty may be waived or put off, by whom, and by what authority."""
    if (let := one.waivable) is None:
        return ""
    whom = " or ".join(role.replace("_", " ") for role in let.by)
    least = f" to a day {_offset(let.at_most)} it was due at most" if let.at_most else ""
    how = f"put off{least}" if least else "waived"
    return f"{let.when}: {how}, by a {whom}. {let.law}, mark {let.check}"


def _returned(one: Clock) -> str:
    """The days a return counts, for the steps a clock keeps."""
    kept = one.reports_as[one.steps.first - 1 : one.steps.last]
    return ", then ".join(f"{days} days" for days in kept if days)


def _soon(one: Clock) -> str:
    _, ladder = one.in_force[-1]
    timed = any(offset.needs_time for offset in ladder or ())
    return "" if timed else f"{one.warn} working day{'' if one.warn == 1 else 's'} ahead"
