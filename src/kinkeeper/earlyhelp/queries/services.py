"""The catalogue of services by level of need."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When

from kinkeeper.access.teams import live
from kinkeeper.earlyhelp.models import HelpService
from kinkeeper.law.levels import Level


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """A service that families can be offered."""

    id: UUID
    name: str
    level: Level
    provider: str
    telephone: str
    started_on: date


def services(*, on: date, level: Level | None = None) -> tuple[ServiceShown, ...]:
    """What is offered on a day, by level and name: it tells of nobody, and everybody may read it."""
    rows = HelpService.objects.filter(live(on), **({"level": level} if level else {}))
    rank = Case(
        *(When(level=one, then=Value(one.rank)) for one in Level), output_field=IntegerField()
    )
    return tuple(
        ServiceShown(
            row.id, row.name, Level(row.level), row.provider, row.telephone, row.started_on
        )
        for row in rows.order_by(rank, "name")
    )


def one_service(service_id: UUID) -> HelpService | None:
    """One service of the catalogue."""
    return HelpService.objects.filter(id=service_id).first()
