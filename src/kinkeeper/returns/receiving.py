"""Loads what a browser sent, once, and removes what was sent whatever becomes of it.

Each function finds the load as it stands: it may be called again after a crash, by any process.
"""

import time
from uuid import UUID

from django.db import transaction

from kinkeeper.access.who import Who, who_is
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.law.returns.open import LeftUnread, Opened, open_contents
from kinkeeper.returns.course import content_of
from kinkeeper.returns.loading import reading
from kinkeeper.returns.loading.load import load_files
from kinkeeper.returns.models import Load, LoadState, SentFile
from kinkeeper.returns.states import LOADING

give_up = LOADING.give_up


def load_received(load_id: UUID) -> str:
    """Load what was sent, as whoever sent it, with the rights they have now; the state it ended in.

    What is over stays as it is. A fault goes up to the caller, with nothing written but the attempt.
    """
    load = Load.objects.get(pk=load_id)
    if LOADING.begin(load):
        who = who_is(load.loaded_by)
        try:
            _load(load, who)
        except (BadInput, Refused) as refusal:
            LOADING.refuse(load, who, refusal)
    return LOADING.state_of(load)


def remove_leftovers() -> int:
    """Remove files whose load is over, should any be left; how many there were."""
    ended = LoadState.objects.filter(state__in=LoadState.ENDS).values("load_id")
    left = SentFile.objects.filter(load_id__in=ended)
    return left.delete()[1].get(SentFile._meta.label, 0)


def _load(load: Load, who: Who) -> None:
    """Everything in one transaction: the records, the report, the state, and what was sent is gone."""
    began = time.perf_counter()
    files = reading.understand(*_opened(load))
    with transaction.atomic():
        if not LOADING.is_over(LOADING.locked(load.pk)):
            load_files(files=files, began=began, load_id=load.id, by=who)
            LOADING.remove(load)


def _opened(load: Load) -> tuple[list[Opened], list[LeftUnread]]:
    """The files as of one folder without a name: a browser sends none, so they are of one year."""
    opened: list[Opened] = []
    unread: list[LeftUnread] = []
    for file in load.sent.all():
        inside, beside = open_contents(content_of(file), name=file.name)
        opened += inside
        unread += beside
    return opened, unread
