"""The catalogue of services by level of need, kept by the service."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import LEVELS
from kinkeeper.law.levels import Level


class HelpService(Record):
    """A service that families can be offered, at a level of need, while it runs."""

    same_when: ClassVar[tuple[str, ...]] = ("name", "provider", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    name = models.CharField(max_length=200)
    level = models.CharField(max_length=24, choices=LEVELS)
    provider = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True, default="")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        """A name and a provider; one open of each."""

        constraints = (
            one_of("help_service_level_known", "level", list(Level)),
            ends_after_start("help_service_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(provider=""), name="help_service_named"
            ),
            models.UniqueConstraint(
                fields=("name", "provider"),
                condition=Q(ended_on__isnull=True),
                name="help_service_open_once",
            ),
        )
