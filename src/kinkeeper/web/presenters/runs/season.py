"""The checks of one year's return as a line: how rows in error went from one check to the next."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.measures.suppress import small
from kinkeeper.returns.run_queries import Run
from kinkeeper.web import charts, words
from kinkeeper.web.parts import Cell, Chart, Column, Piece, Row, Worklist
from kinkeeper.web.presenters.runs.listed import name_of, number

MOST = 30  # checks drawn, the latest of them
WHY = "Kept back: a small number would point at children."


def progress(found: Sequence[Run], *, guard: bool) -> Chart | None:
    """The season's chart with its table; None where there is nothing to compare."""
    if not found:
        return None
    runs = found[-MOST:]
    points = [_point(one, guard=guard) for one in runs]
    table = Worklist(
        "Check by check",
        [Column("When"), *(Column(one, figure=True) for one in (
            "In error", "To look at", "Children", "Rules not run"))],
        [_row(one, guard=guard) for one in reversed(runs)],
    )  # fmt: skip
    piece = Piece(
        "", "Rows in error, check by check; the table has the numbers", charts.line(points)
    )
    return Chart(
        id="season",
        title=_title(runs, guard=guard),
        sentence=_sentence(runs),
        drawings=[piece],
        table=table,
        source=f"Checks of {name_of(runs[-1])}. Every child of the return is counted.",
    )


def _point(run: Run, *, guard: bool) -> charts.Point:
    label = words.short_date(run.judged_at.date() if run.judged_at else None).rsplit("\u00a0", 1)[0]
    if guard and small(run.errors):
        return charts.Point(label, None, WHY)
    return charts.Point(label, float(run.errors))


def _title(runs: Sequence[Run], *, guard: bool) -> str:
    first, last = runs[0], runs[-1]
    to = number(last.errors, guard=guard)
    year = year_label(last.year)
    if len(runs) == 1 or (guard and (small(first.errors) or small(last.errors))):
        return f"{year}: {to} rows in error at the latest check"
    if first.errors == last.errors:
        return f"{year}: {to} rows in error, as at the first check"
    way = "fell" if last.errors < first.errors else "rose"
    return f"{year}: rows in error {way} from {number(first.errors, guard=guard)} to {to}"


def _sentence(runs: Sequence[Run]) -> str:
    last = runs[-1]
    of = words.counted(len(runs), "check")
    return (
        f"{of} of this year's return. At the latest, {words.counted(last.broken, 'rule is', 'rules are')} "
        f"broken and {words.counted(last.not_run, 'rule was', 'rules were')} not run."
    )


def _row(run: Run, *, guard: bool) -> Row:
    when = words.full_moment(run.judged_at)
    counts = (run.errors, run.others, run.children)
    return Row(
        (
            Cell(when, url=reverse("run", args=[run.id]), head=True),
            *(Cell(number(one, guard=guard)) for one in counts),
            Cell(f"{run.not_run:,}"),
        )
    )
