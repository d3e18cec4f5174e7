"""What has to hold before somebody answers for a finding: that they see it, and that it stands."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from kinkeeper.access import turns
from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import open_teams
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.returns.models import (
    LONGEST_REASON,
    Acceptance,
    ReturnRun,
    RunFinding,
    RunRule,
)
from kinkeeper.returns.run_queries import seen_children, seen_finding

WHY_RIGHT: Final = "why it is right as it stands"


def seen_or_refused(who: Who, finding_id: UUID) -> RunFinding:
    """The finding, in its season's turn; NotAllowed where it is not there or not to be seen."""
    found = seen_finding(who=who, finding_id=finding_id)
    if found is None:
        raise _nothing_there()
    take_turn(found.run)
    return found


def take_turn(run: ReturnRun) -> None:
    """Wait until nobody else answers for the season, on whichever check, until the commit."""
    turns.take_turn("answers", "{collection} {year}".format(**season(run)))


def refuse_accepted(finding: RunFinding) -> None:
    """Refused where it is accepted already, or is no finding of now."""
    if finding.status == RunFinding.Status.GONE:
        raise Refused("This finding is gone: there is nothing to accept.", missing="a finding")
    if acceptance_of(finding):
        raise Refused("This finding is accepted already.", missing="a finding not accepted")


def acceptance_of(finding: RunFinding) -> Acceptance | None:
    """What is accepted of it, of the same values, in the same season."""
    return Acceptance.objects.filter(
        **season(finding.run),
        rule=finding.rule,
        child=finding.child.child if finding.child else "",
        values_hash=finding.values_hash,
        end=None,
    ).first()


def words_of(reason: str, why: str = WHY_RIGHT) -> str:
    """The reason as it is kept. Raises BadInput where there is none, or too much."""
    said = reason.strip()
    if not said:
        raise BadInput(f"say {why}", field="reason")
    if len(said) > LONGEST_REASON:
        raise BadInput(f"say why in {LONGEST_REASON} characters at most", field="reason")
    if "\x00" in said:
        raise BadInput("say it in letters: it holds a character that is none", field="reason")
    return said


def season(run: ReturnRun) -> dict[str, Any]:
    """The collection and year that an answer is for."""
    return {"collection": run.collection, "year": run.year}


def rule_or_child(who: Who, run: ReturnRun, rule: str, child_id: UUID | None) -> dict[str, str]:
    """What is given to a team; NotAllowed where it is not there or not to be seen."""
    if child_id is None:
        if not RunRule.objects.filter(run=run, code=rule).exists():
            raise _nothing_there()
        return {"rule": rule, "child": ""}
    child = seen_children(who=who, run=run).filter(pk=child_id).first()
    if child is None:
        raise _nothing_there()
    return {"rule": "", "child": child.child}


def refuse_unknown_team(team_id: UUID) -> None:
    """Raises BadInput where there is no such team today."""
    if not open_teams().filter(pk=team_id).exists():
        raise BadInput("choose a team", field="team")


def _nothing_there() -> NotAllowed:
    return NotAllowed(
        "You may not do this, or there is nothing here by that name.",
        missing=Permission.SEE_RECORD.value,
        do="If your work needs it, ask your manager.",
    )
