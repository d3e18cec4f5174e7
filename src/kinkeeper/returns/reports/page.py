"""A checked return as one page that needs nothing beside itself: no server and no network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.reports.definitions import definitions, fields_of
from kinkeeper.returns.reports.flat import with_teams

_COLUMNS = ("rule", "child", "team", "table", "file", "row", "fields")


def as_page(checked: Checked, teams: Mapping[str, str]) -> bytes:
    """The page; rules with what they found, those that hold, and those that were not run."""
    findings = with_teams(checked, teams)
    asked = sorted(checked.asked, key=lambda one: (-one.rows, one.rule.code))
    broken = [one for one in asked if one.outcome == "broken"]
    fields = {one.rule.code: fields_of(one.rule) for one in broken}
    defined = definitions(checked, (one.rule for one in broken))
    text = _templates().get_template("report.html").render(
        checked=checked,
        broken=broken,
        fields=fields,
        definitions=defined,
        named=frozenset(one.name for one in defined),
        met=[one for one in asked if one.outcome == "met"],
        not_run=[one for one in asked if one.outcome == "not run"],
        teams=sorted({team for team in findings["team"] if team}),
        data=_inside({"rows": findings.select(_COLUMNS).rows(), "fields": fields}),
    )  # fmt: skip
    return text.encode()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kinkeeper.returns.reports", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _inside(value: object) -> str:
    """JSON that can stand inside a script element whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
