"""Runs of the rules of a return: what was judged, what each rule found, and whose rows are at fault."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class Collection(models.TextChoices):
    """A statutory return that has rules."""

    SSDA903 = "ssda903", "SSDA903, children looked after"
    CIN = "cin", "Children in need census"


class Origin(models.TextChoices):
    """What a run judged."""

    FILES = "files", "Files"
    LIVE = "live", "The records"


class ReturnRun(models.Model):
    """Every rule of one collection year asked once; filled in when it is done, then left as it is.

    `year` is the March the collection ends in, `code_year` that of the code sets it was judged by.
    The counts are of everybody in the return: they stand for the season, never for a reader's list.
    """

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    collection = models.CharField(max_length=7, choices=Collection)
    year = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.FILES)
    authority = models.CharField(max_length=9, blank=True, default="")
    begun_at = models.DateTimeField(default=now, editable=False)
    begun_by = models.UUIDField()
    begun_by_name = models.CharField(max_length=200)
    judged_at = models.DateTimeField(null=True)
    milliseconds = models.PositiveIntegerField(default=0)
    code_year = models.PositiveSmallIntegerField(null=True)
    told = models.TextField(blank=True, default="", help_text="How the year was known")
    sha256 = models.CharField(max_length=64, blank=True, default="", help_text="Of all it judged")
    whole = models.BooleanField(
        default=True, help_text="Whether the table that every child of the return is in was given"
    )
    tables = models.JSONField(default=list, help_text="The tables of the year that were given")
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    broken = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    not_run = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0, help_text="Rows in error")
    others = models.PositiveIntegerField(default=0, help_text="Rows to look at, no error")
    children = models.PositiveIntegerField(default=0, help_text="Children with a row at fault")

    class Meta:
        """The latest first; the newest of a season is asked for often."""

        ordering = ("-begun_at",)
        indexes = (
            models.Index(fields=("collection", "year", "judged_at"), name="return_run_season"),
        )


class RunState(models.Model):
    """How a run stood from a moment on. A row is never edited: the latest is how it stands."""

    class Kind(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        WORKING = "working", "Being checked"
        DONE = "done", "Checked"
        REFUSED = "refused", "Refused: nothing was checked"
        FAILED = "failed", "Failed: nothing was checked"

    ENDS: ClassVar[tuple[str, ...]] = (Kind.DONE, Kind.REFUSED, Kind.FAILED)
    reached_by: ClassVar[tuple[str, ...]] = ()

    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=7, choices=Kind)
    at = models.DateTimeField(default=now, editable=False)
    by = models.UUIDField(
        null=True, help_text="Nobody, where Kinkeeper itself found that it failed"
    )
    reason = models.TextField(blank=True, default="")
    to_do = models.TextField(blank=True, default="")

    class Meta:
        """A run ends once."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("run",),
                condition=models.Q(state__in=("done", "refused", "failed")),
                name="run_ends_once",
            ),
        )


class RunFile(models.Model):
    """A file that a run judged, known for good by its fingerprint; its content goes with the run's end."""

    class Part(models.TextChoices):
        RETURN = "return", "This year's return"
        LAST = "last", "Last year's return"
        PROVIDERS = "providers", "The list of providers"

    reached_by: ClassVar[tuple[str, ...]] = ()

    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="files")
    place = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=9, choices=Part)
    name = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)

    class Meta:
        """In the order they were sent."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("run", "place"), name="run_file_in_its_place"),
        )


class RunPart(models.Model):
    """A piece of a file, kept only until its run is over."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    file = models.ForeignKey(RunFile, on_delete=models.CASCADE, related_name="parts")
    content = models.BinaryField()

    class Meta:
        """In the order they were sent."""

        ordering = ("id",)


class RunProblem(models.Model):
    """What was wrong with a file before any rule was asked. It names no child."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="problems")
    file = models.TextField()
    row = models.PositiveIntegerField(default=0)
    table = models.CharField(max_length=60, blank=True, default="")
    field = models.CharField(max_length=80, blank=True, default="")
    reason = models.TextField()
    to_do = models.TextField(blank=True, default="")

    class Meta:
        """In the order of the files."""

        ordering = ("id",)


class RunRule(models.Model):
    """One rule of a run, in the words it had that day, and what became of it."""

    class Outcome(models.TextChoices):
        BROKEN = "broken", "Broken"
        MET = "met", "Holds"
        NOT_RUN = "not run", "Not run"

    reached_by: ClassVar[tuple[str, ...]] = ()

    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="rules")
    code = models.CharField(max_length=20)
    severity = models.CharField(max_length=7)
    table = models.CharField(max_length=60, blank=True, default="")
    says = models.TextField()
    to_do = models.TextField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    rows = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True, default="", help_text="Why it was not run")

    class Meta:
        """Each rule once, in the order they are declared."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("run", "code"), name="run_rule_once"),)


class RunChild(models.Model):
    """A child with a row at fault, by the number the return has, and by the record where there is one."""

    reached_by: ClassVar[tuple[str, ...]] = ("person_id",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="+")
    child = models.CharField(max_length=60)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        """Each child once a run."""

        constraints = (models.UniqueConstraint(fields=("run", "child"), name="run_child_once"),)


class RunRow(models.Model):
    """A row of a child at fault as it was read: the ones a rule points at, and those beside them.

    Where somebody lives is left out. Rows beside are kept with the latest run of their kind alone.
    """

    reached_by: ClassVar[tuple[str, ...]] = ("child__person_id",)

    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(RunChild, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=60)
    file = models.TextField()
    row = models.PositiveIntegerField()
    values = models.JSONField(help_text="Pairs of a column and what it holds, in their order")
    section = models.CharField(max_length=12, blank=True, default="")
    at_fault = models.BooleanField(default=True, help_text="Whether a rule points at it")


class RunFinding(models.Model):
    """One row that breaks one rule, with the fields at fault, and how it stands to the run before."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        STILL = "still", "Still there"
        GONE = "gone", "Gone"

    reached_by: ClassVar[tuple[str, ...]] = ("child__person_id",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ReturnRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule = models.CharField(max_length=20)
    severity = models.CharField(max_length=7)
    table = models.CharField(max_length=60, blank=True, default="")
    file = models.TextField(blank=True, default="")
    row = models.PositiveIntegerField(null=True)
    child = models.ForeignKey(
        RunChild, null=True, on_delete=models.PROTECT, related_name="findings"
    )
    fields = models.JSONField(help_text="Pairs of a column at fault and what it holds")
    values_hash = models.CharField(max_length=64)
    section = models.CharField(max_length=12, blank=True, default="")
    status = models.CharField(max_length=5, choices=Status)

    class Meta:
        """Read a run at a time, by rule."""

        indexes = (models.Index(fields=("run", "rule", "table", "row"), name="run_finding_place"),)
