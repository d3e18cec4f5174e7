"""What was loaded, from which files, and what became of every table and row."""

from typing import ClassVar

from django.db import models

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now
from kinkeeper.returns.answer_models import (
    LONGEST_REASON,
    Acceptance,
    AcceptanceEnd,
    Assignment,
    AssignmentEnd,
)
from kinkeeper.returns.run_models import (
    Collection,
    Origin,
    ReturnRun,
    RunChild,
    RunFile,
    RunFinding,
    RunPart,
    RunProblem,
    RunRow,
    RunRule,
    RunState,
)

__all__ = [
    "LONGEST_REASON",
    "Acceptance",
    "AcceptanceEnd",
    "Assignment",
    "AssignmentEnd",
    "Collection",
    "FileKind",
    "Load",
    "LoadCount",
    "LoadFile",
    "LoadFinding",
    "LoadState",
    "Origin",
    "ReturnRun",
    "RunChild",
    "RunFile",
    "RunFinding",
    "RunPart",
    "RunProblem",
    "RunRow",
    "RunRule",
    "RunState",
    "SentFile",
    "SentPart",
    "Stopped",
]


class FileKind(models.TextChoices):
    """What a file turned out to be."""

    CIN = "cin", "Children in need census"
    SSDA903 = "ssda903", "SSDA903"
    NAMES = "names", "List of names"
    UNREAD = "unread", "Left unread"


class Stopped(models.TextChoices):
    """What a finding kept out of the records."""

    FIELD = "field", "The field was left empty"
    ROW = "row", "The row was left out"
    NOTHING = "nothing", "Nothing"


class Load(models.Model):
    """One set of files, loaded in one transaction."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    loaded_at = models.DateTimeField(default=now, editable=False)
    loaded_by = models.UUIDField()
    loaded_by_name = models.CharField(max_length=200)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        """The latest first."""

        ordering = ("-loaded_at",)


class LoadState(models.Model):
    """How a load stood from a moment on. A row is never edited: the latest is how it stands."""

    class Kind(models.TextChoices):
        WAITING = "waiting", "Waiting to be loaded"
        WORKING = "working", "Being loaded"
        LOADED = "loaded", "Loaded"
        REFUSED = "refused", "Refused: nothing was loaded"
        FAILED = "failed", "Failed: nothing was loaded"

    ENDS: ClassVar[tuple[str, ...]] = (Kind.LOADED, Kind.REFUSED, Kind.FAILED)
    reached_by: ClassVar[tuple[str, ...]] = ()

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=7, choices=Kind)
    at = models.DateTimeField(default=now, editable=False)
    by = models.UUIDField(
        null=True, help_text="Nobody, where Kinkeeper itself found that it failed"
    )
    reason = models.TextField(blank=True, default="", help_text="Why, with file, row and field")
    to_do = models.TextField(blank=True, default="")

    class Meta:
        """A load ends once."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("load",),
                condition=models.Q(state__in=("loaded", "refused", "failed")),
                name="load_ends_once",
            ),
        )


class SentFile(models.Model):
    """A file sent by a browser, kept only until its load is over."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="sent")
    place = models.PositiveSmallIntegerField()
    name = models.TextField()

    class Meta:
        """In the order they were sent."""

        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("load", "place"), name="sent_file_in_its_place"),
        )


class SentPart(models.Model):
    """A piece of a file that was sent, so that none has to be held in memory whole to be kept."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    file = models.ForeignKey(SentFile, on_delete=models.CASCADE, related_name="parts")
    content = models.BinaryField()

    class Meta:
        """In the order they were sent."""

        ordering = ("id",)


class LoadFile(models.Model):
    """One file of a load, known for good by its fingerprint."""

    reached_by: ClassVar[tuple[str, ...]] = ()

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="files")
    name = models.TextField()
    kind = models.CharField(max_length=8, choices=FileKind)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    encoding = models.CharField(max_length=20, blank=True, default="")
    year_ended = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(
        blank=True, default="", help_text="How the year was told, or why it was left unread"
    )

    class Meta:
        """Found by year, so that an older year never undoes a newer one."""

        indexes = (models.Index(fields=("kind", "year_ended"), name="load_file_year"),)


class LoadCount(models.Model):
    """How the rows of one table of the files, or of one kind of record, fared.

    Of a table, `unchanged` counts rows whose facts a later year of the same load told.
    """

    class Of(models.TextChoices):
        TABLE = "table", "Table of the files"
        RECORD = "record", "Kind of record"

    reached_by: ClassVar[tuple[str, ...]] = ()

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="counts")
    of = models.CharField(max_length=6, choices=Of)
    name = models.CharField(max_length=60)
    read = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    fields_stopped = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        """One count a table or kind of record."""

        constraints = (
            models.UniqueConstraint(fields=("load", "of", "name"), name="load_count_once"),
        )


class LoadFinding(models.Model):
    """One value or row that could not be taken as it stood, and what to do about it.

    The child is named by the authority's own identifier, which the analyst needs; `shape` shows
    the form of the value, never more.
    """

    reached_by: ClassVar[tuple[str, ...]] = ()

    load = models.ForeignKey(
        Load, on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    file = models.TextField()
    row = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    child = models.CharField(max_length=40)
    shape = models.CharField(max_length=40)
    reason = models.TextField()
    to_do = models.TextField()
    stopped = models.CharField(max_length=7, choices=Stopped)

    class Meta:
        """Read a load at a time, by table and row."""

        indexes = (models.Index(fields=("load", "table", "row"), name="load_finding_place"),)
