"""The pages of event kinds, sources, code sets and working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kinkeeper.kernel.bank_holidays import CHANGES, FIRST_ON, LAST_ON, REGULAR_HOLIDAYS, Holiday
from kinkeeper.kernel.workdays import calendar, versions
from kinkeeper.law.clock import Clock
from kinkeeper.law.clocks import CLOCKS
from kinkeeper.law.codes import CODE_SETS, Code
from kinkeeper.law.events import EVENTS, UNRETURNED
from kinkeeper.law.reference.parts import in_words, table, thread_words
from kinkeeper.law.sources import SOURCES
from kinkeeper.law.vocabulary import EventKind


def events(held: frozenset[str]) -> list[str]:
    """Every kind of event, the thread it belongs to and the clocks it works."""
    lines = [
        "What can happen to a child, and the thread that ties it to what follows. *Recorded*: today's "
        "records hold it. *Recorded here*: they do, and no return brings it. *Follows*: worked out from "
        "them. *Waiting*: no record holds it yet.",
        "",
    ]
    rows = [(f"`{k.id}`", k.title, _belongs(k), _comes(k, held), *_works(k.id)) for k in EVENTS]
    head = ("Kind", "What happened", "Thread", "Comes", "Starts", "Meets", "Ends")
    return lines + table(head, rows)


def _belongs(kind: EventKind) -> str:
    return thread_words(kind.key) + (f" in {thread_words(kind.under)}" if kind.under else "")


def _comes(kind: EventKind, held: frozenset[str]) -> str:
    if kind.id not in held:
        return "waiting"
    if kind.derived:
        return "follows"
    return "recorded here" if kind.id in UNRETURNED else "recorded"


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


def sources() -> list[str]:
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
        lines += [f"## {force.capitalize()}", "", *table(("Source", "Stood", "Clocks"), rows)]
    return lines


def working_days() -> list[str]:
    """The holidays, and the versions of the calendar as each became known."""
    replaced = {one.replaces: one for one in CHANGES if one.replaces}
    days = sorted([*REGULAR_HOLIDAYS, *CHANGES], key=lambda one: one.on)
    rows = [
        (
            f"{one.on:%a} {in_words(one.on)}",
            one.name,
            _proclaimed(one.proclaimed_on),
            _moved(replaced, one.on),
        )
        for one in days
    ]
    now = calendar()
    return [
        f"Days of England and Wales from {in_words(FIRST_ON)} to {in_words(LAST_ON)} that are "
        "neither a weekend nor a bank holiday. The day counted from is day 0; the first working day "
        "after it is day 1.",
        "",
        f"{len(versions())} versions, each known from a day; the newest holds {len(now.holidays)} "
        "holidays. An open duty moves when one is proclaimed; a closed one never does.",
        "",
        *table(("Day", "Holiday", "Proclaimed", "Moved to"), rows),
    ]


def _proclaimed(on: date | None) -> str:
    return in_words(on) if on else ""


def _moved(replaced: Mapping[date, Holiday], on: date) -> str:
    return in_words(replaced[on].on) if on in replaced else ""


def codes() -> list[str]:
    """Every code set, with what each code means and when it could be returned."""
    lines = ["What the codes of the statutory returns mean.", ""]
    for one in CODE_SETS.values():
        rows = [(f"`{c.code}`", c.meaning, _use(c), c.note) for c in one.codes]
        if one.pattern:
            rows.append((f"`{one.pattern}`", one.pattern_meaning, "", "any that match"))
        anchor = f'<a id="{one.id}"></a>'
        head = [f"## {anchor}{one.title}", "", f"`{one.id}`. Source: {one.source}.", ""]
        lines += [*head, *table(("Code", "Meaning", "Returned", "Note"), rows)]
    return lines


def _use(code: Code) -> str:
    since = f"from {in_words(code.since)}" if code.since else ""
    return f"{since} to {in_words(code.until)}".strip() if code.until else since
