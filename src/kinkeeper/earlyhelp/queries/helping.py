"""Early help as lists show it, and how long families wait for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import visible
from kinkeeper.access.who import Asker, as_who
from kinkeeper.earlyhelp.kinds import Beginning, Part, Said, State, Step
from kinkeeper.earlyhelp.models import Consent, EarlyHelp, HelpStep, PlanItem, Responsible
from kinkeeper.earlyhelp.models.help import LAST
from kinkeeper.earlyhelp.relationships import led_by
from kinkeeper.earlyhelp.states import reached
from kinkeeper.kernel.errors import BadInput

Help = EarlyHelp  # for a door that hands one to an action


@dataclass(frozen=True, slots=True)
class Listed:
    """Early help as a list shows it."""

    id: UUID
    person_id: UUID
    state: State
    consent: Said | None
    began_from: str
    need_on: date
    lead: str
    agency: str

    @property
    def stuck(self) -> str:
        """Why it cannot go on as it stands; nothing where it can."""
        if self.consent is None:
            return "Nobody has asked the family yet"
        return "" if self.consent is Said.GIVEN else f"Consent {self.consent.label.lower()}"


@dataclass(frozen=True, slots=True)
class Waited:
    """How long families waited from need to help: days for those helped, and how many wait still."""

    helped: int
    median: float | None
    longest: int | None
    waiting: int


def seen(*, who: Asker, early_help_id: UUID) -> EarlyHelp | None:
    """One time of early help; None where there is none whose record the asker may read."""
    return _readable(who).filter(id=early_help_id).first()


def whose(early_help_id: UUID) -> UUID | None:
    """Whose it is, whoever asks: for the audit of a refusal, and never to be shown."""
    return EarlyHelp.objects.filter(id=early_help_id).values_list("person_id", flat=True).first()


def of_child(*, who: Asker, person_id: UUID) -> tuple[Listed, ...]:
    """A child's times of early help, the latest first."""
    return _listed(_readable(who).filter(person_id=person_id))


def listed(*, who: Asker, mine: bool) -> tuple[Listed, ...]:
    """Early help that goes on: one's own, or all that one may read."""
    rows = _readable(who).exclude(Exists(_ends()))
    if mine:
        rows = rows.filter(id__in=led_by(who.pk, as_who(who).on).values("id"))
    return _listed(rows)


def goes_on(*, who: Asker, person_id: UUID) -> bool:
    """Whether a child has early help that goes on; never said to who may not read it."""
    return going_on(who=who, person_id=person_id).exists()


def going_on(*, who: Asker, person_id: UUID) -> "QuerySet[EarlyHelp]":
    """A child's early help that goes on, for who may read it."""
    return _readable(who).filter(person_id=person_id).exclude(Exists(_ends()))


def days_to_help(*, who: Asker, since: date, until: date) -> Waited:
    """Days from the need's being known to the first talk with the lead, of needs known in that time."""
    talked = HelpStep.objects.filter(early_help=OuterRef("pk"), step=Step.CONTACT_LEAD)
    first = talked.values("early_help").annotate(first=Min("on")).values("first")
    rows = _readable(who).filter(need_on__gte=since, need_on__lte=until)
    found = rows.annotate(helped_on=Subquery(first), over=Exists(_ends()))
    days, waiting = [], 0
    for need_on, helped_on, over in found.values_list("need_on", "helped_on", "over"):
        if helped_on is not None:
            days.append((helped_on - need_on).days)
        elif not over:
            waiting += 1
    return Waited(len(days), median(days) if days else None, max(days, default=None), waiting)


def _readable(who: Asker) -> "QuerySet[EarlyHelp]":
    """Whoever reads early help reads what people wrote of a family."""
    return visible(who, Permission.SEE_NARRATIVE, EarlyHelp.objects.all())


def _ends() -> "QuerySet[HelpStep]":
    return HelpStep.objects.filter(early_help=OuterRef("pk"), step__in=LAST)


def _listed(rows: "QuerySet[EarlyHelp]") -> tuple[Listed, ...]:
    said = Consent.objects.filter(early_help=OuterRef("pk")).order_by("-on", "-id")
    leads = Responsible.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=F("started_on")),
        early_help=OuterRef("pk"),
        part=Part.LEAD,
    ).order_by("-started_on", "-id")
    told = rows.annotate(
        consent=Subquery(said.values("said")[:1]),
        lead=Subquery(leads.values("name")[:1]),
        lead_agency=Subquery(leads.values("agency")[:1]),
        taken=ArraySubquery(HelpStep.objects.filter(early_help=OuterRef("pk")).values("step")),
    )
    return tuple(_row(one) for one in told.order_by("-need_on", "-id"))


def begun_for(*, contacts: Collection[UUID], people: Collection[UUID]) -> frozenset[UUID]:
    """Of these people, those with early help that began from one of the contacts or goes on now."""
    rows = EarlyHelp.objects.filter(person__in=people)
    of = rows.filter(Q(contact__in=contacts) | ~Exists(_ends()))
    return frozenset(of.values_list("person_id", flat=True))


def helped_now() -> "QuerySet[EarlyHelp, Any]":
    """The ids of every child whose early help goes on, whoever asks: to link, never to be shown."""
    return EarlyHelp.objects.exclude(Exists(_ends())).values_list("person_id", flat=True)


def _row(one: Any) -> Listed:
    return Listed(
        id=one.id,
        person_id=one.person_id,
        state=reached([Step(taken) for taken in one.taken]),
        consent=Said(one.consent) if one.consent else None,
        began_from=Beginning(one.began_from).label,
        need_on=one.need_on,
        lead=one.lead or "",
        agency=one.lead_agency or "",
    )


def item_of(early_help: EarlyHelp, item_id: str) -> PlanItem:
    """A need of its plan. BadInput where it is none of it."""
    try:
        return early_help.items.select_related("early_help").get(id=UUID(item_id))
    except (ValueError, PlanItem.DoesNotExist):
        raise BadInput("choose a need of this plan", field="item") from None
