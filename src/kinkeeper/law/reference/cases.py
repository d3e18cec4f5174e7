"""The page of worked cases."""

from __future__ import annotations

from kinkeeper.law.cases import CASES, Case
from kinkeeper.law.clocks import clock
from kinkeeper.law.events import EVENTS
from kinkeeper.law.reference.parts import in_words, table


def cases() -> list[str]:
    """Each worked case: what happened, what fell due and what became of it."""
    lines = [
        "Tests run each of these against the engine; what is shown is what it finds. What follows "
        "from what happened, such as becoming an eligible child, is worked out and not listed.",
        "",
    ]
    for one in CASES:
        lines += [
            f"## {one.title}",
            "",
            *_born(one),
            *_events(one),
            *_instances(one),
            *_states(one),
        ]
    return lines


def _born(one: Case) -> list[str]:
    return [f"Born on {in_words(one.born_on)}.", ""] if one.born_on else []


def _events(one: Case) -> list[str]:
    rows = [
        (on, EVENTS[kind].title, thread, "".join(detail))
        for on, kind, thread, *detail in Case.rows(one.events)
    ]
    return table(("Day", "What happened", "Thread", "Detail"), rows)


def _instances(one: Case) -> list[str]:
    rows = [
        (_link(name), step, due, plan_by or due, report, became)
        for name, step, due, plan_by, report, became in Case.rows(one.instances)
    ]
    return table(("Clock", "Step", "Due", "Plan by", "A return counts to", "Became of it"), rows)


def _states(one: Case) -> list[str]:
    rows = [(on, _link(name), step, told) for on, name, step, told in Case.rows(one.states)]
    return table(("At the end of", "Clock", "Step", "State"), rows) if rows else []


def _link(name: str) -> str:
    return f"[{clock(name).title}](clocks.md#{name})"
