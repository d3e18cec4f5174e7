"""Findings as tables: of a rule, of a child with the fields at fault marked, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from kinkeeper.kernel.ids import reference
from kinkeeper.returns.run_queries import Accepted, Child, Found, Given, Held, Rule
from kinkeeper.web import words
from kinkeeper.web.due import Tone
from kinkeeper.web.filters import Choice
from kinkeeper.web.parts import Cell, Column, Fact, Row, Tag, Worklist
from kinkeeper.web.presenters import people
from kinkeeper.web.presenters.runs.rules import SEVERITIES
from kinkeeper.web.presenters.tables import table
from kinkeeper.web.shapes import Name

STATUSES: Mapping[str, tuple[str, Tone]] = {
    "new": ("New", "soon"),
    "still": ("Still there", "note"),
    "gone": ("Gone", "met"),
}
STATUS = Choice("status", "Since the check before", (("new", "New"), ("still", "Still there")))
CHANGE = Choice("status", "What changed", tuple((k, v[0]) for k, v in STATUSES.items()))
NOBODY = "No child"
MOST = 200  # findings of one child, and rows of one of their tables, that a page shows
_ROW = ""  # in place of a column: the row as a whole is at fault
Names = Mapping[UUID, Sequence[Name]]
Answers = Mapping[UUID, Accepted]


def child_words(child: Child | None, names: Names) -> tuple[str, str]:
    """A child by name where it may be seen, else by the return's own number; then the quiet line."""
    if child is None:
        return NOBODY, ""
    known = names.get(child.person_id, ()) if child.person_id else ()
    if known:
        return people.filed(known[0]), child.child
    return f"Child {child.child}", reference(
        child.person_id
    ) if child.person_id else "Not in the records"


def of_rule(found: Iterable[Found], names: Names, accepted: Answers, total: int, *,
            answers: bool) -> Worklist:  # fmt: skip
    """The rows that break one rule."""
    columns = [Column(one) for one in ("Child", "Where", "Fields at fault", "Since", "Answer")]
    rows = [_of_rule(one, names, accepted.get(one.id), answers=answers) for one in found]
    return Worklist("Rows at fault", columns, rows, words.counted(total, "row"))


def changes(found: Iterable[Found], names: Names, total: int) -> Worklist:
    """What is new, gone or still there against the run before."""
    rows = [
        Row((child_cell(one.child, names), Cell(one.rule), Cell(where(one)), Cell(fields(one)),
             _status(one)))
        for one in found
    ]  # fmt: skip
    columns = [Column(one) for one in ("Child", "Rule", "Where", "Fields at fault", "Since")]
    return Worklist("Against the check before", columns, rows, words.counted(total, "finding"))


def of_child(found: Sequence[Found], rules: Mapping[tuple[UUID, str], Rule],
             accepted: Answers, *, answers: bool) -> Worklist:  # fmt: skip
    """Everything found in one child's rows, with what to do."""
    rows = [
        _of_child(one, rules[one.run_id, one.rule], accepted.get(one.id), answers=answers)
        for one in found[:MOST]
    ]
    columns = ("Rule", "What to do", "Fields at fault", "Kind", "Answer")
    return table("What is wrong", columns, rows, _first(MOST, len(found), "finding"))


def rows(held: Iterable[Held], found: Iterable[Found]) -> list[Worklist]:
    """The child's rows, a table for each table of the return; what is at fault is marked by its rules."""
    marks: dict[tuple[str, str, int | None, str], list[str]] = {}
    for one in found:
        for name, _ in one.fields or [(_ROW, None)]:
            marks.setdefault((one.table, one.file, one.row, name), []).append(one.rule)
    by_table: dict[str, list[Held]] = {}
    for row in held:
        by_table.setdefault(row.table, []).append(row)
    return [_table(name, of, marks) for name, of in by_table.items()]


def children(found: Sequence[Child], names: Names,
             given: Mapping[tuple[str, str], Given], total: int) -> Worklist:  # fmt: skip
    """The children with something at fault, the most errors first."""
    columns = [Column("Child"), Column("Team")]
    columns += [Column(one, figure=True) for one in ("Errors", "Findings")]
    listed = [
        Row((child_cell(one, names), Cell(_team(given, one)), Cell(f"{getattr(one, 'errors'):,}"),  # noqa: B009
             Cell(f"{getattr(one, 'found'):,}")))  # noqa: B009
        for one in found
    ]  # fmt: skip
    total_words = words.counted(total, "child", "children")
    return Worklist("Children", columns, listed, total_words)


