"""The pages of tables and fields of the returns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kinkeeper.law.codes import code_set
from kinkeeper.law.reference.parts import table
from kinkeeper.law.reference.returns import Documented, in_order, label
from kinkeeper.law.returns.defined import holds
from kinkeeper.law.returns.fields import Field, Table
from kinkeeper.law.returns.rule import Rule
from kinkeeper.law.returns.view import LAST

_FEW = 12


def fields(of: Documented) -> list[str]:
    """Every table of a return with its fields, and the rules that find fault with each."""
    rules = _rules_by_field(of)
    lines = [
        f"The tables of the return as `kinkeeper check` and `kinkeeper load` read them. A date is "
        f"{of.dates}. A field is linked to the codes it may hold and to the "
        f"[rules]({of.id}-rules.md) that find fault with it.",
        "",
    ]
    for one in of.tables:
        rows = [_row(of, one, field, rules) for field in one.fields]
        rows += [_beside(of, one, name, words, rules) for name, words in _also(of, one).items()]
        head = ("Field", "Holds", "Note", "Rules")
        lines += [f"## {one.id}", "", *_about(one), *table(head, rows)]
    return lines


def _also(of: Documented, one: Table) -> Mapping[str, str]:
    return of.also.get(one.id, {})


def _about(one: Table) -> list[str]:
    known = ", ".join(f"`{name}`" for name in one.names if name in one.known_by)
    told = [
        f"A row is known by {', '.join(f'`{name}`' for name in one.key)}.",
        f"A file is taken for this table by its columns {known}." if known else "",
        f"Returned from {label(one.since)}." if one.since else "",
    ]
    return [" ".join(words for words in told if words), ""]


def _row(
    of: Documented, one: Table, field: Field, rules: Mapping[str, list[Rule]]
) -> tuple[str, ...]:
    note = [field.note, "may be left out" if field.may_be_absent else ""]
    named = f"{one.id}.{field.name}"
    return (
        f'<a id="{named}"></a>`{field.name}`', _holds(field), "; ".join(n for n in note if n),
        _links(of, rules[named]),
    )  # fmt: skip


def _beside(
    of: Documented, one: Table, name: str, words: str, rules: Mapping[str, list[Rule]]
) -> tuple[str, ...]:
    named = f"{one.id}.{name}"
    return f'<a id="{named}"></a>`{name}`', "", words, _links(of, rules[named])


def _holds(field: Field) -> str:
    if field.code_set is None:
        return holds(field)
    found = code_set(field.code_set)
    return f"a code of [{found.title}](codes.md#{found.id})"


def _links(of: Documented, rules: list[Rule]) -> str:
    found = in_order(rules)
    links = ", ".join(f"[{r.code}]({of.id}-rules.md#{of.anchor(r)})" for r in found[:_FEW])
    return f"{links} and {len(found) - _FEW} more" if len(found) > _FEW else links


def _rules_by_field(of: Documented) -> defaultdict[str, list[Rule]]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in of.latest.values():
        for name in rule.fields:
            base, _, field = name.rpartition(".")
            found[f"{(base or rule.over.base).removesuffix(LAST)}.{field}"].append(rule)
    return found
