"""Child protection conferences."""

from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import one_of
from kinkeeper.access.record import Record
from kinkeeper.protection.kinds import ConferenceKind
from kinkeeper.protection.models.harm import Section47Enquiry


class Conference(Record):
    """A child protection conference about one child."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "kind", "held_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    enquiry = models.ForeignKey(
        Section47Enquiry, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=ConferenceKind)
    held_on = models.DateField(db_comment="CIN Section47.DateOfInitialCPC")

    class Meta:
        """Found by child."""

        indexes = (models.Index(fields=("person", "held_on"), name="conference_person"),)
        constraints = (one_of("conference_kind_known", "kind", ConferenceKind.values),)
