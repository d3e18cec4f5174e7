"""Who answers for early help, and who is in the team around the family."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kinkeeper.access.constraints import ends_after_start, never_overlap, one_of
from kinkeeper.access.record import Record
from kinkeeper.earlyhelp.kinds import Part
from kinkeeper.earlyhelp.models.help import EarlyHelp


class TakesPart(Record):
    """Somebody of some agency in early help from one date to another; `user` where they sign in here."""

    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, db_comment="As it is called")
    agency_known = models.ForeignKey(
        "partners.Agency", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    telephone = models.CharField(max_length=40, blank=True, default="")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Responsible(TakesPart):
    """The lead professional, of any agency; or who coordinates."""

    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "part", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="responsible")
    part = models.CharField(max_length=12, choices=Part)

    class Meta:
        """One lead and one coordinator at a time."""

        constraints = (
            one_of("help_responsible_part_known", "part", Part.values),
            ends_after_start("help_responsible_ends_after_start"),
            never_overlap("help_responsible_one_at_a_time", "early_help", "part"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(agency=""), name="help_responsible_named"
            ),
        )


class FamilyTeamMember(TakesPart):
    """One of the team around the family."""

    same_when: ClassVar[tuple[str, ...]] = ("early_help_id", "name", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = "early_help__person_id"

    early_help = models.ForeignKey(EarlyHelp, on_delete=models.PROTECT, related_name="team")
    role = models.CharField(max_length=200, db_comment="What they are to the family")

    class Meta:
        """Each by a name, an agency and a role."""

        constraints = (
            ends_after_start("family_team_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(agency="") & ~Q(role=""), name="family_team_named"
            ),
        )
