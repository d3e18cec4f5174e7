"""The checks of one year's return as a line: how rows in error went from one check to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.measures.suppress import small
from kinkeeper.returns.run_queries import LEFT_OUT, ORIGINS, Run, Totals
from kinkeeper.web import charts, words
from kinkeeper.web.parts import Cell, Chart, Column, Piece, Row, Worklist
from kinkeeper.web.presenters.runs.listed import name_of, number

MOST = 30  # checks drawn, the latest of them
WHY = "Kept back: a small number would point at children."


def latest(found: Sequence[Run]) -> Sequence[Run]:
    """Those of a season's runs that are drawn."""
    return found[-MOST:]


def progress(runs: Sequence[Run], came_to: Mapping[UUID, Totals], *, guard: bool) -> Chart:
    """A season's chart with its table: of the checks of files, or of those of the records."""
    told = [(one, came_to[one.id]) for one in runs]
    points = [_point(run, totals, guard=guard) for run, totals in told]
    table = Worklist(
        "Check by check",
        [Column("When"), *(Column(one, figure=True) for one in (
            "In error", "To look at", "Children", "Rules not run"))],
        [_row(run, totals, guard=guard) for run, totals in reversed(told)],
    )  # fmt: skip
    piece = Piece(
        "", "Rows in error, check by check; the table has the numbers", charts.line(points)
    )
    counted = "Every child of the return is counted." if guard else LEFT_OUT
    return Chart(
        id=f"season-{runs[-1].origin}",
        title=_title(told, guard=guard),
        sentence=_sentence(runs),
        drawings=[piece],
        table=table,
        source=f"Checks of the whole of {name_of(runs[-1])}. {counted}",
    )


def _point(run: Run, came_to: Totals, *, guard: bool) -> charts.Point:
    label = words.short_date(run.judged_at.date() if run.judged_at else None).rsplit("\u00a0", 1)[0]
    if guard and small(came_to.errors):
        return charts.Point(label, None, WHY)
    return charts.Point(label, float(came_to.errors))


def _title(told: Sequence[tuple[Run, Totals]], *, guard: bool) -> str:
    (_, first), (run, last) = told[0], told[-1]
    to = number(last.errors, guard=guard)
    year = f"{year_label(run.year)}, {words.uncapital(ORIGINS[run.origin])}"
    if len(told) == 1 or (guard and (small(first.errors) or small(last.errors))):
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


def _row(run: Run, came_to: Totals, *, guard: bool) -> Row:
    when = words.full_moment(run.judged_at)
    counts = (came_to.errors, came_to.others, came_to.children)
    return Row(
        (
            Cell(when, url=reverse("run", args=[run.id]), head=True),
            *(Cell(number(one, guard=guard)) for one in counts),
            Cell(f"{run.not_run:,}"),
        )
    )
