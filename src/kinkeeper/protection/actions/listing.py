"""An agency asks whether one named child is on the list of children with plans."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.casefile.alert_kinds import AlertKind, register
from kinkeeper.casefile.alerting import raise_alert
from kinkeeper.casefile.written import words_of
from kinkeeper.chronology.save import save
from kinkeeper.kernel.errors import BadInput
from kinkeeper.kernel.moment import lived, today
from kinkeeper.people.candidates import Told, called
from kinkeeper.people.queries import ids_of
from kinkeeper.protection.kinds import PlanKind
from kinkeeper.protection.models import ListEnquiry, Plan, TemporaryPlan
from kinkeeper.protection.told_of_harm import Asks
from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.relationships import told_of

A_YEAR, WORDS_OF_A_NAME, LEAST_LETTERS = timedelta(days=365), 2, 2
LEAST_FIT = 0.9  # a letter out, or a name that sounds so; not another family's name
ENQUIRED = register(
    AlertKind("list_enquired", "An agency asked about a child on the list", "child-protection")
)
WHO_IS_TOLD = (AllocationRole.LEAD, AllocationRole.CONFERENCE_CHAIR)


@action(Permission.ANSWER_PLAN_ENQUIRY)
def enquire_of_list(*, asks: Asks, by: Asker) -> ListEnquiry:
    """Answer whether one child is on the list, and tell the lead worker and the chair that it was asked.

    It answers of one child alone, by whole name and date of birth, and keeps each question.
    """
    name = _name(asks.name)
    found = _on_list(name, asks.born_on)
    row = ListEnquiry(
        name=name,
        born_on=asks.born_on,
        agency=asks.agency,
        asker=words_of(asks.asker, field="asker", wanted="say who asks", most=200),
        telephone=words_of(asks.telephone, field="telephone", wanted="enter a number", most=40),
        why=words_of(asks.why, field="why", wanted="say why they ask"),
        asked_on=today(),
        asked_at=lived(),
        person_id=found[0] if found else None,
        on_list=bool(found),
        earlier=_earlier(found, name, asks.born_on),
    )
    save(row, by=by)
    for person_id in found:
        _tell(person_id, row, by)
    note(on_list=row.on_list, agency=str(row.agency), earlier=row.earlier)
    return row


def _name(given: str) -> str:
    name = words_of(given, field="name", wanted="enter the whole name", most=200)
    if len(name.split()) < WORDS_OF_A_NAME:
        raise BadInput("enter a first name and a family name", field="name")
    return name


def _on_list(name: str, born_on: date) -> tuple[UUID, ...]:
    """Those on the list today who may be the child: of the same day of birth, the name as it is said."""
    on_day = {"person__born_on": born_on, "ended_on": None}
    plans = Plan.objects.filter(kind=PlanKind.CHILD_PROTECTION, **on_day)
    stay = TemporaryPlan.objects.filter(**on_day)
    listed = {*plans.values_list("person_id", flat=True), *stay.values_list("person_id", flat=True)}
    forename, _, surname = name.rpartition(" ")
    told = Told(forename=forename, surname=surname, born_on=born_on)
    if min(map(len, told.words), default=0) < LEAST_LETTERS:
        raise BadInput("enter the whole name, without initials", field="name")
    return called(people=listed, told=told, least=LEAST_FIT)


def _earlier(found: tuple[UUID, ...], name: str, born_on: date) -> int:
    """Questions about the same child in the year before today, whatever they were answered."""
    rows = ListEnquiry.objects.filter(asked_on__gt=today() - A_YEAR)
    if found:
        known = [one for person_id in found for one in ids_of(person_id)]
        return rows.filter(person_id__in=known).count()
    return rows.filter(name__iexact=name, born_on=born_on).count()


def _tell(person_id: UUID, row: ListEnquiry, by: Asker) -> None:
    again = " It is not the first in a year." if row.earlier else ""
    reason = f"An agency asked whether the child is on the list.{again}"
    for user in sorted(told_of(person_id, WHO_IS_TOLD, today())):
        raise_alert(
            kind=ENQUIRED,
            once=f"{row.id}:{user}",
            reason=reason,
            by=by,
            owner_user=user,
            person_id=person_id,
        )
