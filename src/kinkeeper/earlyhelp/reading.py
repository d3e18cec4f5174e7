"""How early help and handovers stand, read from their rows."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from kinkeeper.access.teams import live
from kinkeeper.earlyhelp.kinds import Answer, Direction, Part, Point, Said, Step
from kinkeeper.earlyhelp.models import (
    Consent,
    EarlyHelp,
    Handover,
    LevelSet,
    Responsible,
)
from kinkeeper.earlyhelp.states import Offer, Standing, reached
from kinkeeper.kernel.moment import today


def standing(early_help: EarlyHelp) -> Standing:
    """All that guards ask of it, as it stands now."""
    steps = {Step(row.step) for row in early_help.steps.all()}
    items = early_help.items.aggregate(all=Count("id"), open=Count("id", filter=Q(outcome=None)))
    handovers = list(early_help.handovers.values_list("answer__answer", "id"))
    return Standing(
        state=reached(steps),
        consent=consent_of(early_help.id),
        lead=leads(early_help.id, today()),
        lead_contacted=Step.CONTACT_LEAD in steps,
        level_assessed=LevelSet.objects.filter(
            source_id=early_help.id, point=Point.ASSESSMENT
        ).exists(),
        team=early_help.team.filter(live(today())).count(),
        items=items["all"],
        items_open=items["open"],
        offered=any(answer is None for answer, _ in handovers),
        stepped_up=any(answer == Answer.ACCEPTED for answer, _ in handovers),
        waived=frozenset(early_help.waivers.values_list("guard", flat=True)),
    )


def consent_of(early_help_id: UUID) -> Said | None:
    """What the family said last."""
    last = Consent.objects.filter(early_help_id=early_help_id).order_by("on", "id").last()
    return Said(last.said) if last else None


def leads(early_help_id: UUID, on: date) -> bool:
    """Whether somebody leads it on the day."""
    rows = Responsible.objects.filter(live(on), early_help_id=early_help_id, part=Part.LEAD)
    return rows.exists()


def offer_of(handover: Handover, *, asker: UUID | None = None) -> Offer:
    """How a handover stands, for whoever asks."""
    given = getattr(handover, "answer", None)
    return Offer(
        direction=Direction(handover.direction),
        answer=Answer(given.answer) if given else None,
        met=hasattr(handover, "meeting"),
        by_offerer=asker is not None and asker == handover.offered_by,
        family_agrees=bool(handover.family_agrees),
        lead=bool(handover.lead_name and handover.lead_agency),
    )


def answers_for(early_help_id: UUID) -> Collection[UUID]:
    """The users who lead or coordinate it, or did."""
    rows = Responsible.objects.filter(early_help_id=early_help_id, user__isnull=False)
    return frozenset(rows.values_list("user_id", flat=True))
