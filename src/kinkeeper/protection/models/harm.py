"""Suspected harm: the discussions of agencies about it, and enquiries under section 47."""

from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start
from kinkeeper.access.record import Record


class StrategyDiscussion(Record):
    """The agencies' discussion of what to do about suspected harm."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "held_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    held_on = models.DateField(db_comment="CIN Section47.S47ActualStartDate (guide 4.12.1)")

    class Meta:
        """Found by child."""

        indexes = (models.Index(fields=("person", "held_on"), name="strategy_person"),)


class Section47Enquiry(Record):
    """An enquiry under section 47 of the Children Act 1989."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "started_on")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    episode = models.ForeignKey(
        "frontdoor.HelpEpisode", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    strategy = models.ForeignKey(
        StrategyDiscussion,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
    )
    started_on = models.DateField(db_comment="CIN Section47.S47ActualStartDate")
    conference_needed = models.BooleanField(
        null=True, db_comment="CIN Section47.ICPCnotRequired, the other way round"
    )
    conference_target_on = models.DateField(
        null=True, db_comment="CIN Section47.InitialCPCtarget, as it was returned"
    )
    ended_on = models.DateField(null=True, db_comment="Not in the CIN census")

    class Meta:
        """Nothing about an enquiry comes before it."""

        indexes = (models.Index(fields=("person", "started_on"), name="enquiry_person"),)
        constraints = (
            ends_after_start("enquiry_ends_after_start"),
            ends_after_start("enquiry_target_after_start", end="conference_target_on"),
        )
