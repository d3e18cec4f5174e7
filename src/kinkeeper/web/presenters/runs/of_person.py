"""What the newest checks of the returns find in one person's rows, on the page where work is recorded."""

from __future__ import annotations

from uuid import UUID

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may
from kinkeeper.access.who import Who
from kinkeeper.returns import run_queries as queries
from kinkeeper.returns.run_queries import Accepted, Found, Rule
from kinkeeper.web import words
from kinkeeper.web.parts import Cell, Row
from kinkeeper.web.presenters.runs.findings import fields, where
from kinkeeper.web.presenters.runs.listed import name_of
from kinkeeper.web.presenters.runs.rules import SEVERITIES
from kinkeeper.web.presenters.tables import table

COLUMNS = ("What is wrong", "What to do", "Fields at fault", "In which return", "Kind")


def in_returns(who: Who, person_id: UUID) -> dict[str, object]:
    """The list, and what is said beside it whether or not anything is left out."""
    newest = queries.newest()
    if not newest:
        return {"in_returns": table("", (), ()), "returns_checked": False}
    found = queries.of_person(who=who, person_id=person_id, among=newest)
    told = queries.words_of_rules(found)
    accepted = {
        key: said
        for run in {one.run_id: one.run for one in found}.values()
        for key, said in queries.accepted(found, queries.acceptances(run)).items()
    }
    rows = [_row(one, told[one.run_id, one.rule], accepted.get(one.id)) for one in found]
    total = words.counted(len(rows), "finding")
    return {
        "in_returns": table("To put right in the return", COLUMNS, rows, total),
        "returns_checked": True,
        "adoption_open": may(who, Permission.SEE_ADOPTION, person_id),
    }


def _row(one: Found, rule: Rule, accepted: Accepted | None) -> Row:
    said, tone = SEVERITIES[one.severity]
    kind = Cell("Accepted", tone="met") if accepted else Cell(said, tone=tone)
    checked = words.short_date(one.run.judged_at.date() if one.run.judged_at else None)
    return Row(
        (
            Cell(rule.says, under=f"Rule {one.rule}", head=True, label=False),
            Cell(rule.to_do, label=False),
            Cell(fields(one), under=where(one)),
            Cell(name_of(one.run), under=f"{one.run.get_origin_display()}, checked {checked}"),
            kind,
        )
    )
