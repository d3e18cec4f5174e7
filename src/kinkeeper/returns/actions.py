"""What people do with returns in the browser: send files to be loaded, or to be checked."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from kinkeeper.access.action import action, note
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.returns.ssda903.years import year_label
from kinkeeper.returns import answering
from kinkeeper.returns.begun import refuse_not_begun
from kinkeeper.returns.models import (
    Acceptance,
    AcceptanceEnd,
    Assignment,
    AssignmentEnd,
    Collection,
    Load,
    LoadState,
    Origin,
    ReturnRun,
    RunFile,
    RunState,
    SentFile,
)
from kinkeeper.returns.queries import unfinished
from kinkeeper.returns.run_queries import unfinished_runs
from kinkeeper.returns.running import states as run_states
from kinkeeper.returns.states import move

MOST_FILES: Final = 200
MOST_BYTES: Final = 300 * 1024 * 1024
MOST_WAITING: Final = (
    10  # sets of files: what is sent while nothing is loaded must not fill the disk
)
LONGEST_NAME: Final = 255  # bytes
PART: Final = 1024 * 1024  # bytes
_RECEIVING: Final = 0x53454E54  # the lock of whoever is sending files


class Sent(Protocol):
    """A file as it comes in: read a piece at a time, never whole."""

    @property
    def name(self) -> str | None: ...

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


@action(Permission.LOAD_FILES)
def receive(*, files: Sequence[Sent], by: Who) -> Load:
    """Keep the files in the database until they are loaded; all of them, or none is kept."""
    _refuse_too_many(files)
    load = Load.objects.create(loaded_by=by.id, loaded_by_name=by.full_name)
    move(load, LoadState.Kind.WAITING, by=by)
    left = MOST_BYTES
    for place, file in enumerate(files):
        left -= _keep(file, SentFile.objects.create(load=load, place=place, name=_name(file)), left)
    note(files=len(files), bytes=MOST_BYTES - left)
    return load


@action(Permission.PREPARE_RETURN)
def begin_check(
    *,
    collection: str,
    year: int,
    authority: str,
    origin: str,
    files: Mapping[str, Sequence[Sent]],
    by: Who,
) -> ReturnRun:
    """Keep the files, by the part each is of, until they are checked; all of them, or none is kept."""
    if origin == Origin.LIVE:
        refuse_not_begun(year)
    parts = _parts_of(origin, files)
    every = [(part, file) for part in parts for file in files.get(part, ())]
    _refuse_number(len(every), unfinished_runs(), "checked")
    run = ReturnRun.objects.create(
        collection=Collection(collection),
        year=year,
        authority=authority,
        origin=Origin(origin),
        begun_by=by.id,
        begun_by_name=by.full_name,
    )
    run_states.move(run, RunState.Kind.WAITING, by=by)
    left = MOST_BYTES
    for place, (part, file) in enumerate(every):
        kept = RunFile.objects.create(run=run, place=place, part=part, name=_name(file))
        left -= _keep_part(file, kept, left)
    note(collection=collection, year=year_label(year), files=len(every), bytes=MOST_BYTES - left)
    return run


@action(Permission.PREPARE_RETURN)
def accept(*, finding: UUID, reason: str, by: Who) -> Acceptance:
    """Say that a finding is right as it stands, and why; it holds as long as its values do."""
    row = answering.seen_or_refused(by, finding)
    answering.refuse_accepted(row)
    said = answering.words_of(reason)
    note(rule=row.rule, year=year_label(row.run.year))
    return Acceptance.objects.create(
        **answering.season(row.run),
        rule=row.rule,
        child=row.child.child if row.child else "",
        person_id=row.child.person_id if row.child else None,
        values_hash=row.values_hash,
        run=row.run,
        reason=said,
        by=by.id,
    )


@action(Permission.PREPARE_RETURN)
def withdraw(*, finding: UUID, reason: str, by: Who) -> Acceptance:
    """Take back what was accepted of a finding, and say why; that it was accepted once stays."""
    row = answering.seen_or_refused(by, finding)
    standing = answering.acceptance_of(row)
    if standing is None:
        raise Refused("This finding is not accepted.", missing="an acceptance in force")
    said = answering.words_of(reason, "why it is withdrawn")
    AcceptanceEnd.objects.create(
        acceptance=standing, because=AcceptanceEnd.Because.WITHDRAWN, reason=said, by=by.id
    )
    note(rule=row.rule, year=year_label(row.run.year))
    return standing


@action(Permission.PREPARE_RETURN)
def assign(
    *, run: ReturnRun, rule: str = "", child: UUID | None = None, team: UUID, by: Who
) -> Assignment:
    """Give a rule, or a child, of a season to a team to see to; what it was given to before ends."""
    about = answering.rule_or_child(by, run, rule, child)
    answering.refuse_unknown_team(team)
    _end_assignment(run, about, by)
    note(rule=rule, team=team, year=year_label(run.year))
    return Assignment.objects.create(**answering.season(run), **about, team_id=team, by=by.id)


@action(Permission.PREPARE_RETURN)
def unassign(*, run: ReturnRun, rule: str = "", child: UUID | None = None, by: Who) -> ReturnRun:
    """Take a rule, or a child, of a season from the team that was to see to it."""
    about = answering.rule_or_child(by, run, rule, child)
    _end_assignment(run, about, by)
    note(rule=rule, year=year_label(run.year))
    return run


def _end_assignment(run: ReturnRun, about: Mapping[str, str], by: Who) -> None:
    answering.take_turn(run)
    for one in Assignment.objects.filter(**answering.season(run), **about, end=None):
        AssignmentEnd.objects.create(assignment=one, by=by.id)


def _parts_of(origin: str, files: Mapping[str, Sequence[Sent]]) -> Sequence[str]:
    """Which files a run judges: the records need none but the list of providers."""
    if origin == Origin.LIVE:
        return (RunFile.Part.PROVIDERS,)
    if not files.get(RunFile.Part.RETURN):
        raise BadInput(
            "no file of the return was chosen", do="Choose the files of this year's return."
        )
    return RunFile.Part.values


def _keep_part(file: Sent, kept: RunFile, most: int) -> int:
    """Keep a file of a run piece by piece, and its fingerprint for good."""
    digest = hashlib.sha256()
    kept.size = _keep(file, kept, most, seen=digest.update)
    kept.sha256 = digest.hexdigest()
    kept.save(update_fields=["size", "sha256"])
    return kept.size


def _refuse_too_many(files: Sequence[Sent]) -> None:
    if not files:
        raise BadInput("no file was chosen", do="Choose one or more files, then load them.")
    _refuse_number(len(files), unfinished(), "loaded")


def _refuse_number(number: int, waiting: "QuerySet[Any]", done: str) -> None:
    if number > MOST_FILES:
        raise BadInput(
            f"more than {MOST_FILES} files were sent at once", do="Send a year at a time."
        )
    _one_at_a_time()
    if waiting.count() >= MOST_WAITING:
        raise BadInput(
            f"{MOST_WAITING} sets of files are waiting to be {done} already",
            do=f"Wait until they are {done}, then send these.",
        )


def _one_at_a_time() -> None:
    """Wait until nobody else is sending files, until the commit: each counts what all before sent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RECEIVING])


def _keep(
    file: Sent,
    kept: SentFile | RunFile,
    most: int,
    *,
    seen: Callable[[bytes], object] = lambda _: None,
) -> int:
    """Keep a file piece by piece; how many bytes it had."""
    size = 0
    for part in file.chunks(PART):
        size += len(part)
        seen(part)
        if size > most:
            raise BadInput(
                f"the files are larger than {MOST_BYTES // 1024**2} MB together",
                do="Load a year at a time.",
            )
        kept.parts.create(content=part)
    return size


def _name(file: Sent) -> str:
    """The name a report calls it by; a very long one keeps what it is of, its year and its kind."""
    name = (file.name or "file").replace("\x00", "").replace("\\", "/").rpartition("/")[2] or "file"
    return name if len(name.encode()) <= LONGEST_NAME else f"{name[:30]}…{name[-30:]}"
