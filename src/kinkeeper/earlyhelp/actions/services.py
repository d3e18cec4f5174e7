"""Keeping the catalogue of services by level of need."""

from datetime import date

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Asker
from kinkeeper.chronology.save import save
from kinkeeper.earlyhelp.models import HelpService
from kinkeeper.earlyhelp.told import words_of
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.levels import Level


@action(Permission.KEEP_SERVICES)
def add_service(
    *, name: str, level: Level, provider: str, started_on: date, by: Asker, telephone: str = ""
) -> HelpService:
    """Add a service that families can be offered."""
    said, whose = words_of(name, "what it is called", "name"), words_of(provider, "who", "provider")
    if HelpService.objects.filter(name=said, provider=whose, ended_on=None).exists():
        raise BadInput("a service of this name and provider is listed already", field="name")
    row = HelpService(
        name=said, level=level, provider=whose, telephone=telephone.strip(), started_on=started_on
    )
    save(row, by=by)
    note(level=str(level))
    return row


@action(Permission.KEEP_SERVICES, on="service")
def end_service(*, service: HelpService, ended_on: date, by: Asker) -> HelpService:
    """Say from which day a service is offered no longer."""
    if service.ended_on is not None:
        raise Refused("This service has ended already.", missing="a service that is offered")
    if ended_on < service.started_on:
        raise BadInput("it cannot end before it began", field="ended_on")
    service.ended_on = ended_on
    save(service, by=by)
    return service
