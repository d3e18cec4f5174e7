"""Judges what was sent, once, and removes the files whatever becomes of it.

Each function finds the run as it stands: it may be called again after a crash, by any process.
"""

import time
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from kinkeeper.access import audit
from kinkeeper.access.action import require
from kinkeeper.access.permissions import Permission
from kinkeeper.access.who import Who, who_is
from kinkeeper.kernel.errors import BadInput, Refused
from kinkeeper.kernel.moment import now
from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.course import content_of
from kinkeeper.returns.models import ReturnRun, RunPart, RunState
from kinkeeper.returns.running.judging import Held, judged
from kinkeeper.returns.running.states import CHECKING
from kinkeeper.returns.running.storing import store

give_up = CHECKING.give_up


def carry_out(run_id: UUID) -> str:
    """Judge what was sent, as whoever sent it, with the rights they have now; the state it ended in.

    What is over stays as it is. A fault goes up to the caller, with nothing written but the attempt.
    """
    run = ReturnRun.objects.get(pk=run_id)
    if CHECKING.begin(run):
        who = who_is(run.begun_by)
        try:
            _judge(run, who)
        except (BadInput, Refused) as refusal:
            CHECKING.refuse(run, who, refusal)
    return CHECKING.state_of(run)


def remove_leftovers() -> int:
    """Remove content of files whose run is over, should any be left; how many pieces there were."""
    ended = RunState.objects.filter(state__in=RunState.ENDS).values("run_id")
    return RunPart.objects.filter(file__run_id__in=ended).delete()[0]


def _judge(run: ReturnRun, who: Who) -> None:
    """Asked outside a transaction; kept, counted and audited in one."""
    require(who, Permission.PREPARE_RETURN)
    began = time.perf_counter()
    checked = judged(
        tuple(_held(run)),
        origin=run.origin,
        collection=run.collection,
        year=run.year,
        authority=run.authority,
    )
    with transaction.atomic():
        locked = CHECKING.locked(run.pk)
        if not CHECKING.is_over(locked):
            _keep(locked, checked, who, began)


def _keep(run: ReturnRun, checked: Checked, who: Who, began: float) -> None:
    store(run, checked)
    run.judged_at = now()
    run.milliseconds = int((time.perf_counter() - began) * 1000)
    run.save()
    CHECKING.move(run, RunState.Kind.DONE, by=who)
    CHECKING.remove(run)
    counts = {"broken": run.broken, "met": run.met, "not_run": run.not_run, "errors": run.errors}
    audit.record(by=who, verb="returns.check_return", subject=run, details=counts)


def _held(run: ReturnRun) -> Iterator[Held]:
    for file in run.files.all():
        yield Held(file.part, file.name, content_of(file))
