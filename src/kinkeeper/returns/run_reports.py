"""A run as the reports know a checked return: what the asker may see of it, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from kinkeeper.access import audit
from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.law.returns.checked import BLANK, FINDINGS, Asked, Checked
from kinkeeper.law.returns.cin import fields as cin
from kinkeeper.law.returns.given import Given
from kinkeeper.law.returns.judge import FOUND, Judged
from kinkeeper.law.returns.problems import Problem
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.ssda903 import fields as ssda903
from kinkeeper.law.returns.view import View
from kinkeeper.returns import run_queries as queries
from kinkeeper.returns.models import Collection, ReturnRun, RunFinding, RunRule
from kinkeeper.returns.reports.write import FORMS
from kinkeeper.returns.run_links import link

_NAMES: Final = {Collection.SSDA903: "SSDA903", Collection.CIN: "CIN"}
_COLUMNS: Final = {Collection.SSDA903: "CHILD", Collection.CIN: "LAchildID"}
_LAYOUTS: Final = {Collection.SSDA903: ssda903.LAYOUT, Collection.CIN: cin.LAYOUT}
_LEFT_OUT: Final = "rows of records not open to whoever saved this are left out"


@dataclass(frozen=True)
class Stored(Checked):
    """A checked return told from what was kept of it."""

    held: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FINDINGS))
    outcomes: tuple[Asked, ...] = ()

    @cached_property
    def findings(self) -> pl.DataFrame:
        """FINDINGS, of the children the asker may see."""
        return self.held

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every rule of the run, counted by the same findings."""
        return self.outcomes


def report(*, who: Who, run: ReturnRun, form: str) -> bytes:
    """One form of the report of a run, written to the audit before it is made; KeyError for no form."""
    make = FORMS[form]
    require(who, Permission.PREPARE_RETURN)
    found = list(queries.now_findings(who=who, run=run))
    link(who, [run], [one.child for one in found])
    people = {one.child.person_id for one in found if one.child and one.child.person_id}
    audit.exported(
        by=who,
        what="return_check",
        count=len(found),
        details={"run": run.id, "form": form, "shown": sorted(map(str, people))},
    )
    return make(_stored(who, run, found), _teams(run))


def _stored(who: Who, run: ReturnRun, found: Sequence[RunFinding]) -> Stored:
    rules = {one.code: one for one in RunRule.objects.filter(run=run)}
    fields = _fields(found)
    told = {code: _rule(one, fields.get(code, ())) for code, one in rules.items()}
    held = pl.DataFrame(
        [_line(one, rules[one.rule]) for one in found], schema=FINDINGS, orient="row"
    )
    return Stored(
        name=_NAMES[Collection(run.collection)],
        child_column=_COLUMNS[Collection(run.collection)],
        layout=_LAYOUTS[Collection(run.collection)],
        given=Given(run.code_year or run.year, {}),
        rules=told,
        judged=Judged(pl.DataFrame(schema=FOUND), frozenset(), {}),
        problems=tuple(_problem(one) for one in queries.problems(who=who, run=run)),
        told=f"{run.told}; {_LEFT_OUT}",
        held=held,
        outcomes=tuple(_asked(rules[code], rule, held) for code, rule in told.items()),
    )


def _line(one: RunFinding, rule: RunRule) -> tuple[str | int | None, ...]:
    values = ", ".join(f"{name} {value or BLANK}" for name, value in one.fields)
    child = one.child.child if one.child else None
    return (one.rule, one.severity, one.table or None, one.file or None, one.row, child, values,
            rule.says, rule.to_do)  # fmt: skip


def _fields(found: Sequence[RunFinding]) -> dict[str, tuple[str, ...]]:
    """The fields at fault under each rule, as rules name them."""
    named: dict[str, dict[str, None]] = {}
    for one in found:
        named.setdefault(one.rule, {}).update(
            {f"{one.table}.{name}": None for name, _ in one.fields}
        )
    return {code: tuple(names) for code, names in named.items()}


def _rule(one: RunRule, fields: tuple[str, ...]) -> Rule:
    """The rule in the words it had; it is told, not asked again."""
    over = View(one.table, (), lambda _: pl.LazyFrame(), (one.table,) if one.table else ())
    return Rule(
        code=one.code, over=over, fails=pl.lit(value=False), fields=fields, says=one.says, do=one.to_do,
        passes="-", idle="-", severity=one.severity,  # type: ignore[arg-type]
    )  # fmt: skip


def _asked(kept: RunRule, rule: Rule, held: pl.DataFrame) -> Asked:
    rows = held.filter(rule=kept.code)
    broken = kept.outcome == RunRule.Outcome.BROKEN
    left_out = queries.LEFT_OUT if broken and rows.is_empty() else ""
    return Asked(rule, rows.height, rows["child"].drop_nulls().n_unique(), kept.reason, left_out)


def _problem(one: queries.Problem) -> Problem:
    return Problem(file=one.file, row=one.row, table=one.table, field=one.field, value="",
                   reason=one.reason, do=one.to_do, stopped="nothing")  # fmt: skip


def _teams(run: ReturnRun) -> Mapping[str, str]:
    return {child: one.team.name for (_, child), one in queries.assigned(run).items() if child}
