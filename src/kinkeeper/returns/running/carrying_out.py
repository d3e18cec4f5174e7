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
from kinkeeper.kernel.errors import BadInput, NotAllowed, Refused
from kinkeeper.kernel.moment import now
from kinkeeper.law.returns.checked import Checked
from kinkeeper.returns.models import ReturnRun, RunPart, RunState
from kinkeeper.returns.running.judging import Held, judged
from kinkeeper.returns.running.states import is_over, move, state_of
from kinkeeper.returns.running.storing import store

FAULT = "Something went wrong in Kinkeeper itself"
FAULT_DO = "Send the files again. If it happens again, tell the system administrator."


def carry_out(run_id: UUID) -> str:
    """Judge what was sent, as whoever sent it, with the rights they have now; the state it ended in.

    What is over stays as it is. A fault goes up to the caller, with nothing written but the attempt.
    """
    run = ReturnRun.objects.get(pk=run_id)
    if _begin(run):
        who = who_is(run.begun_by)
        try:
            _judge(run, who)
        except (BadInput, Refused) as refusal:
            _refuse(run, who, refusal)
    return state_of(run)


def give_up(run_id: UUID) -> None:
    """Say that a run failed, unless it ended otherwise; nothing of it was written."""
    with transaction.atomic():
        run = ReturnRun.objects.select_for_update().get(pk=run_id)
        if not is_over(run):
            move(run, RunState.Kind.FAILED, reason=FAULT, to_do=FAULT_DO)
            audit.record(
                by=audit.Actor(None, "Kinkeeper"), verb="returns.check_failed", subject=run
            )
        _remove(run)


def remove_leftovers() -> int:
    """Remove content of files whose run is over, should any be left; how many pieces there were."""
    ended = RunState.objects.filter(state__in=RunState.ENDS).values("run_id")
    return RunPart.objects.filter(file__run_id__in=ended).delete()[0]


def _begin(run: ReturnRun) -> bool:
    """Note that work has begun, unless the run is over."""
    with transaction.atomic():
        if is_over(ReturnRun.objects.select_for_update().get(pk=run.pk)):
            return False
        move(run, RunState.Kind.WORKING)
        return True


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
        locked = ReturnRun.objects.select_for_update().get(pk=run.pk)
        if not is_over(locked):
            _keep(locked, checked, who, began)


def _keep(run: ReturnRun, checked: Checked, who: Who, began: float) -> None:
    store(run, checked)
    run.judged_at = now()
    run.milliseconds = int((time.perf_counter() - began) * 1000)
    run.save()
    move(run, RunState.Kind.DONE, by=who)
    _remove(run)
    counts = {"broken": run.broken, "met": run.met, "not_run": run.not_run, "errors": run.errors}
    audit.record(by=who, verb="returns.check_return", subject=run, details=counts)


def _held(run: ReturnRun) -> Iterator[Held]:
    for file in run.files.all():
        content = b"".join(bytes(part) for part in file.parts.values_list("content", flat=True))
        yield Held(file.part, file.name, content)


def _refuse(run: ReturnRun, who: Who, refusal: BadInput | Refused) -> None:
    """Say why, unless another process ended the run: this one may have found its files gone."""
    with transaction.atomic():
        if is_over(ReturnRun.objects.select_for_update().get(pk=run.pk)):
            return
        move(run, RunState.Kind.REFUSED, by=who, reason=refusal.message, to_do=refusal.do)
        if isinstance(refusal, NotAllowed):
            audit.refused(by=who, what=Permission.PREPARE_RETURN, thing=None)
        audit.record(by=who, verb="returns.check_refused", subject=run)
        _remove(run)


def _remove(run: ReturnRun) -> None:
    RunPart.objects.filter(file__run=run).delete()
