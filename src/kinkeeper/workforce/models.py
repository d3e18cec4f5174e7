"""Workers, which worker is with which child, and the posts they hold."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models

from kinkeeper.access.constraints import (
    ends_after_start,
    holds_codes,
    needs,
    never_overlap,
    one_of,
)
from kinkeeper.access.record import Record
from kinkeeper.workforce.kinds import (
    AllocationEnd,
    AllocationRole,
    Contract,
    Grade,
    SupervisionKind,
)

WHOLE = 100  # full time, in hundredths
LONGEST_COVER = timedelta(days=90)  # who is away for longer is replaced, child by child


def _hours(name: str) -> models.CheckConstraint:
    """Some hours, and no more than full time."""
    return models.CheckConstraint(
        condition=models.Q(fte_percent__gte=1, fte_percent__lte=WHOLE), name=name
    )


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
    end_reason = models.CharField(max_length=20, null=True, choices=AllocationEnd)

    class Meta:
        """One lead worker at a time."""

        indexes = (
            models.Index(fields=("person", "started_on"), name="allocation_person"),
            models.Index(fields=("worker", "ended_on"), name="allocation_worker"),
            models.Index(fields=("team", "ended_on"), name="allocation_team"),
            models.Index(
                fields=("id",),
                condition=models.Q(role=AllocationRole.PERSONAL_ADVISER),
                name="allocation_adviser_first",
            ),
        )
        constraints = (
            ends_after_start("allocation_ends_after_start"),
            one_of("allocation_role_known", "role", AllocationRole.values),
            one_of("allocation_end_reason_known", "end_reason", AllocationEnd.values),
            needs("allocation_end_reason_needs_end", "end_reason", "ended_on"),
            *holds_codes("allocation", "change_reason"),
            never_overlap("allocation_one_lead", "person", only=models.Q(role=AllocationRole.LEAD)),
        )


class Post(Record):
    """A funded place in the structure, there whether or not anybody holds it."""

    same_when: ClassVar[tuple[str, ...]] = ("reference",)
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    reference = models.CharField(max_length=40, unique=True)
    team = models.ForeignKey(
        "access.Team", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    grade = models.CharField(max_length=20, choices=Grade)
    fte_percent = models.PositiveSmallIntegerField(
        default=WHOLE, db_comment="Hours, in hundredths of full time"
    )
    case_holding = models.BooleanField(default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, db_comment="The day it left the structure")

    class Meta:
        """Found by team."""

        indexes = (models.Index(fields=("team", "ended_on"), name="post_team"),)
        constraints = (
            ends_after_start("post_ends_after_start"),
            one_of("post_grade_known", "grade", Grade.values),
            _hours("post_fte_sensible"),
            models.CheckConstraint(condition=~models.Q(reference=""), name="post_has_reference"),
        )

    def __str__(self) -> str:
        """Its reference."""
        return self.reference


class Employment(Record):
    """A worker in a post, from one date to another."""

    same_when: ClassVar[tuple[str, ...]] = ("worker_id", "post_id", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()
    code_sets: ClassVar[Mapping[str, str]] = {
        "start_origin": "csww.start_origin",
        "leave_reason": "csww.reason_leave",
        "leaver_destination": "csww.leaver_destination",
    }

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, db_index=False, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, db_index=False, related_name="+")
    contract = models.CharField(max_length=12, choices=Contract)
    grade = models.CharField(max_length=20, choices=Grade, db_comment="The person's own grade")
    fte_percent = models.PositiveSmallIntegerField(
        default=WHOLE, db_comment="Hours, in hundredths of full time"
    )
    newly_qualified = models.BooleanField(
        default=False, db_comment="In the assessed and supported year in employment"
    )
    started_on = models.DateField()
    start_origin = models.CharField(max_length=10, null=True)
    ended_on = models.DateField(null=True)
    leave_reason = models.CharField(max_length=10, null=True)
    leaver_destination = models.CharField(max_length=10, null=True)

    class Meta:
        """A worker is in a post once at a time; why somebody left needs an end."""

        indexes = (
            models.Index(fields=("worker", "started_on"), name="employment_worker"),
            models.Index(fields=("post", "ended_on"), name="employment_post"),
        )
        constraints = (
            ends_after_start("employment_ends_after_start"),
            one_of("employment_contract_known", "contract", Contract.values),
            one_of("employment_grade_known", "grade", Grade.values),
            _hours("employment_fte_sensible"),
            needs("employment_reason_needs_end", "leave_reason", "ended_on"),
            needs("employment_destination_needs_end", "leaver_destination", "ended_on"),
            *holds_codes("employment", "start_origin", "leave_reason", "leaver_destination"),
            never_overlap("employment_once_at_a_time", "worker", "post"),
        )


class Supervision(Record):
    """A supervision that was held."""

    same_when: ClassVar[tuple[str, ...]] = ("worker_id", "kind", "held_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, db_index=False, related_name="+")
    supervisor = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    held_on = models.DateField()
    kind = models.CharField(max_length=8, choices=SupervisionKind)
    minutes = models.PositiveSmallIntegerField(null=True)
    short_reason = models.CharField(
        max_length=200, null=True, db_comment="Why it took less than an hour and a half"
    )

    class Meta:
        """Once a day of a kind, and never of oneself."""

        constraints = (
            one_of("supervision_kind_known", "kind", SupervisionKind.values),
            models.UniqueConstraint(fields=("worker", "kind", "held_on"), name="supervision_once"),
            models.CheckConstraint(
                condition=models.Q(supervisor__isnull=True)
                | ~models.Q(supervisor=models.F("worker")),
                name="supervision_by_another",
            ),
        )


class Cover(Record):
    """One worker covered by another while away: for that time their children are reached as theirs."""

    same_when: ClassVar[tuple[str, ...]] = ("worker_id", "covered_by_id", "started_on")
    reached_by: ClassVar[str | tuple[str, ...]] = ()

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, db_index=False, related_name="+")
    covered_by = models.ForeignKey(
        Worker, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    started_on = models.DateField()
    ended_on = models.DateField(db_comment="The day it holds no longer")

    class Meta:
        """By another, between two days that are not far apart, and once at a time."""

        indexes = (
            models.Index(fields=("covered_by", "ended_on"), name="cover_by"),
            models.Index(fields=("worker", "ended_on"), name="cover_of"),
        )
        constraints = (
            ends_after_start("cover_ends_after_start"),
            models.CheckConstraint(
                condition=~models.Q(worker=models.F("covered_by")), name="cover_by_another"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ended_on__lte=models.ExpressionWrapper(
                        models.F("started_on") + models.Value(LONGEST_COVER),
                        output_field=models.DateTimeField(),
                    )
                ),
                name="cover_is_for_a_time",
            ),
            never_overlap("cover_once_at_a_time", "worker", "covered_by"),
        )
