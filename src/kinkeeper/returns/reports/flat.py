"""A checked return as CSV and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import polars as pl

from kinkeeper.law.returns.checked import Asked, Checked
from kinkeeper.law.returns.open import LeftUnread
from kinkeeper.law.returns.problems import Problem

FINDINGS_CSV: Final = "findings.csv"
RULES_CSV: Final = "rules.csv"
_UNSAFE: Final = r"^[=+\-@\t\r]"  # what a spreadsheet would take for a formula


def with_teams(checked: Checked, teams: Mapping[str, str]) -> pl.DataFrame:
    """The findings with the team of each child, blank where none is named."""
    if not teams:
        return checked.findings.with_columns(team=pl.lit(""))
    named = pl.DataFrame(
        {"child": list(teams), "team": list(teams.values())},
        schema={"child": pl.String, "team": pl.String},
    )
    return checked.findings.join(named, on="child", how="left", maintain_order="left").with_columns(
        pl.col("team").fill_null("")
    )


def findings_csv(checked: Checked, teams: Mapping[str, str]) -> bytes:
    """A line for each row that a rule points at."""
    return _csv(with_teams(checked, teams))


def rules_csv(checked: Checked, _teams: Mapping[str, str]) -> bytes:
    """A line for each rule: what became of it, and why it was not run."""
    return _csv(pl.DataFrame([_rule(one) for one in checked.asked], infer_schema_length=None))


def as_json(checked: Checked, teams: Mapping[str, str]) -> bytes:
    """Everything the report holds."""
    whole = {
        "return": checked.name,
        "year": checked.given.period.label,
        "told": checked.told,
        "errors": checked.errors,
        "rules": [_rule(one) for one in checked.asked],
        "problems": _each(checked.problems, Problem),
        "unread": _each(checked.unread, LeftUnread),
    }
    told = json.dumps(whole, ensure_ascii=False).removesuffix("}")
    return f'{told}, "findings": {with_teams(checked, teams).write_json()}}}\n'.encode()


def _each(told: Sequence[Problem] | Sequence[LeftUnread], kind: type) -> list[dict[str, Any]]:
    """The fields of each by name; they hold nothing that has fields in turn."""
    names = [one.name for one in fields(kind)]
    return [{name: getattr(one, name) for name in names} for one in told]


def _rule(one: Asked) -> dict[str, Any]:
    return {
        "rule": one.rule.code, "severity": one.rule.severity, "outcome": one.outcome,
        "rows": one.rows, "children": one.children, "not_run": one.not_run, "left_out": one.left_out,
        "says": one.rule.says, "do": one.rule.do,
    }  # fmt: skip


def _csv(rows: pl.DataFrame) -> bytes:
    """With a mark at its head, so that Excel reads it as UTF-8; no value can act as a formula."""
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    safe = rows.with_columns(
        pl.when(pl.col(name).str.contains(_UNSAFE))
        .then(pl.concat_str(pl.lit("'"), pl.col(name)))
        .otherwise(name)
        .alias(name)
        for name in texts
    )
    return b"\xef\xbb\xbf" + safe.write_csv().encode()
