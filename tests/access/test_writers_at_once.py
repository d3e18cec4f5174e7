"""Many writers at once make one chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from kinkeeper.access import audit
from kinkeeper.access.audit import NOBODY

WRITERS, EACH = 6, 15


def write(writer: int) -> None:
    """Write some entries, each in a transaction; every third is undone."""
    try:
        for n in range(EACH):
            with transaction.atomic():
                audit.record(by=NOBODY, verb="read", details={"writer": writer, "n": n})
                if n % 3 == 2:
                    transaction.set_rollback(True)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_chain_holds_whoever_wins() -> None:
    """No gap, no fork, and nothing of what was undone."""
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    verdict = audit.verify()
    assert verdict.whole, verdict
    assert verdict.entries == WRITERS * EACH * 2 // 3
