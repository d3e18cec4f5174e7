"""Workers, and which worker is with which child."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import ends_after_start, holds_codes, never_overlap, one_of
from kinkeeper.access.record import Record
from kinkeeper.workforce.kinds import AllocationRole


class Worker(Record):
    """Someone whose work is with children, with or without a sign-in here."""

    same_when: ClassVar[tuple[str, ...]] = ("swe_number",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    swe_number = models.CharField(
        max_length=20,
        null=True,
        unique=True,
        db_comment="SSDA903 SWEpisodes.SW_ID: Social Work England number",
    )
    full_name = models.CharField(
        max_length=200, null=True, db_comment="Null when only the number has been received"
    )
    user = models.OneToOneField(
        "access.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The sign-in of this worker",
    )

    class Meta:
        """A worker is known by a number or by a name."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(swe_number__isnull=False) | models.Q(full_name__isnull=False),
                name="worker_known_by_something",
            ),
            models.CheckConstraint(
                condition=models.Q(swe_number__regex=r"^[A-Z0-9]{4,20}$"),
                name="worker_swe_number_shape",
            ),
            models.CheckConstraint(
                condition=~models.Q(full_name=""), name="worker_full_name_not_blank"
            ),
        )

    def __str__(self) -> str:
        """The name, or the number where no name is known."""
        return self.full_name or self.swe_number or ""


class Allocation(Record):
    """A worker with a child from one date to another, in a role."""

    same_when: ClassVar[tuple[str, ...]] = ("person_id", "worker_id", "role", "started_on")
    code_sets: ClassVar[Mapping[str, str]] = {"change_reason": "ssda903.SW_REASON"}

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, db_index=False, related_name="+")
    team = models.ForeignKey(
        "access.Team", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    role = models.CharField(max_length=20, choices=AllocationRole)
    started_on = models.DateField(db_comment="SSDA903 SWEpisodes.SW_DECOM")
    ended_on = models.DateField(null=True, db_comment="SSDA903 SWEpisodes.SW_DEC")
    change_reason = models.CharField(
        max_length=10, null=True, db_comment="SSDA903 SWEpisodes.SW_REASON: why the worker changed"
    )

    class Meta:
        """One lead worker at a time."""

        indexes = (
            models.Index(fields=("person", "started_on"), name="allocation_person"),
            models.Index(fields=("worker", "ended_on"), name="allocation_worker"),
            models.Index(fields=("team", "ended_on"), name="allocation_team"),
        )
        constraints = (
            ends_after_start("allocation_ends_after_start"),
            one_of("allocation_role_known", "role", AllocationRole.values),
            *holds_codes("allocation", "change_reason"),
            never_overlap("allocation_one_lead", "person", only=models.Q(role=AllocationRole.LEAD)),
        )
