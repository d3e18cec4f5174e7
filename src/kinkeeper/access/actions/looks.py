"""Answering for unusual looks."""

from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.models import LooksAnswer, LooksOutcome, UnusualLooks
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker, as_who
from kinkeeper.kernel.errors import BadInput, Refused

LONGEST_WHY = 500


@action(Permission.SEE_AUDIT)
def answer_looks(*, looks: UUID, outcome: str, why: str, by: Asker) -> None:
    """Say what came of asking about unusual looks. A later answer stands beside an earlier one."""
    found, asker, said = UnusualLooks.objects.get(id=looks), as_who(by), why.strip()
    if asker.id == found.user_id:
        raise Refused(
            "These looks are your own.",
            missing="somebody else to answer for them",
            do="Ask another information governance officer.",
        )
    if outcome not in LooksOutcome.values:
        raise BadInput("choose what came of it", field="outcome")
    if not said or len(said) > LONGEST_WHY:
        raise BadInput(f"say what was found, in {LONGEST_WHY} characters at most", field="why")
    note(rule=found.rule, on=found.on, outcome=outcome)
    LooksAnswer.objects.create(
        asked_about=found,
        looked_id=found.user_id,
        outcome=outcome,
        why=said,
        answered_by_id=asker.id,
    )
