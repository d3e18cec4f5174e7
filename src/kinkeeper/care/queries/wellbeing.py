"""Health and wellbeing by year, and contact with care leavers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.access.memory import remembered
from kinkeeper.access.permissions import Permission
from kinkeeper.access.rules import may, visible_of
from kinkeeper.access.who import Asker
from kinkeeper.care.kinds import HealthCheckKind, WellbeingKind
from kinkeeper.care.models import HealthCheck, LeavingCareContact, WellbeingRecord
from kinkeeper.kernel.periods import census_year
from kinkeeper.law.codes.coded import Coded, coded


@dataclass(frozen=True, slots=True)
class HealthCheckShown:
    """A health check, done or not."""

    kind: str
    kind_title: str
    held_on: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class WellbeingShown:
    """A score, an offence or substance misuse; only the facts of its kind are filled in."""

    kind: str
    kind_title: str
    on_date: date | None
    score: int | None
    no_score_reason: Coded | None
    convicted: bool | None
    substance_misuse: bool | None
    intervention_received: bool | None
    intervention_offered: bool | None


@dataclass(frozen=True, slots=True)
class HealthYear:
    """What is known of a child's health in the year to 31 March of `year_ended`."""

    year_ended: int
    checks: tuple[HealthCheckShown, ...]
    wellbeing: tuple[WellbeingShown, ...]


@dataclass(frozen=True, slots=True)
class LeavingCareShown:
    """What was known of a care leaver on a day, or around the birthday in a year."""

    id: UUID
    on_date: date | None
    year_ended: int
    in_touch: Coded | None
    activity: Coded | None
    accommodation: Coded | None


def health_by_year(*, who: Asker, person_id: UUID) -> tuple[HealthYear, ...]:
    """A child's health checks and wellbeing by year, the latest year first."""
    checks = _checks(who, person_id)
    wellbeing = _wellbeing(who, person_id)
    return tuple(
        HealthYear(year, tuple(checks.get(year, ())), tuple(wellbeing.get(year, ())))
        for year in sorted(checks.keys() | wellbeing.keys(), reverse=True)
    )


def leaving_care(*, who: Asker, person_id: UUID) -> tuple[LeavingCareShown, ...]:
    """What was known of a care leaver, the latest first."""
    shown = map(_contact, _contacts(who, Permission.SEE_RECORD, person_id))
    return tuple(
        sorted(shown, key=lambda c: (c.year_ended, c.on_date or date.min, c.id), reverse=True)
    )


def care_leaver(*, who: Asker, person_id: UUID) -> bool:
    """Whether a record as a care leaver is held of somebody: no more than a banner says."""
    return bool(_contacts(who, Permission.SEE_BANNER, person_id))


def _contacts(who: Asker, what: Permission, person_id: UUID) -> tuple[LeavingCareContact, ...]:
    """What was known of a care leaver, for who may see so much of the record."""
    return _every_contact(person_id) if may(who, what, person_id) else ()


@remembered
def _every_contact(person_id: UUID) -> tuple[LeavingCareContact, ...]:
    return tuple(LeavingCareContact.objects.filter(person_id=person_id))


def _checks(who: Asker, person_id: UUID) -> dict[int, list[HealthCheckShown]]:
    rows = HealthCheck.objects.order_by("kind", "held_on", "id")
    years: dict[int, list[HealthCheckShown]] = {}
    for row in visible_of(who, Permission.SEE_RECORD, rows, person_id):
        title = HealthCheckKind(row.kind).label
        shown = HealthCheckShown(row.kind, title, row.held_on, row.done)
        years.setdefault(_year(row.year_ended, row.held_on), []).append(shown)
    return years


def _wellbeing(who: Asker, person_id: UUID) -> dict[int, list[WellbeingShown]]:
    rows = WellbeingRecord.objects.order_by("kind", "on_date", "id")
    years: dict[int, list[WellbeingShown]] = {}
    for row in visible_of(who, Permission.SEE_RECORD, rows, person_id):
        years.setdefault(_year(row.year_ended, row.on_date), []).append(_felt(row))
    return years


def _felt(row: WellbeingRecord) -> WellbeingShown:
    return WellbeingShown(
        kind=row.kind,
        kind_title=WellbeingKind(row.kind).label,
        on_date=row.on_date,
        score=row.score,
        no_score_reason=coded("ssda903.SDQ_REASON", row.no_score_reason),
        convicted=row.convicted,
        substance_misuse=row.substance_misuse,
        intervention_received=row.intervention_received,
        intervention_offered=row.intervention_offered,
    )


def _year(year_ended: int | None, on: date | None) -> int:
    """The year a record belongs to; the database holds that one of the two is there."""
    if year_ended is not None:
        return year_ended
    if on is None:
        raise ValueError("a record with neither a year nor a day")
    return census_year.of(on).end.year


def _contact(row: LeavingCareContact) -> LeavingCareShown:
    return LeavingCareShown(
        id=row.id,
        on_date=row.on_date,
        year_ended=_year(row.year_ended, row.on_date),
        in_touch=coded("ssda903.IN_TOUCH", row.in_touch),
        activity=coded("ssda903.ACTIV", row.activity),
        accommodation=coded("ssda903.ACCOM", row.accommodation),
    )
