"""Takes files to be loaded or checked, and sees that they will be: both or neither."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from kinkeeper.access.who import Who
from kinkeeper.jobs.tasks import check_received, load_received
from kinkeeper.returns.actions import Sent, begin_check, receive


def send(*, files: Sequence[Sent], by: Who) -> UUID:
    """Keep the files and defer their load, in one transaction; the id of the load."""
    with transaction.atomic():
        load = receive(files=files, by=by)
        load_received.defer(load_id=str(load.id))
        load_id: UUID = load.id
    return load_id


def send_check(
    *,
    collection: str,
    year: int,
    authority: str,
    files: Mapping[str, Sequence[Sent]],
    by: Who,
    origin: str = "files",
) -> UUID:
    """Keep the files and defer their check, in one transaction; the id of the run."""
    with transaction.atomic():
        run = begin_check(
            collection=collection,
            year=year,
            authority=authority,
            origin=origin,
            files=files,
            by=by,
        )
        check_received.defer(run_id=str(run.id))
        run_id: UUID = run.id
    return run_id
