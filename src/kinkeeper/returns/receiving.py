"""Loads what a browser sent, once, and removes what was sent whatever becomes of it.

Each function finds the load as it stands: it may be called again after a crash, by any process.
"""

import time
from uuid import UUID

from django.db import transaction

from kinkeeper.access import audit
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who, who_is
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.law.returns.open import LeftUnread, Opened, open_contents
from kinkeeper.returns.loading import reading
from kinkeeper.returns.loading.load import load_files
from kinkeeper.returns.models import Load, LoadState, SentFile
from kinkeeper.returns.states import is_over, move, state_of

FAULT = "Something went wrong in Kinkeeper itself"
FAULT_DO = "Send the files again. If it happens again, tell the system administrator."


def load_received(load_id: UUID) -> str:
    """Load what was sent, as whoever sent it, with the rights they have now; the state it ended in.

    What is over stays as it is. A fault goes up to the caller, with nothing written but the attempt.
    """
    load = Load.objects.get(pk=load_id)
    if _begin(load):
        who = who_is(load.loaded_by)
        try:
            _load(load, who)
        except (BadInput, Refused) as refusal:
            _refuse(load, who, refusal)
    return state_of(load)


def give_up(load_id: UUID) -> None:
    """Say that a load failed, unless it ended otherwise; nothing of it was written."""
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load_id)
        if not is_over(load):
            move(load, LoadState.Kind.FAILED, reason=FAULT, to_do=FAULT_DO)
            audit.record(
                by=audit.Actor(None, "Kinkeeper"), verb="returns.load_failed", subject=load
            )
        _remove(load)


def remove_leftovers() -> int:
    """Remove files whose load is over, should any be left; how many there were."""
    ended = LoadState.objects.filter(state__in=LoadState.ENDS).values("load_id")
    left = SentFile.objects.filter(load_id__in=ended)
    return left.delete()[1].get(SentFile._meta.label, 0)


def _begin(load: Load) -> bool:
    """Note that work has begun, unless the load is over."""
    with transaction.atomic():
        if is_over(Load.objects.select_for_update().get(pk=load.pk)):
            return False
        move(load, LoadState.Kind.WORKING)
        return True


def _load(load: Load, who: Who) -> None:
    """Everything in one transaction: the records, the report, the state, and what was sent is gone."""
    began = time.perf_counter()
    files = reading.understand(*_opened(load))
    with transaction.atomic():
        if not is_over(Load.objects.select_for_update().get(pk=load.pk)):
            load_files(files=files, began=began, load_id=load.id, by=who)
            _remove(load)


def _opened(load: Load) -> tuple[list[Opened], list[LeftUnread]]:
    """The files as of one folder without a name: a browser sends none, so they are of one year."""
    opened: list[Opened] = []
    unread: list[LeftUnread] = []
    for file in load.sent.all():
        content = b"".join(bytes(part) for part in file.parts.values_list("content", flat=True))
        inside, beside = open_contents(content, name=file.name)
        opened += inside
        unread += beside
    return opened, unread


def _refuse(load: Load, who: Who, refusal: BadInput | Refused) -> None:
    """Say why, unless another run ended the load: this one may have found its files gone."""
    with transaction.atomic():
        if is_over(Load.objects.select_for_update().get(pk=load.pk)):
            return
        move(load, LoadState.Kind.REFUSED, by=who, reason=refusal.message, to_do=refusal.do)
        if isinstance(refusal, NotAllowed):
            audit.refused(by=who, what=Permission.LOAD_FILES, thing=None)
        audit.record(by=who, verb="returns.load_refused", subject=load)
        _remove(load)


def _remove(load: Load) -> None:
    SentFile.objects.filter(load=load).delete()
