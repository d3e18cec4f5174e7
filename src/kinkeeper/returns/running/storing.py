"""Keeps a judged return: rules, children, rows and findings, each against the run before."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

import polars as pl

from kinkeeper.chronology.tables import copy_in
from kinkeeper.law.returns.checked import Asked, Checked
from kinkeeper.law.returns.view import LAST
from kinkeeper.people.queries import holders_of
from kinkeeper.returns.answering import take_turn
from kinkeeper.returns.models import (
    AcceptanceEnd,
    Collection,
    Origin,
    ReturnRun,
    RunChild,
    RunFinding,
    RunProblem,
    RunRow,
    RunRule,
)
from kinkeeper.returns.running.beside import kept_rows
from kinkeeper.returns.running.comparing import Key, Seen, changed_acceptances, gone, run_before
from kinkeeper.returns.running.findings import Found, Row, found, shown

_AT_ONCE: Final = 2_000
_ROWS: Final = pl.Schema(
    {"run_id": pl.String, "child_id": pl.String, "table": pl.String, "file": pl.String,
     "row": pl.Int64, "values": pl.String, "section": pl.String, "at_fault": pl.Boolean}
)  # fmt: skip
# The table that every child of the return has a row in: without its rows a return is not whole.
_EVERYBODY: Final = {Collection.SSDA903: "Episodes", Collection.CIN: "CINdetails"}


def store(run: ReturnRun, checked: Checked) -> None:
    """Everything that was found, in the transaction under way; the run's own counts last."""
    here = list(found(checked, run.collection))
    run.tables = sorted(_told_of(run, checked))
    run.whole = _EVERYBODY[Collection(run.collection)] in run.tables
    run.before = run_before(run)
    asked = {one.rule.code for one in checked.asked if not one.not_run}
    left = gone(run.before, asked, (_key(one) for one in here))
    children = _children(run, here, left)
    _rules(run, checked.asked)
    _problems(run, checked)
    _rows(run, checked, here, children)
    _findings(run, here, left, children)
    _end_acceptances(run, checked, asked, {_key(one) for one in here})
    _count(run, checked)
    run.sha256 = fingerprint(checked)


def fingerprint(checked: Checked) -> str:
    """Of everything that was judged: the tables row by row, and what was said beside them."""
    given = checked.given
    whole = hashlib.sha256(f"{checked.name} {given.year} {given.authority}".encode())
    beside = {"postcodes": given.postcodes, "providers": given.providers}
    for name, rows in sorted({**given.tables, **beside}.items()):
        if rows is not None:
            whole.update(name.encode() + rows.write_csv().encode())
    return whole.hexdigest()


def _key(one: Found) -> Key:
    return one.rule.code, one.row.child if one.row else "", one.values_hash


def _children(
    run: ReturnRun, here: Sequence[Found], left: Sequence[RunFinding]
) -> Mapping[str, RunChild]:
    """Every child with a finding, linked to their record where there is one."""
    numbers = dict.fromkeys(one.row.child for one in here if one.row and one.row.child)
    numbers |= dict.fromkeys(one.child.child for one in left if one.child)
    people = holders_of(numbers)
    made = [RunChild(run=run, child=child, person_id=people.get(child)) for child in numbers]
    RunChild.objects.bulk_create(made, batch_size=_AT_ONCE)
    return {one.child: one for one in made}


def _rules(run: ReturnRun, asked: Sequence[Asked]) -> None:
    RunRule.objects.bulk_create(
        RunRule(
            run=run,
            code=one.rule.code,
            severity=one.rule.severity,
            table=one.rule.over.base,
            says=one.rule.says,
            to_do=one.rule.do,
            outcome=one.outcome,
            rows=one.rows,
            children=one.children,
            reason=one.not_run,
        )
        for one in asked
    )


def _problems(run: ReturnRun, checked: Checked) -> None:
    wrong = [
        RunProblem(run=run, file=one.file, row=one.row, table=one.table, field=one.field,
                   reason=one.reason, to_do=one.do)
        for one in checked.problems
    ]  # fmt: skip
    passed = [
        RunProblem(run=run, file=one.name, reason=f"passed by: {one.reason}")
        for one in checked.unread
    ]
    RunProblem.objects.bulk_create([*wrong, *passed], batch_size=_AT_ONCE)