def facts_of_child(child: Child, given: Mapping[tuple[str, str], Given]) -> list[Fact]:
    """Who it is, and to whom the child's rows are given."""
    record = reverse("child-work", args=[child.person_id]) if child.person_id else ""
    short = f"Record {reference(child.person_id)}" if child.person_id else "Not in the records"
    return [
        Fact("Number in the return", child.child),
        Fact("Record", short, url=record),
        Fact("Given to", _team(given, child)),
    ]


def where(one: Found) -> str:
    """The table, the file and the row a finding points at."""
    if not one.table:
        return "The return as a whole"
    return f"{one.table}, {one.file} row {one.row}" if one.file else one.table


def fields(one: Found) -> str:
    """The fields at fault with what they hold."""
    return ", ".join(f"{name} {value or '(blank)'}" for name, value in one.fields) or "The row"


def _of_rule(one: Found, names: Names, said: Accepted | None, *, answers: bool) -> Row:
    cells = (
        child_cell(one.child, names),
        Cell(where(one)),
        Cell(fields(one)),
        _status(one),
        _answer(one, said, answers=answers),
    )
    return Row(cells)


def _of_child(one: Found, rule: Rule, said: Accepted | None, *, answers: bool) -> Row:
    kind, tone = SEVERITIES[one.severity]
    cells = (
        Cell(f"Rule {one.rule}", url=reverse("run-rule", args=[one.run_id, one.rule]),
             under=rule.says, head=True, label=False),
        Cell(rule.to_do),
        Cell(fields(one), under=where(one)),
        Cell(kind, tone=tone, label=False),
        _answer(one, said, answers=answers),
    )  # fmt: skip
    return Row(cells)


def child_cell(child: Child | None, names: Names) -> Cell:
    """A child, leading to their rows."""
    said, under = child_words(child, names)
    url = reverse("run-child", args=[child.id]) if child else ""
    return Cell(said, url=url, under=under, head=True, label=False)


def _status(one: Found) -> Cell:
    said, tone = STATUSES[one.status]
    return Cell(said, tone=tone, label=False)


def _answer(one: Found, said: Accepted | None, *, answers: bool) -> Cell:
    """Accepted and why, with the way to take it back; else, for who may, the way to accept it."""
    hidden = f"rule {one.rule}, {where(one)}"
    if said:
        url = reverse("run-withdraw", args=[one.id]) if answers else ""
        return Cell(
            "Withdraw" if answers else "Accepted",
            url=url,
            hidden=hidden,
            under=f"Accepted: {said.reason}",
        )
    if not answers:
        return Cell("Not accepted")
    return Cell("Accept", url=reverse("run-accept", args=[one.id]), hidden=hidden)


def _team(given: Mapping[tuple[str, str], Given], child: Child) -> str:
    team = given.get(("", child.child))
    return team.team.name if team else "No team"


def _table(
    name: str, held: Sequence[Held], marks: Mapping[tuple[str, str, int | None, str], list[str]]
) -> Worklist:
    """Columns stand as in the row at fault; one that is blank in every row is left out."""
    fullest = sorted(held, key=lambda row: not row.at_fault)[:MOST]
    ordered = sorted(fullest, key=lambda row: (row.file, row.row))
    names = [
        column
        for column in dict.fromkeys(column for row in fullest for column, _ in row.values)
        if any(
            dict(row.values).get(column) is not None or _at(marks, row, column) for row in fullest
        )
    ]
    columns = [Column("Row"), *(Column(one) for one in names)]
    total = _first(MOST, len(held), "row")
    return Worklist(name, columns, [_row(row, names, marks) for row in ordered], total)


def _first(most: int, number: int, one: str) -> str:
    """How many there are, and how many of them are shown where that is not all."""
    said = words.counted(number, one)
    return f"{said}, the first {most} shown" if number > most else said


def _row(
    row: Held, names: Sequence[str], marks: Mapping[tuple[str, str, int | None, str], list[str]]
) -> Row:
    values = dict(row.values)
    cells = [Cell(values.get(one) or "(blank)", tags=_tags(marks, row, one)) for one in names]
    tags = _tags(marks, row, _ROW)
    return Row((Cell(f"Row {row.row}", under=row.file, head=True, label=False, tags=tags), *cells))


def _tags(
    marks: Mapping[tuple[str, str, int | None, str], list[str]], row: Held, column: str
) -> list[Tag]:
    return [Tag(f"At fault: {code}", "late") for code in sorted(set(_at(marks, row, column)))]


def _at(
    marks: Mapping[tuple[str, str, int | None, str], list[str]], row: Held, column: str
) -> list[str]:
    return marks.get((row.table, row.file, row.row, column), [])
