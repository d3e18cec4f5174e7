"""Takes files to be loaded, and sees that they will be: both or neither."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kinkeeper.access.who import Who
from kinkeeper.jobs.tasks import load_received
from kinkeeper.returns.actions import Sent, receive


def send(*, files: Sequence[Sent], by: Who) -> UUID:
    """Keep the files and defer their load, in one transaction; the id of the load."""
    with transaction.atomic():
        load = receive(files=files, by=by)
        load_received.defer(load_id=str(load.id))
        load_id: UUID = load.id
    return load_id
