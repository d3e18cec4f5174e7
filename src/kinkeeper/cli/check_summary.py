"""What `kinkeeper check` prints: what is in error, what was not run, and what was wrong with the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import fill
from typing import Final

from kinkeeper.law.returns.checked import Asked, Checked

FEW: Final = 15
_WIDTH: Final = 96
_INDENT: Final = " " * 28


def as_text(checked: Checked, *, everything: bool) -> str:
    """The summary: the worst rules first, and every one of them when asked for."""
    return "\n".join(_lines(checked, everything=everything)) + "\n"


def _lines(checked: Checked, *, everything: bool) -> Iterator[str]:
    broken = sorted(
        (one for one in checked.asked if one.outcome == "broken"),
        key=lambda one: (one.rule.severity != "error", -one.rows, one.rule.code),
    )
    yield f"{checked.name} {checked.given.period.label} ({checked.told})"
    yield ""
    yield from _files(checked)
    shown = broken if everything else broken[:FEW]
    if shown:
        yield f"{'Rule':<10} {'Severity':<9} {'Rows':>6}"
    for one in shown:
        yield _rule(one)
    if len(broken) > len(shown):
        more = len(broken) - len(shown)
        said = "1 more rule that is" if more == 1 else f"{more} more rules that are"
        yield f"… and {said} broken; --all prints {'it' if more == 1 else 'them'}."
    yield ""
    yield from _not_run(checked)
    yield _sums(checked, len(broken))


def _rule(one: Asked) -> str:
    head = f"{one.rule.code:<10} {one.rule.severity:<9} {one.rows:>6}"
    return fill(one.rule.says, _WIDTH, initial_indent=f"{head} ", subsequent_indent=_INDENT)


def _files(checked: Checked) -> Iterator[str]:
    found = Counter((one.file, one.field, one.reason) for one in checked.problems)
    for (file, field, reason), count in found.most_common(FEW):
        of = f", {field}" if field else ""
        yield f"{file}{of}: {reason}" + (f" ({count} times)" if count > 1 else "")
    if len(found) > FEW:
        yield f"… and {len(found) - FEW} more things about the files; the report has them all."
    for one in checked.unread:
        yield f"{one.name}: passed by, {one.reason}"
    if checked.problems or checked.unread:
        yield ""


def _not_run(checked: Checked) -> Iterator[str]:
    reasons = Counter(one.not_run for one in checked.asked if one.not_run)
    for reason, count in reasons.most_common():
        rules = "1 rule" if count == 1 else f"{count} rules"
        yield f"{rules}: {reason[:1].lower()}{reason[1:]}"
    if reasons:
        yield ""


def _sums(checked: Checked, broken: int) -> str:
    met = sum(one.outcome == "met" for one in checked.asked)
    not_run = sum(one.outcome == "not run" for one in checked.asked)
    rows = "1 row is" if checked.errors == 1 else f"{checked.errors:,} rows are"
    return (
        f"{rows} in error; {checked.count('query') + checked.count('warning'):,} more to look at. "
        f"Of {len(checked.asked)} rules {broken} {'is' if broken == 1 else 'are'} broken, "
        f"{met} {'holds' if met == 1 else 'hold'} and {not_run} {'was' if not_run == 1 else 'were'} not run."
    )