def _rows(
    run: ReturnRun, checked: Checked, here: Sequence[Found], children: Mapping[str, RunChild]
) -> None:
    """Rows at fault, and those beside them, which the run before gives up."""
    at_fault = {one.row.child for one in here if one.row and one.row.child}
    rows = [
        (str(run.id), str(children[one.child].id), one.table, one.file, one.row, _pairs(one),
         one.section, one.at_fault)
        for one in kept_rows(checked, run.collection, at_fault)
    ]  # fmt: skip
    copy_in(RunRow._meta.db_table, pl.DataFrame(rows, schema=_ROWS, orient="row"))
    if run.before:
        RunRow.objects.filter(run=run.before, at_fault=False).delete()


def _pairs(one: Row) -> str:
    """Every column of a row at fault, blank or not; of a row beside it, what it holds."""
    pairs = shown(one.values).items()
    return json.dumps([pair for pair in pairs if one.at_fault or pair[1] is not None])


def _findings(
    run: ReturnRun,
    here: Sequence[Found],
    left: Sequence[RunFinding],
    children: Mapping[str, RunChild],
) -> None:
    before = Counter(_keys_before(run))
    made = []
    for one in here:
        still = before[_key(one)] > 0
        before[_key(one)] -= 1
        status = RunFinding.Status.STILL if still else RunFinding.Status.NEW
        made.append(_finding(run, one, children, status))
    RunFinding.objects.bulk_create(made, batch_size=_AT_ONCE)
    RunFinding.objects.bulk_create((_gone(run, one, children) for one in left), batch_size=_AT_ONCE)


def _keys_before(run: ReturnRun) -> Iterable[Key]:
    if run.before is None:
        return ()
    rows = RunFinding.objects.filter(run=run.before).exclude(status=RunFinding.Status.GONE)
    return (
        (rule, child or "", values)
        for rule, child, values in rows.values_list("rule", "child__child", "values_hash")
    )


def _finding(
    run: ReturnRun, one: Found, children: Mapping[str, RunChild], status: str
) -> RunFinding:
    row = one.row
    return RunFinding(
        run=run,
        rule=one.rule.code,
        severity=one.rule.severity,
        table=row.table if row else "",
        file=row.file if row else "",
        row=row.row if row else None,
        child=children.get(row.child) if row else None,
        fields=[list(pair) for pair in one.fields],
        values_hash=one.values_hash,
        section=one.section,
        status=status,
    )


def _gone(run: ReturnRun, one: RunFinding, children: Mapping[str, RunChild]) -> RunFinding:
    """What the run before found and this one did not, kept with this one so that it can be read here."""
    return RunFinding(
        run=run,
        rule=one.rule,
        severity=one.severity,
        table=one.table,
        file=one.file,
        row=one.row,
        child=children.get(one.child.child) if one.child else None,
        fields=one.fields,
        values_hash=one.values_hash,
        section=one.section,
        status=RunFinding.Status.GONE,
    )


def _end_acceptances(run: ReturnRun, checked: Checked, asked: set[str], here: set[Key]) -> None:
    """An acceptance ends with the values it was of; what was not seen says nothing of them."""
    take_turn(run)
    given = checked.given
    seen = Seen(frozenset(run.tables) - given.lacking.keys(), partial(_there, checked))
    AcceptanceEnd.objects.bulk_create(
        AcceptanceEnd(acceptance=one, because=AcceptanceEnd.Because.CHANGED, by=run.begun_by)
        for one in changed_acceptances(run, asked, here, seen)
    )


def _told_of(run: ReturnRun, checked: Checked) -> Iterable[str]:
    """The tables of the year that were given: of files one of headings alone is none, of records it is."""
    every, of_files = checked.given.tables.items(), run.origin == Origin.FILES
    return (
        name
        for name, rows in every
        if not name.endswith(LAST) and not (of_files and rows.is_empty())
    )


def _there(checked: Checked, rule: str, children: set[str]) -> set[str]:
    """Of these children, those who have a row in every table that a rule points at."""
    name, tables = checked.child_column, checked.given.tables
    pointed = [tables[one] for one in checked.rules[rule].pointed if one in tables]
    return children.intersection(*(rows[name].unique() for rows in pointed if name in rows))


def _count(run: ReturnRun, checked: Checked) -> None:
    outcomes = Counter(one.outcome for one in checked.asked)
    rows = Counter(one.rule.severity for one in checked.asked for _ in range(one.rows))
    run.broken, run.met, run.not_run = (outcomes[one] for one in ("broken", "met", "not run"))
    run.errors, run.others = rows["error"], rows.total() - rows["error"]
    run.children = checked.findings["child"].n_unique() - int(
        checked.findings["child"].null_count() > 0
    )
    run.code_year, run.told = checked.given.year, checked.told
