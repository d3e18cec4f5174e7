"""The pages of rules, and of where the sector's open tools differ from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kinkeeper.law.reference.examples import MARK, shown
from kinkeeper.law.reference.parts import table
from kinkeeper.law.reference.returns import DOCUMENTED, WHOLE, Documented, in_order, label, years
from kinkeeper.law.returns.rule import FIRST_YEAR, Rule
from kinkeeper.law.returns.view import LAST

NEWEST = 2027
LABELS = {year: label(year) for year in range(FIRST_YEAR, NEWEST + 1)}
NEEDS = {
    "last year": "last year's return",
    "postcodes": "a directory of postcodes",
    "providers": "Ofsted's list of providers",
    "xml": "the XML form",
    "authority": "the name of the authority",
    "UASC": "this year's table UASC, where last year's was given",
}
_SUFFIX = re.compile(r":\w+$")


def rules(of: Documented) -> list[str]:
    """Every rule of a return, by the table it looks over first: a list, then each in full."""
    lines = _head(of)
    for family in _families(of):
        mine = in_order([rule for rule in of.rules if _family(rule) == family])
        rows = [(f"[{r.code}](#{of.anchor(r)})", r.severity, years(r), r.says) for r in mine]
        lines += [f"## {family}", "", *table(("Rule", "Severity", "Years", "What is wrong"), rows)]
        for rule in mine:
            lines += _rule(of, rule)
    return lines


def _head(of: Documented) -> list[str]:
    codes = len({rule.code for rule in of.rules})
    differing = len({rule.code for rule in of.rules if rule.differs})
    return [
        f"The {codes} rules that `kinkeeper check` asks of a return of {label(FIRST_YEAR)} or later. "
        "An *error* has to be put right, or explained to the Department; a *query* may be right and "
        "has to be looked at; a *warning* asks for care. A rule that lacks a table or anything else "
        "it needs is not run, and every report says so.",
        "",
        "The examples are rows the rule lets through and rows it stops; they are also its tests. "
        f"{MARK} marks the rows it points at. {of.rows} "
        f"The year is {label(NEWEST)} where none is named. Codes are those in force in that year.",
        "",
        f"{differing} of the rules differ from the sector's open tool: "
        f"[how they differ](differences.md#{of.id}). What each field means is on the page of "
        f"[fields]({of.id}-fields.md).",
        "",
    ]


def _rule(of: Documented, rule: Rule) -> list[str]:
    told = {
        "What to do": rule.do,
        "Severity": rule.severity,
        "Collection years": years(rule),
        "Fields at fault": ", ".join(of.link(name, rule.over.base) for name in rule.fields),
        "Reads also": ", ".join(_reads(of, rule)),
        "Tables": ", ".join(dict.fromkeys(_table(of, name) for name in rule.tables)),
        "Needs": ", ".join(NEEDS[need] for need in rule.needs),
        "Reading": rule.reading,
        "The open tool": rule.differs,
        "Lets through": shown(rule.passes, LABELS),
        "Stops": shown(rule.breaks, LABELS),
        "Nothing can break it": rule.idle,
    }
    head = [f'### <a id="{of.anchor(rule)}"></a>{rule.code}', "", rule.says, ""]
    return [*head, *table(("", ""), [(name, words) for name, words in told.items() if words])]


def _reads(of: Documented, rule: Rule) -> Iterator[str]:
    """Declared fields that its condition names, beside those it finds fault with."""
    fault = {of.link(name, rule.over.base) for name in rule.fields}
    named = dict.fromkeys(_SUFFIX.sub("", one) for one in rule.fails.meta.root_names())
    links = dict.fromkeys(of.link(name, rule.over.base) for name in named)
    yield from sorted(one for one in links if one.startswith("[") and one not in fault)


def _table(of: Documented, name: str) -> str:
    plain = name.removesuffix(LAST)
    link = f"[{plain}]({of.id}-fields.md#{plain.lower()})"
    return f"{link} of last year" if name.endswith(LAST) else link


def _family(rule: Rule) -> str:
    return rule.over.base.removesuffix(LAST) or WHOLE


def _families(of: Documented) -> list[str]:
    there = {_family(rule) for rule in of.rules}
    return [name for name in (WHOLE, *(table.id for table in of.tables)) if name in there]


def differences() -> list[str]:
    """Every rule that the sector's open tools ask otherwise, and how."""
    lines = [
        "Authorities know the findings of the sector's open tools. Where a rule here finds something "
        "else, it is listed on this page, with how the tool differs and which reading was taken here. "
        "Of a rule that is not listed no difference is known. The tools were run beside this one to "
        "find out; nothing of them is used here.",
        "",
    ]
    for of in DOCUMENTED:
        lines += _differing(of)
    return lines


def _differing(of: Documented) -> list[str]:
    differing = in_order([rule for rule in of.rules if rule.differs])
    read = {rule.code for rule in of.rules if rule.reading}
    rows = [
        (f"[{r.code}]({of.id}-rules.md#{of.anchor(r)})", r.differs, r.reading or r.says)
        for r in differing
    ]
    codes = len({rule.code for rule in of.rules})
    return [
        f'## <a id="{of.id}"></a>{of.title}',
        "",
        f"Compared with {of.peer}. Of {codes} rules "
        f"{len({rule.code for rule in differing})} differ. The meaning of "
        f"{len(read)} was open in some point, and the reading taken is told with the rule.",
        "",
        *table(("Rule", "The open tool", "Here"), rows),
    ]
