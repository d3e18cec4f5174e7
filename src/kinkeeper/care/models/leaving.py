"""Keeping in touch with young people who left care."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import holds_codes, some_date
from kinkeeper.access.record import Record


class LeavingCareContact(Record):
    """What was known of a care leaver on a day, or around a birthday in a year."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "on_date", "year_ended")
    code_sets: ClassVar[Mapping[str, str]] = {
        "in_touch": "ssda903.IN_TOUCH",
        "activity": "ssda903.ACTIV",
        "accommodation": "ssda903.ACCOM",
    }

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    on_date = models.DateField(null=True, db_comment="Null where only the year was returned")
    year_ended = models.PositiveSmallIntegerField(
        null=True, db_comment="2026: the year to 31 March 2026, which the return was about"
    )
    in_touch = models.CharField(max_length=10, null=True, db_comment="SSDA903 OC3.IN_TOUCH")
    activity = models.CharField(max_length=10, null=True, db_comment="SSDA903 OC3.ACTIV")
    accommodation = models.CharField(max_length=10, null=True, db_comment="SSDA903 OC3.ACCOM")

    class Meta:
        """A contact has a day or a year."""

        indexes = (
            models.Index(fields=("person", "year_ended"), name="leaving_care_person"),
            models.Index(
                fields=("id",),
                condition=models.Q(on_date__isnull=False),
                name="leaving_care_dated_first",
            ),
        )
        constraints = (
            some_date("leaving_care_some_date", ("on_date", "year_ended")),
            *holds_codes("leaving_care", "in_touch", "activity", "accommodation"),
        )
