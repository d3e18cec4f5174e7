"""What a series says, in a title and a sentence; what could not be counted is said to be not run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinkeeper.measures.catalogue import is_flow, unit_of
from kinkeeper.measures.figures import Value
from kinkeeper.measures.months import month_of
from kinkeeper.web.charts.shapes import shown
from kinkeeper.web.words import counted

SAME = 0.5  # of a unit or of a percentage point: no more than rounding


@dataclass(frozen=True, slots=True)
class Finding:
    """A title that says the finding, and a sentence with the numbers behind it."""

    title: str
    sentence: str


def finding(values: Sequence[Value], name: str) -> Finding:
    """The latest figure, against the same month of the year before, and its range since."""
    over = [v for v in values if not so_far(v)]
    if over and over[-1].kept_back:
        when = _when(values, over[-1])
        return Finding(f"{name}: kept back{when}", f"{over[-1].why} {_kept(over)}")
    last = latest(values)
    if last is None:
        reason = next((v.why for v in reversed(values) if v.why), "Nothing is recorded.")
        kept = bool(values) and values[-1].kept_back
        return Finding(f"{name}: {'kept back' if kept else 'not run'}", reason)
    before = year_before(values, last)
    when = _when(values, last)
    title = _title(name, last, before, when)
    return Finding(title, f"{_behind(last)} {_range(values, last)}".strip())


def month_among(value: Value, values: Sequence[Value]) -> str:
    """The month's name; with its year where there is another month of that name."""
    others = {v.month.year for v in values if v.month.month == value.month.month}
    return f"{value.month:%B %Y}" if len(others) > 1 else f"{value.month:%B}"


def _when(values: Sequence[Value], last: Value) -> str:
    """When, where it is not how things stand now."""
    said = is_flow(last.one) or last is not values[-1]
    return f" in {month_among(last, values)}" if said else ""


def _kept(over: Sequence[Value]) -> str:
    """That months are kept back, so that nothing is said of all of them."""
    back = sum(v.kept_back for v in over)
    were = "is" if back == 1 else "are"
    return (
        f"{back} of {counted(len(over), 'month')} {were} kept back: no lowest or highest is told."
    )


def latest(values: Sequence[Value]) -> Value | None:
    """The last month that can be judged: of what happens in a month, the last that is over."""
    there = [v for v in values if v.value is not None and not so_far(v)]
    return there[-1] if there else None


def so_far(value: Value) -> bool:
    """Whether the figure is of a month that was not over."""
    return is_flow(value.one) and value.as_at < month_of(value.month).end


def year_before(values: Sequence[Value], last: Value) -> Value | None:
    """The same month of the year before, where it is known."""
    return next((v for v in _a_year_before(values, last) if v.value is not None), None)


def not_before(values: Sequence[Value], last: Value) -> str:
    """In place of the year before: that it is kept back, or else that it is not known."""
    kept = next((v for v in _a_year_before(values, last) if v.kept_back), None)
    return number(kept) if kept else "Not known"


def _a_year_before(values: Sequence[Value], last: Value) -> list[Value]:
    month = date(last.month.year - 1, last.month.month, 1)
    return [v for v in (last.before, *values) if v and v.month == month]


def change(values: Sequence[Value]) -> str:
    """The change since the month before, in words."""
    there = [v for v in values if v.value is not None and not so_far(v)]
    if len(there) < 2:
        return "No month before to compare with"
    if _back_between(values, there[-2], there[-1]):
        return "The month before is kept back"
    now, was = there[-1].value or 0.0, there[-2].value or 0.0
    month = month_among(there[-2], values)
    if abs(now - was) < SAME:
        return f"The same as in {month}"
    more = "more" if now > was else "fewer"
    return f"{shown(abs(now - was))} {more} than at the end of {month}"


def _back_between(values: Sequence[Value], first: Value, last: Value) -> bool:
    return any(v.kept_back for v in values if first.month < v.month < last.month)


def number(value: Value) -> str:
    """The figure as a table shows it: 1,204, or 62% of 100, or why there is none."""
    if value.kept_back:
        return "Not shown" if value.closed else "c"
    if value.not_run:
        return "Not run"
    if value.value is None:
        return "None due" if value.one.on == "due_on" else "None"
    of = f" of {value.denominator:,}" if unit_of(value.one) == "%" else ""
    return f"{shown(value.value, unit_of(value.one))}{of}"


def _title(name: str, last: Value, before: Value | None, when: str) -> str:
    unit, now = unit_of(last.one), last.value or 0.0
    to = shown(now, unit)
    if before is None or before.value is None:
        return f"{name}: {to}{when}"
    was = before.value
    if abs(now - was) < SAME:
        return f"{name}: {to}{when}, as a year before"
    way = "rose" if now > was else "fell"
    return f"{name} {way} to {to}{when}, from {shown(was, unit)} a year before"


def _behind(last: Value) -> str:
    if last.spread:
        held = counted(last.numerator or 0, "child", "children")
        by = counted(last.denominator or 0, "worker")
        if not last.five:
            return f"{held} with {by}. The fewest and the most that one leads with are kept back."
        low, _, middle, _, high = last.five
        return (
            f"{held} with {by}: half of them lead with {shown(middle)} or fewer, "
            f"the fewest is {shown(low)}, the most {shown(high)}."
        )
    if unit_of(last.one) != "%":
        return ""
    return f"{last.numerator:,} of {last.denominator:,} in {last.month:%B %Y}."


def _range(values: Sequence[Value], last: Value) -> str:
    there = [v for v in values if v.value is not None and not so_far(v)]
    over = [v for v in values if not so_far(v)]
    if any(v.kept_back for v in over):
        return _kept(over)
    if len(there) < 3:
        return "There are not yet three months to compare."
    unit = unit_of(last.one)
    newest = there[::-1]  # of months that are alike, the latest is named
    low = min(newest, key=lambda v: v.value or 0.0)
    high = max(newest, key=lambda v: v.value or 0.0)
    if (high.value or 0.0) - (low.value or 0.0) < SAME:
        return f"It has not changed since {there[0].month:%B %Y}."
    return (
        f"The lowest since {there[0].month:%B %Y} was {shown(low.value or 0.0, unit)} in "
        f"{month_among(low, values)}, the highest {shown(high.value or 0.0, unit)} in "
        f"{month_among(high, values)}."
    )
