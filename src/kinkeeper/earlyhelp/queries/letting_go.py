"""Early help that nothing holds up but what somebody may let go, for those who may."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.earlyhelp.kinds import Said, Step
from kinkeeper.earlyhelp.models import Consent, EarlyHelp, GuardWaiver, HelpStep, Responsible
from kinkeeper.earlyhelp.models.help import LAST
from kinkeeper.earlyhelp.states import LEAST_TEAM, OUTCOMES, TEAM


@dataclass(frozen=True, slots=True)
class HeldUp:
    """Early help, and the one thing that holds it up."""

    id: UUID
    person_id: UUID
    missing: str


def held_up_by(*, who: Asker) -> tuple[HeldUp, ...]:
    """A plan that lacks its team alone; needs left open by a family that agrees no more.

    For who may let that go, and neither leads nor coordinates.
    """
    mine = Responsible.objects.filter(user_id=who.pk).values("early_help_id")
    rows = visible(who, Permission.LET_GO_GUARD, _going_on()).exclude(id__in=mine)
    lacks_team = _counted(rows, who).filter(
        _took(Step.ASSESS), ~_took(Step.AGREE_PLAN), ~_waived(TEAM.id), items_n__gt=0
    )
    left_open = _counted(rows, who).filter(~_waived(OUTCOMES.id), open_n__gt=0)
    over = left_open.annotate(said=_last_said()).filter(said__in=(Said.REFUSED, Said.WITHDRAWN))
    found = [(one, TEAM) for one in lacks_team.filter(team_n__lt=LEAST_TEAM)]
    found += [(one, OUTCOMES) for one in over]
    return tuple(HeldUp(one.id, one.person_id, guard.missing) for one, guard in found)


def to_let_go(*, who: Asker, early_help_id: UUID) -> EarlyHelp | None:
    """One of them; None where there is none for the asker."""
    if early_help_id not in {one.id for one in held_up_by(who=who)}:
        return None
    return EarlyHelp.objects.get(id=early_help_id)


def _going_on() -> "QuerySet[EarlyHelp]":
    over = HelpStep.objects.filter(step__in=LAST).values("early_help_id")
    return EarlyHelp.objects.exclude(id__in=over)


def _counted(rows: "QuerySet[EarlyHelp]", who: Asker) -> "QuerySet[Any]":
    on = as_who(who).on
    live = Q(team__started_on__lte=on) & (Q(team__ended_on=None) | Q(team__ended_on__gt=on))
    return rows.annotate(
        team_n=Count("team", filter=live, distinct=True),
        items_n=Count("items", distinct=True),
        open_n=Count("items", filter=Q(items__outcome=None), distinct=True),
    ).order_by("need_on", "id")


def _took(step: Step) -> Exists:
    return Exists(HelpStep.objects.filter(early_help=OuterRef("pk"), step=step))


def _waived(guard: str) -> Exists:
    return Exists(GuardWaiver.objects.filter(early_help=OuterRef("pk"), guard=guard))


def _last_said() -> Subquery:
    rows = Consent.objects.filter(early_help=OuterRef("pk")).order_by("-on", "-id")
    return Subquery(rows.values("said")[:1])
