"""Handovers: those of a child, one that waits, and all that nobody has accepted yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.access.permissions import Permission
from kinkeeper.access.queries import names
from kinkeeper.access.rules import may, visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.earlyhelp.kinds import Answer, Direction
from kinkeeper.earlyhelp.models import Handover
from kinkeeper.earlyhelp.relationships import offered_to

Handing = Handover  # for a door that hands one to an action


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """A step up or a step down: to whom it is offered, what they said, and whether all have met."""

    id: UUID
    person_id: UUID
    direction: Direction
    episode_id: UUID | None
    early_help_id: UUID | None
    began_id: UUID | None
    decided_on: date
    reason: str
    to: str
    offered_by: str
    offered_by_id: UUID
    lead: str
    family_agrees: bool | None
    answer: Answer | None
    answered_on: date | None
    answered_by: str
    answer_reason: str
    met_on: date | None
    who_came: str

    @property
    def waits(self) -> bool:
        """Whether nobody has answered."""
        return self.answer is None

    @property
    def wants_meeting(self) -> bool:
        """Whether it stands and nobody has met."""
        return self.met_on is None and self.answer in (None, Answer.ACCEPTED)

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        if self.waits:
            return "Waits for an answer"
        if self.answer is Answer.ACCEPTED and self.direction is Direction.DOWN and not self.met_on:
            return "Accepted; the handover meeting has not been held"
        return self.answer.label if self.answer else ""


def handovers_of(*, who: Asker, person_id: UUID) -> tuple[HandoverShown, ...]:
    """A child's handovers, the latest first."""
    if not may(who, Permission.SEE_NARRATIVE, person_id):
        return ()
    rows = _rows().filter(person_id=person_id).order_by("-decided_on", "-id")
    return _shown(rows)


def one_handover(*, who: Asker, handover_id: UUID) -> tuple[Handover, HandoverShown] | None:
    """One handover, for who reads the record, or is asked to receive the family."""
    row = _rows().filter(id=handover_id).first()
    if row is None or not (may(who, Permission.SEE_NARRATIVE, row) or _is_asked(who, row)):
        return None
    (found,) = _shown([row])
    return row, found


def whose_handover(handover_id: UUID) -> UUID | None:
    """Whose it is, whoever asks: for the audit of a refusal, and never to be shown."""
    return Handover.objects.filter(id=handover_id).values_list("person_id", flat=True).first()


def not_accepted(*, who: Asker) -> tuple[HandoverShown, ...]:
    """Handovers that nobody answered, or that were accepted with no meeting held: oldest first."""
    unmet = Q(answer__answer=Answer.ACCEPTED, meeting=None, direction=Direction.DOWN)
    rows = visible(who, Permission.SEE_BANNER, _rows().filter(Q(answer=None) | unmet))
    return _shown(rows.order_by("decided_on", "id"))


def _is_asked(who: Asker, row: Handover) -> bool:
    """Whether it waits for the asker, and nothing closes the child to them."""
    asked = offered_to(who.pk, as_who(who).on).filter(id=row.id).exists()
    return asked and may(who, Permission.ANSWER_HANDOVER, row)


def _rows() -> "QuerySet[Handover]":
    return Handover.objects.select_related("answer", "meeting", "began", "to_team", "to_user")


def _shown(rows: Iterable[Handover]) -> tuple[HandoverShown, ...]:
    found = list(rows)
    answered = [row.answer.recorded_by for row in found if hasattr(row, "answer")]
    by = names([one for one in (*(row.offered_by for row in found), *answered) if one is not None])
    return tuple(_one(row, by) for row in found)


def _one(row: Any, by: Mapping[UUID, str]) -> HandoverShown:
    answer, meeting = getattr(row, "answer", None), getattr(row, "meeting", None)
    return HandoverShown(
        id=row.id,
        person_id=row.person_id,
        direction=Direction(row.direction),
        episode_id=row.episode_id,
        early_help_id=row.early_help_id,
        began_id=row.began.id if hasattr(row, "began") else None,
        decided_on=row.decided_on,
        reason=row.reason,
        to=_receiver(row),
        offered_by=by.get(row.offered_by, ""),
        offered_by_id=row.offered_by,
        lead=", ".join(one for one in (row.lead_name, row.lead_agency, row.lead_telephone) if one),
        family_agrees=row.family_agrees,
        answer=Answer(answer.answer) if answer else None,
        answered_on=answer.on if answer else None,
        answered_by=by.get(answer.recorded_by, "") if answer else "",
        answer_reason=answer.reason if answer else "",
        met_on=meeting.held_on if meeting else None,
        who_came=meeting.came if meeting else "",
    )


def _receiver(row: Any) -> str:
    user, team = row.to_user, row.to_team
    return ", ".join([*([user.full_name] if user else []), *([team.name] if team else [])])
