"""The fields that broken rules name, each defined once, for a report that is read without a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kinkeeper.law.returns.checked import Checked
from kinkeeper.law.returns.defined import Definition, defined
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import LAST

Fields = Mapping[str, tuple[str, ...]]  # by table as it was read, last year's too


def fields_of(rule: Rule) -> Fields:
    """The fields at fault of a rule, by the table they are in."""
    found: dict[str, tuple[str, ...]] = {}
    for name in rule.fields:
        table, _, field = name.rpartition(".")
        at = table or rule.over.base
        found[at] = (*found.get(at, ()), field)
    return found


def definitions(checked: Checked, rules: Iterable[Rule]) -> list[Definition]:
    """Of the fields of these rules, in the order of the tables and the fields of each."""
    tables, worked_out = checked.layout.tables, checked.layout.worked_out
    named = {
        (table.removesuffix(LAST), field)
        for rule in rules
        for table, fields in fields_of(rule).items()
        for field in fields
    }
    found = (
        defined(tables, table, field, on=checked.given.period.end, worked_out=worked_out)
        for table, field in named
    )
    order = {
        (one.id, field): (place, at)
        for place, one in enumerate(tables)
        for at, field in enumerate((*one.names, *worked_out.get(one.id, ())))
    }
    return sorted((one for one in found if one), key=lambda one: order[one.table, one.field])
