"""The rules of a run as tables: those broken, those that hold, those that were not run and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from kinkeeper.returns.run_queries import LEFT_OUT, Given, Rule, Run, Tally
from kinkeeper.web import words
from kinkeeper.web.address import Address
from kinkeeper.web.due import Tone
from kinkeeper.web.filters import Choice, Filters, chosen
from kinkeeper.web.paging import paging
from kinkeeper.web.parts import Cell, Column, Fact, Row, Worklist
from kinkeeper.web.presenters.tables import row, table

KIND = Choice("kind", "Kind", (("error", "Errors"), ("other", "To look at")), "Everything")
SEVERITIES: Mapping[str, tuple[str, Tone]] = {
    "error": ("Error", "late"),
    "query": ("Query", "note"),
    "warning": ("Warning", "note"),
}
Assigned = Mapping[tuple[str, str], Given]


def part(
    run: Run, found: Sequence[Tally], given: Assigned, address: Address, filters: Filters | None
) -> dict[str, object]:
    """All of the list of rules that a filter or a page changes."""
    kind = chosen([KIND], address.choices).get("kind", "")
    shown = [
        one for one in found if not kind or (one.rule.severity == "error") == (kind == "error")
    ]
    pages = paging(len(shown), address)
    rows = [_broken(run, one, given) for one in shown[pages.start : pages.start + pages.size]]
    total = words.counted(len(shown), "rule")
    columns = [Column("Rule"), Column("Kind"), Column("Team")]
    columns += [Column(name, figure=True) for name in ("Rows", "Children", "Accepted", "New")]
    return {
        "filters": filters,
        "list": Worklist("Rules that are broken", columns, rows, total),
        "pages": pages,
        "said": f"{total}. {pages.words}.",
    }


def met(found: Iterable[Rule]) -> Worklist:
    """Rules that were asked and hold."""
    rows = [row(one.code, one.says) for one in found]
    return table("Rules that hold", ("Rule", "What would be wrong"), rows, _rules(len(rows)))


def not_run(found: Iterable[Rule]) -> Worklist:
    """Rules that could not be asked, by reason, so that what is missing is seen at once."""
    by_reason: dict[str, list[str]] = {}
    for one in found:
        by_reason.setdefault(one.reason.removeprefix("Not run: "), []).append(one.code)
    ordered = sorted(by_reason.items(), key=lambda one: -len(one[1]))
    rows = [row(words.capital(why), str(len(codes)), ", ".join(codes)) for why, codes in ordered]
    total = _rules(sum(len(codes) for codes in by_reason.values()))
    return table("Rules not run", ("Why", "How many", "Which"), rows, total)


def facts(rule: Rule, tally: Tally | None, given: Assigned) -> list[Fact]:
    """What a rule says, and to whom it is given."""
    team = given.get((rule.code, ""))
    return [
        Fact("What is wrong", rule.says),
        Fact("What to do", rule.to_do),
        Fact("Kind", SEVERITIES[rule.severity][0]),
        Fact("Table", rule.table or "The return as a whole"),
        Fact("Rows", LEFT_OUT if tally and not tally.rows else f"{tally.rows if tally else 0:,}"),
        Fact("Children", f"{tally.children if tally else 0:,}"),
        Fact("Given to", team.team.name if team else "No team"),
    ]


def _broken(run: Run, one: Tally, given: Assigned) -> Row:
    rule, team = one.rule, given.get((one.rule.code, ""))
    said, tone = SEVERITIES[rule.severity]
    address = reverse("run-rule", args=[run.id, rule.code])
    says = rule.says if one.rows else f"{rule.says} {LEFT_OUT}"
    return Row(
        (
            Cell(f"Rule {rule.code}", url=address, under=says, head=True, label=False),
            Cell(said, tone=tone, label=False),
            Cell(team.team.name if team else "No team"),
            *(Cell(f"{n:,}") for n in (one.rows, one.children, one.accepted, one.new)),
        )
    )


def _rules(number: int) -> str:
    return words.counted(number, "rule")
