"""The tables of workers and allocations refuse what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kinkeeper.workforce.kinds import AllocationRole
from kinkeeper.workforce.models import Allocation, Cover, Employment, Post, Supervision, Worker

D1, D2, D3, D4 = (date(2025, month, 1) for month in (1, 2, 3, 4))
LEAD = {"role": AllocationRole.LEAD}
NAMED = {"full_name": "Ada Ng"}
CASES: dict[str, tuple[type, list[dict[str, Any]]]] = {
    "worker_known_by_something": (Worker, [{}]),
    "worker_swe_number_shape": (Worker, [{"swe_number": "sw 1"}]),
    "worker_full_name_not_blank": (Worker, [{"full_name": ""}]),
    "allocation_ends_after_start": (Allocation, [{"started_on": D2, "ended_on": D1}]),
    "allocation_role_known": (Allocation, [{"role": "friend"}]),
    "allocation_change_reason_code": (Allocation, [{"change_reason": "not known"}]),
    "allocation_end_reason_known": (Allocation, [{"ended_on": D2, "end_reason": "some"}]),
    "allocation_end_reason_needs_end": (Allocation, [{"end_reason": "case_closed"}]),
    "allocation_one_lead": (
        Allocation,
        [{**LEAD, "started_on": D1, "ended_on": D3}, {**LEAD, "started_on": D2}],
    ),
    "post_ends_after_start": (Post, [{"started_on": D2, "ended_on": D1}]),
    "post_grade_known": (Post, [{"grade": "wizard"}]),
    "post_fte_sensible": (Post, [{"fte_percent": 0}]),
    "post_has_reference": (Post, [{"reference": ""}]),
    "employment_ends_after_start": (Employment, [{"started_on": D2, "ended_on": D1}]),
    "employment_contract_known": (Employment, [{"contract": "handshake"}]),
    "employment_grade_known": (Employment, [{"grade": "wizard"}]),
    "employment_fte_sensible": (Employment, [{"fte_percent": 101}]),
    "employment_reason_needs_end": (Employment, [{"leave_reason": "1"}]),
    "employment_destination_needs_end": (Employment, [{"leaver_destination": "1"}]),
    "employment_start_origin_code": (Employment, [{"start_origin": "agency"}]),
    "employment_leave_reason_code": (Employment, [{"ended_on": D3, "leave_reason": "moved"}]),
    "employment_leaver_destination_code": (
        Employment,
        [{"ended_on": D3, "leaver_destination": "far"}],
    ),
    "employment_once_at_a_time": (
        Employment,
        [{"started_on": D1, "ended_on": D3}, {"started_on": D2}],
    ),
    "supervision_kind_known": (Supervision, [{"kind": "chat"}]),
    "supervision_once": (Supervision, [{"held_on": D1}, {"held_on": D1}]),
}

COVERS = {
    "cover_ends_after_start": [(D2, D1)],
    "cover_is_for_a_time": [(D1, date(2025, 5, 3))],
    "cover_once_at_a_time": [(D1, D3), (D2, D4)],
}


@pytest.fixture
def worker(make: Callable[..., Any]) -> Worker:
    """A worker for the allocations to be of."""
    found: Worker = make(Worker, **NAMED)
    return found


@pytest.mark.parametrize("name", CASES)
def test_refuses_what_cannot_be(make: Callable[..., Any], worker: Worker, name: str) -> None:
    """A row that breaks a promise of its table is not stored."""
    model, (*before, last) = CASES[name]
    for facts in before:
        make(model, **facts)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(model, **last)


def test_every_constraint_is_tried() -> None:
    """No promise of these tables is without its test."""
    models = apps.get_app_config("workforce").get_models()
    tried = {*CASES, *COVERS, "supervision_by_another", "cover_by_another"}
    assert {c.name for model in models for c in model._meta.constraints} == tried


@pytest.mark.parametrize("name", COVERS)
def test_a_cover_that_cannot_be_is_refused(
    make: Callable[..., Any], worker: Worker, name: str
) -> None:
    """By another, for a time, and once at a time."""
    pair = {"worker": worker, "covered_by": make(Worker, full_name="Bo Ek")}
    *before, last = COVERS[name]
    for started_on, ended_on in before:
        make(Cover, **pair, started_on=started_on, ended_on=ended_on)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(Cover, **pair, started_on=last[0], ended_on=last[1])
    with pytest.raises(IntegrityError, match="cover_by_another"), transaction.atomic():
        make(Cover, worker=worker, covered_by=worker, started_on=D1, ended_on=D2)


def test_nobody_supervises_themselves(make: Callable[..., Any], worker: Worker) -> None:
    """A supervision is by another worker, or by one not named."""
    make(Supervision, worker=worker)
    with pytest.raises(IntegrityError, match="supervision_by_another"), transaction.atomic():
        make(Supervision, worker=worker, supervisor=worker, held_on=D2)


def test_two_workers_may_share_a_post(make: Callable[..., Any], worker: Worker) -> None:
    """Only the same worker is in a post once at a time, and may come back the day they left."""
    make(Employment, worker=worker, started_on=D1, ended_on=D2)
    make(Employment, worker=worker, started_on=D2)
    make(Employment, worker=make(Worker, full_name="Bo Ek"), started_on=D2)
    assert Employment.objects.values("post").distinct().count() == 1


def test_lead_workers_hand_over_on_one_day(make: Callable[..., Any], worker: Worker) -> None:
    """One lead worker may end on the day the next starts, and one may last no day at all."""
    for start, end in ((D1, D2), (D2, D2), (D2, D3), (D3, None)):
        make(Allocation, **LEAD, started_on=start, ended_on=end)
    assert Allocation.objects.count() == 4


def test_other_workers_are_with_a_child_beside_the_lead(
    make: Callable[..., Any], worker: Worker
) -> None:
    """Only the lead worker is one at a time."""
    for role in (AllocationRole.LEAD, AllocationRole.IRO, AllocationRole.CO_WORKER):
        make(Allocation, role=role, started_on=D4)
    assert Allocation.objects.count() == 3


def test_the_same_number_is_not_two_workers(make: Callable[..., Any]) -> None:
    """A Social Work England number belongs to one worker."""
    make(Worker, swe_number="SW10324")
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Worker, swe_number="SW10324")
