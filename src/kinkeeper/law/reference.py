"""The reference pages, printed from the declarations: what is declared is what is documented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kinkeeper.kernel.bank_holidays import CHANGES, FIRST_ON, LAST_ON, REGULAR_HOLIDAYS, Holiday
from kinkeeper.kernel.offsets import Direction, Offset
from kinkeeper.kernel.workdays import calendar, versions
from kinkeeper.law.clock import MARKS, Clock, Ladder
from kinkeeper.law.clocks import AREAS, CLOCKS
from kinkeeper.law.codes import CODE_SETS, Code
from kinkeeper.law.events import EVENTS, RECORDED
from kinkeeper.law.programme import compile_clocks
from kinkeeper.law.sources import SOURCES
from kinkeeper.law.vocabulary import EventKind

WRITTEN_BY = (
    "<!-- Written by `kinkeeper docs` from the declarations. Change those, not this page. -->"
)
LOCAL = {
    "no": "Fixed: no authority may set another time",
    "tighten_only": "An authority may shorten it, never lengthen it",
    "yes": "An authority's own choice",
}


def pages(held: frozenset[str] = RECORDED) -> dict[str, str]:
    """Each page by file name, for records that hold these kinds of event."""
    return {
        "clocks.md": _page("Clocks", _clocks(held)),
        "codes.md": _page("Code sets", _codes()),
        "events.md": _page("Kinds of event", _events(held)),
        "sources.md": _page("Sources", _sources()),
        "working-days.md": _page("Working days", _working_days()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", WRITTEN_BY, "", *lines]).rstrip() + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    told = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in told] + [""]


def _clocks(held: frozenset[str]) -> list[str]:
    """Every clock by area: first a list, then each in full."""
    waiting = compile_clocks(CLOCKS, held).not_run
    running = len(CLOCKS) - len(waiting)
    lines = [
        f"A clock is a declared duty with a time. {len(CLOCKS)} are declared; {running} run on what "
        f"records hold today, and {len(waiting)} wait for what no record holds yet.",
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
        (f"[{c.title}](#{c.id})", _now(c), c.check, "waiting" if c.id in waiting else "running")
        for c in clocks
    ]
    return _table(("Clock", "Due", "Mark", "Status"), rows)


def _clock(one: Clock, waiting: Mapping[str, str]) -> list[str]:
    told = {
        "Law": f"{one.law} ({one.law.source.force})",
        "Starts with": "; ".join(_started(s.kind, s.words) for s in one.starts),
        "Counted from": one.anchor,
        "Due": "<br>".join(_versions(one)),
        "Covers": _covers(one),
        "A return counts": _returned(one),
        "Met when": f"{one.meets} (“{_titles(one.met_by)}”)",
        "Ends with": _titles(one.ends_with),
        "Starts again with": _titles(one.reanchors_on),
        "Owner": one.owner,
        "Past due": one.escalates,
        "Shown as due soon": f"{one.warn} days ahead",
        "Mark": f"{one.check}, {MARKS[one.check]}",
        "Local setting": LOCAL[one.local],
        "In 2014-15": one.in_2014,
        "Notes": one.notes,
        "Status": waiting.get(one.id, "Running"),
    }
    rows = [(name, words) for name, words in told.items() if words]
    head = [
        f'### <a id="{one.id}"></a>{one.title}',
        "",
        f"`{one.id}`, kept for each {_thread(one.per)}",
        "",
    ]
    return [*head, *_table(("", ""), rows)]


def _started(kind: str, words: str) -> str:
    title = EVENTS[kind].title
    return f"{title} ({words})" if words else title


def _titles(kinds: Iterable[str]) -> str:
    return "; ".join(EVENTS[kind].title for kind in kinds)


def _thread(entity: str) -> str:
    return entity.replace("_", " ")


def _versions(one: Clock) -> list[str]:
    """What was due in each period, oldest first."""
    told = []
    for since, ladder in one.in_force:
        words = _ladder(one, ladder) if ladder else "no longer owed"
        told.append(words if since == date.min else f"From {_on(since)}: {words}")
    return told


def _now(one: Clock) -> str:
    since, ladder = one.in_force[-1]
    return _ladder(one, ladder) if ladder else f"no longer, since {_on(since)}"


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


def _returned(one: Clock) -> str:
    """The days a return counts, for the steps a clock keeps."""
    kept = one.reports_as[one.steps.first - 1 : one.steps.last]
    return ", then ".join(f"{days} days" for days in kept if days)


def _on(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _events(held: frozenset[str]) -> list[str]:
    """Every kind of event, the thread it belongs to and the clocks it works."""
    lines = [
        "What can happen to a child, and the thread that ties it to what follows. *Recorded*: today's "
        "records hold it. *Follows*: worked out from them. *Waiting*: no record holds it yet.",
        "",
    ]
    rows = [(f"`{k.id}`", k.title, _belongs(k), _comes(k, held), *_works(k.id)) for k in EVENTS]
    head = ("Kind", "What happened", "Thread", "Comes", "Starts", "Meets", "Ends")
    return lines + _table(head, rows)


def _belongs(kind: EventKind) -> str:
    return _thread(kind.key) + (f" in {_thread(kind.under)}" if kind.under else "")


def _comes(kind: EventKind, held: frozenset[str]) -> str:
    if kind.id not in held:
        return "waiting"
    return "follows" if kind.derived else "recorded"


def _works(kind: str) -> tuple[str, str, str]:
    """How many clocks an event starts, meets and ends, by name where they are few."""
    starts = [c for c in CLOCKS if kind in {s.kind for s in c.starts}]
    meets = [c for c in CLOCKS if kind in c.met_by]
    ends = [c for c in CLOCKS if kind in c.ends_with]
    return _few(starts), _few(meets), _few(ends)


def _few(clocks: list[Clock]) -> str:
    if len(clocks) > 5:
        return f"{len(clocks)} clocks"
    return ", ".join(f"[{c.id}](clocks.md#{c.id})" for c in clocks)


def _sources() -> list[str]:
    """Every source, by force, and the clocks that rest on it."""
    lines = ["Each source is named once, and every clock cites the place in it.", ""]
    for force in dict.fromkeys(source.force for source in SOURCES):
        rows = []
        for source in SOURCES:
            if source.force == force:
                resting = [c for c in CLOCKS if c.law.source is source]
                years = f"{source.since or ''} to {source.until or ''}".strip()
                stood = (
                    ""
                    if years == "to"
                    else years.removesuffix(" to") + ("" if source.until else " on")
                )
                links = ", ".join(f"[{c.id}](clocks.md#{c.id})" for c in resting)
                rows.append((source.title, stood if source.since else "", links))
        lines += [f"## {force.capitalize()}", "", *_table(("Source", "Stood", "Clocks"), rows)]
    return lines


def _working_days() -> list[str]:
    """The holidays, and the versions of the calendar as each became known."""
    replaced = {one.replaces: one for one in CHANGES if one.replaces}
    days = sorted([*REGULAR_HOLIDAYS, *CHANGES], key=lambda one: one.on)
    rows = [
        (
            f"{one.on:%a} {_on(one.on)}",
            one.name,
            _proclaimed(one.proclaimed_on),
            _moved(replaced, one.on),
        )
        for one in days
    ]
    now = calendar()
    return [
        f"Days of England and Wales from {_on(FIRST_ON)} to {_on(LAST_ON)} that are neither a weekend "
        "nor a bank holiday. The day counted from is day 0; the first working day after it is day 1.",
        "",
        f"{len(versions())} versions, each known from a day; the newest holds {len(now.holidays)} "
        "holidays. An open duty moves when one is proclaimed; a closed one never does.",
        "",
        *_table(("Day", "Holiday", "Proclaimed", "Moved to"), rows),
    ]


def _proclaimed(on: date | None) -> str:
    return _on(on) if on else ""


def _moved(replaced: Mapping[date, Holiday], on: date) -> str:
    return _on(replaced[on].on) if on in replaced else ""


def _codes() -> list[str]:
    """Every code set, with what each code means and when it could be returned."""
    lines = ["What the codes of the statutory returns mean.", ""]
    for one in CODE_SETS.values():
        rows = [(f"`{c.code}`", c.meaning, _use(c), c.note) for c in one.codes]
        if one.pattern:
            rows.append((f"`{one.pattern}`", one.pattern_meaning, "", "any that match"))
        head = [f"## {one.title}", "", f"`{one.id}`. Source: {one.source}.", ""]
        lines += [*head, *_table(("Code", "Meaning", "Returned", "Note"), rows)]
    return lines


def _use(code: Code) -> str:
    since = f"from {_on(code.since)}" if code.since else ""
    return f"{since} to {_on(code.until)}".strip() if code.until else since
