"""Runs as a list, how one stands, and what it came to in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from kinkeeper.jobs.queries import Standing
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.measures.suppress import KEPT_BACK, small
from kinkeeper.returns.run_queries import PARTS, RETURNS, Problem, Run, State, Tally, Totals
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Column, Fact, Figure, Row, Worklist
from kinkeeper.web.presenters.imports import ASKS_FOR, Stands
from kinkeeper.web.presenters.tables import row, table

TITLES = {
    "waiting": "Waiting to be checked",
    "working": "Being checked",
    "refused": "Nothing was checked",
    "failed": "Nothing was checked",
}
_LEAVE = "You can leave this page; what is found will be under Returns, Checks of a return."
UNHEARD = (
    "The part of Kinkeeper that checks files is not running.",
    "Tell your system administrator. The files are kept, and are checked once it runs.",
)
SAYS = {
    "waiting": ("Your files have arrived and will be checked in turn.", _LEAVE),
    "working": ("Every rule of the return is being asked of your files.", _LEAVE),
    "done": ("Your files are checked.", ""),
}


def name_of(run: Run) -> str:
    """SSDA903, children looked after, 2025-26."""
    return f"{RETURNS[run.collection]}, {year_label(run.year)}"


def stands(run: Run, last: State, jobs: Standing) -> Stands:
    """Waiting, working, refused or failed; and when nobody is there to check it, that."""
    wrong = last.state in ("refused", "failed")
    unheard = jobs.unheard and last.state in ("waiting", "working")
    said = (f"{words.begun(last.reason)}.", last.to_do) if wrong else SAYS[last.state]
    says, to_do = UNHEARD if unheard else said
    return Stands(
        id=run.id,
        title=TITLES.get(last.state, "Checked"),
        says=says,
        to_do=to_do,
        wrong=wrong,
        asks=not wrong and jobs.at - run.begun_at < ASKS_FOR,
        seen=f"{last.state}{'-unheard' if unheard else ''}",
    )


def runs(found: Iterable[Run], totals: Mapping[UUID, Totals], *, guard: bool) -> Worklist:
    """Every run, the latest first; what it came to in the rows open to the reader, or how it stands."""
    columns = [Column(one) for one in ("When", "Return", "By")]
    columns += [Column(one, figure=True) for one in ("In error", "To look at", "Rules not run")]
    return Worklist(
        "Checks of returns", columns, [_run(one, totals[one.id], guard=guard) for one in found]
    )


def _run(run: Run, came_to: Totals, *, guard: bool) -> Row:
    when = Cell(
        words.full_moment(run.begun_at), url=reverse("run", args=[run.id]), head=True, label=False
    )
    if run.judged_at is None:
        blank = (Cell("Not checked"), Cell("Not checked"), Cell("Not checked"))
        return Row((when, Cell(name_of(run)), Cell(run.begun_by_name), *blank))
    errors, others = (number(n, guard=guard) for n in (came_to.errors, came_to.others))
    counts = (errors, others, f"{run.not_run:,}")
    return Row(
        (when, Cell(name_of(run), under=partial(run)), Cell(run.begun_by_name), *map(Cell, counts))
    )


def partial(run: Run) -> str:
    """That a run was of some tables of a return alone, and of which; nothing of a whole return."""
    return "" if run.whole else f"Only these tables were given: {', '.join(run.tables) or 'none'}."


def number(value: int, *, guard: bool) -> str:
    """A count; to who sees only aggregates a small one is kept back."""
    return KEPT_BACK if guard and small(value) else f"{value:,}"


def counts(run: Run, *, guard: bool) -> list[Fact]:
    """What a run came to, over every child of the return."""
    return [
        Fact("Rows in error", number(run.errors, guard=guard)),
        Fact("Rows to look at", number(run.others, guard=guard)),
        Fact("Children with a row at fault", number(run.children, guard=guard)),
        Fact("Rules broken", f"{run.broken:,}"),
        Fact("Rules that hold", f"{run.met:,}"),
        Fact("Rules not run", f"{run.not_run:,}"),
    ]


def figures(run: Run, found: Sequence[Tally], children: int) -> list[Figure]:
    """The totals of what the reader may see; each opens its list."""
    errors = sum(one.rows for one in found if one.rule.severity == "error")
    others = sum(one.rows for one in found) - errors
    address = reverse("run", args=[run.id])
    shown = [
        Figure(errors, "rows in error", f"{address}?kind=error#list", late=errors > 0),
        Figure(others, "rows to look at", f"{address}?kind=other#list"),
        Figure(children, "children", reverse("run-children", args=[run.id])),
    ]
    if run.before_id:
        new = sum(one.new for one in found)
        shown.append(
            Figure(new, "new since the check before", reverse("run-changes", args=[run.id]))
        )
    return [*shown, Figure(run.not_run, "rules not run", "#not-run")]


def summary(run: Run) -> str:
    """Who checked what and when, in a sentence."""
    return f"{run.begun_by_name} checked {name_of(run)} on {words.full_moment(run.judged_at)}."


def about(run: Run) -> list[Fact]:
    """What was judged, by what, and how one can tell that it was this."""
    before = run.before
    return [
        Fact("What was checked", run.get_origin_display()),
        Fact("How the year was told", words.begun(run.told)),
        Fact("Authority", run.authority or None),
        Fact("Codes and rules of", year_label(run.code_year) if run.code_year else None),
        Fact("Fingerprint of all that was checked", run.sha256[:16]),
        Fact(
            "Check before",
            words.full_moment(before.judged_at) if before else "The first of its kind this year",
            url=reverse("run", args=[before.id]) if before else "",
        ),
    ]


def files(run: Run) -> Worklist:
    """The files that were sent; their content is gone."""
    rows = [
        row(one.name, PARTS[one.part], f"{one.size:,} bytes", one.sha256[:16])
        for one in run.files.all()
    ]
    return table("Files that were checked", ("File", "Part", "Size", "Fingerprint"), rows)


def problems(found: Sequence[Problem], total: int) -> Worklist:
    """What was wrong with the files before a rule was asked."""
    rows = [
        row(
            f"{one.file}, row {one.row}" if one.row else one.file,
            " ".join(part for part in (one.table, one.field) if part) or "The file",
            words.begun(one.reason),
            one.to_do,
        )
        for one in found
    ]
    columns = ("Where", "Table and field", "What is wrong", "What to do")
    return table("What was wrong with the files", columns, rows, words.counted(total, "problem"))
