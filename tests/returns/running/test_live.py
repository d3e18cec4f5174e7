"""A check of the records themselves, as they would be returned today."""

from datetime import date

import pytest

from kinkeeper.access.services import operator
from kinkeeper.access.who import Who
from kinkeeper.jobs.send import send_check
from kinkeeper.jobs.tasks import check_received
from kinkeeper.kernel import moment
from kinkeeper.kernel.errors import BadInput
from kinkeeper.returns.loading.load import load
from kinkeeper.returns.models import ReturnRun, RunChild, RunFile, RunFinding
from tests.returns.running.conftest import EXAMPLES, Check, of_year

pytestmark = pytest.mark.django_db


def test_a_child_loaded_after_a_check_is_linked_by_the_load(check: Check) -> None:
    """Every one of them, before anybody reads the check again."""
    header = of_year("2025-26")["header.csv"].replace(b",F,", b",X,").replace(b",M,", b",X,")
    run = check(files={**of_year("2025-26"), "header.csv": header})
    unlinked = RunChild.objects.filter(run=run, person=None)
    assert unlinked.exists()
    load(paths=[EXAMPLES], by=operator())
    assert not unlinked.exists()


@pytest.mark.parametrize("collection", ["ssda903", "cin"])
def test_the_records_are_checked_without_a_file(collection: str, analyst: Who) -> None:
    """Every child at fault is linked to the record; the year and what was judged are told."""
    load(paths=[EXAMPLES, EXAMPLES.parent / "cin"], by=operator())
    run_id = send_check(
        collection=collection, year=2026, authority="E08000025", origin="live", files={}, by=analyst
    )
    check_received(run_id=str(run_id))
    run = ReturnRun.objects.get(pk=run_id)
    assert run.judged_at
    assert (run.sha256 != "", RunFile.objects.count()) == (True, 0)
    assert run.met > run.broken
    assert not RunChild.objects.filter(run=run, person=None).exists()
    assert set(RunFinding.objects.filter(run=run).values_list("status", flat=True)) <= {"new"}


def test_records_of_a_year_that_has_not_begun(analyst: Who) -> None:
    """They are not asked of it, as it is not written: nothing waits to be checked."""
    with moment.held(date(2025, 3, 31)), pytest.raises(BadInput, match="begins on 1 April 2025"):
        send_check(collection="cin", year=2026, authority="", origin="live", files={}, by=analyst)
    assert not ReturnRun.objects.exists()
